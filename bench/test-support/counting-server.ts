// A server in front of a mock: it counts what is created, and may take what is to be refused, or create twice.
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import { forward, serve } from './server.ts';

interface CountingServer {
  readonly url: string;
  /** How many records of each type were created. */
  readonly counts: () => Readonly<Record<'Appointment' | 'Patient', number>>;
  /** How many requests have come, those for tokens included. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

const createdType = (method: string, url: string): string | undefined =>
  method === 'POST' ? /^\/(Appointment|Patient)\/?$/.exec(url)?.[1] : undefined;

/** `sound` passes everything on, `lax` answers 201 to a create that the mock refuses, `doubling` stores each create twice. */
type Manner = 'sound' | 'lax' | 'doubling';

/** Starts the server and the mock behind it. */
export const startCountingServer = async (manner: Manner, options: MockOptions = {}): Promise<CountingServer> => {
  const mock = await startMock(options);
  const counts = { Appointment: 0, Patient: 0 };
  const server = await serve(async (received) => {
    const answer = await forward(mock.url, received, server.url);
    const type = createdType(received.method, received.url);
    if (type !== 'Appointment' && type !== 'Patient') return answer;
    const isRefused = answer.status >= 400 && answer.status !== 401;
    if (answer.status !== 201 && !(manner === 'lax' && isRefused)) return answer;
    if (manner === 'doubling') await forward(mock.url, received, server.url);
    counts[type] += manner === 'doubling' ? 2 : 1;
    return isRefused
      ? { status: 201, headers: { location: `${server.url}/${type}/made-${counts[type]}`, 'content-length': '0' } }
      : answer;
  });
  return {
    url: server.url,
    counts: () => ({ ...counts }),
    requests: () => server.received.length,
    close: async () => {
      await server.close();
      await mock.close();
    },
  };
};
