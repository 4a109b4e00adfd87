// Sends what the fuzzer made up, and waits for an answer for a minute at most.
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { FuzzRequest } from './request.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What came of a request: an answer, none in time, a connection that ended without one, or a request that no client sends. */
export type Outcome = Answer | 'no answer in time' | 'no answer' | 'unsendable';

/** The id of the appointment that a create has made; undefined where the answer names none. */
export const createdId = ({ headers }: Answer): string | undefined =>
  /\/Appointment\/([0-9a-f-]{36})/.exec(headers.location ?? '')?.[1];

/** Milliseconds after which no answer comes any more, however busy the machine is. */
const patience = 60_000;

export const agent = new Agent({ keepAlive: true, maxSockets: 16 });

const isStream = (headers: IncomingHttpHeaders): boolean =>
  (headers['content-type'] ?? '').startsWith('text/event-stream');

/** Sends a request by Node's own client. */
const sendRequest = (url: string, { method, path, headers, body }: FuzzRequest): Promise<Outcome> =>
  new Promise((resolve) => {
    const fields = { ...headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) };
    const { hostname, port } = new URL(url);
    try {
      const sent = httpRequest({ hostname, port, method, path, headers: fields, agent, insecureHTTPParser: false });
      const timer = setTimeout(() => {
        resolve('no answer in time');
        sent.destroy();
      }, patience);
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer);
        resolve(outcome);
      };
      sent.on('continue', () => undefined);
      sent.once('error', () => settle('no answer'));
      sent.once('response', (response) => {
        const { statusCode: status = 0, headers: received } = response;
        if (isStream(received)) {
          settle({ status, headers: received, text: '' });
          sent.destroy();
          return;
        }
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () => settle({ status, headers: received, text }));
        response.once('error', () => settle('no answer'));
      });
      sent.end(body, 'latin1');
    } catch {
      resolve('unsendable');
    }
  });

/** The first answer in what came over a socket. */
const parsed = (text: string): Answer | 'no answer' => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) return 'no answer';
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status, headers: Object.fromEntries(pairs), text: rest.join('\r\n\r\n') };
};

/** Writes bytes to a new connection, closes its own half, and reads what comes until the other half is closed. */
const sendBytes = (url: string, bytes: string): Promise<Outcome> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    let text = '';
    const timer = setTimeout(() => {
      resolve('no answer in time');
      socket.destroy();
    }, patience);
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', () => undefined);
    socket.once('end', () => socket.end());
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(parsed(text));
    });
    socket.end(Buffer.from(bytes, 'latin1'));
  });

/** Sends a request whose placeholders are filled. */
export const send = (url: string, request: FuzzRequest): Promise<Outcome> =>
  request.bytes === undefined ? sendRequest(url, request) : sendBytes(url, request.bytes);
