// A receiver of events for tests: it keeps what arrives, and answers as it is told.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly event: string;
    readonly event_type: string;
    readonly event_id: string;
    readonly appointment: Readonly<Record<string, unknown>>;
    readonly patient?: { readonly id: string };
  };
}

export interface TestReceiver {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** The events that arrived, without what their names have in common. */
  readonly events: () => readonly string[];
  /** The statuses of the next answers; 204 after them. `undefined` never answers. */
  readonly answerWith: (...statuses: (number | undefined)[]) => void;
  readonly clear: () => void;
  readonly close: () => void;
}

/** Starts a receiver on a port of its own. */
export const startReceiver = async (): Promise<TestReceiver> => {
  const arrived: Arrived[] = [];
  let statuses: (number | undefined)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      arrived.push({ headers: request.headers, text, body: JSON.parse(text) as Arrived['body'] });
      const status = statuses.length === 0 ? 204 : statuses.shift();
      if (status !== undefined) response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    arrived,
    events: () => arrived.map(({ body }) => body.event.replace('APPOINTMENT_', '')),
    answerWith: (...next) => (statuses = next),
    clear: () => {
      arrived.length = 0;
      statuses = [];
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
