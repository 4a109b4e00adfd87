// The process of a mock: starts it, prints its banner, and closes it when asked to end.
import { Stop } from '../conformance/exit-codes.ts';
import { harness } from '../conformance/package.ts';
import { locations, patients, practitioners } from '../fixtures/instance.ts';
import { startMock, type Mock } from '../mock-server/index.ts';
import type { Edition } from '../schemas/editions.ts';
import { readRecords } from './records-file.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly edition: Edition;
  readonly seed?: string;
  /** A JSON file of records to start from. */
  readonly records?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const reasons: Readonly<Record<string, (options: ServeOptions) => string>> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use: choose another with --port, or 0 for any that is free`,
  EACCES: ({ port }) => `port ${port} needs more rights: choose one above 1023 with --port`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}: choose another with --host`,
  ENOTFOUND: ({ host }) => `the host name ${host} is not known: choose another with --host`,
};

const started = async (options: ServeOptions): Promise<Mock> => {
  const { port, host, edition, seed } = options;
  try {
    const records = options.records === undefined ? {} : { records: readRecords(options.records) };
    return await startMock({ port, host, edition, ...(seed === undefined ? {} : { seed }), ...records });
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    throw new Stop('configuration', reason(options));
  }
};

/** A first appointment, of the people that the mock holds from its start. */
const appointment = (): string => {
  const actor = (reference: string): object => ({ actor: { reference }, status: 'accepted' });
  return JSON.stringify({
    resourceType: 'Appointment',
    status: 'proposed',
    start: '2031-03-04T15:00:00Z',
    end: '2031-03-04T15:30:00Z',
    supportingInformation: [{ reference: `Location/${locations[0]?.id ?? ''}` }],
    participant: [actor(`Practitioner/${practitioners[0]?.id ?? ''}`), actor(`Patient/${patients[0]?.id ?? ''}`)],
  });
};

const banner = ({ url, token }: Mock, edition: Edition): string => `canvas-harness mock ${harness.version}
  FHIR base and EHR host  ${url}
  development token       ${token}
  edition                 ${edition}

Make an appointment, then see it:

  curl -i '${url}/Appointment' -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${appointment()}'

  curl '${url}/Appointment' -H 'Authorization: Bearer ${token}'

Ctrl-C ends it.
`;

const announce = (mock: Mock, { edition, quiet = false, json = false }: ServeOptions): void => {
  const { url, token } = mock;
  if (json) process.stdout.write(`${JSON.stringify({ url, token, edition, pid: process.pid })}\n`);
  else if (!quiet) process.stdout.write(banner(mock, edition));
};

/** Serves until SIGINT or SIGTERM. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const mock = await started(options);
  announce(mock, options);
  const end = (): void => void mock.close();
  process.once('SIGINT', end).once('SIGTERM', end);
};
