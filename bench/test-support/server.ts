// A server of a few lines for tests: every request is kept and answered by one function.
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

export interface TestServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves once as many requests as asked for have come that a function picks; at once where they have already. */
  readonly waitForRequests: (count: number, isCounted: (received: Received) => boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** Starts a server on a port that is free. A function that gives undefined leaves the request unanswered. */
export const serve = async (
  answer: (received: Received, count: number) => Reply | undefined | Promise<Reply | undefined>,
): Promise<TestServer> => {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: await read(request) };
      received.push(one);
      arrivals.emit('request');
      const reply = await answer(one, received.length);
      if (reply === undefined) return;
      const isText = typeof reply.body === 'string';
      const type = isText ? 'text/html' : 'application/fhir+json';
      response.writeHead(reply.status, { 'content-type': type, ...reply.headers });
      response.end(isText ? reply.body : JSON.stringify(reply.body ?? null));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    waitForRequests: async (count, isCounted) => {
      while (received.filter(isCounted).length < count) await once(arrivals, 'request');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Headers that belong to one connection, and those that tell of a mock. */
const ofConnection = /^(host|connection|content-length|expect|keep-alive|transfer-encoding|date|x-mock-.*)$/;

type Headers = Iterable<readonly [name: string, value: string | readonly string[] | undefined]>;

const passedOn = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) =>
      value === undefined || ofConnection.test(name) ? [] : [[name, [value].flat().join(', ')]],
    ),
  );

/** Passes a request on to another server, and gives its answer. `address` takes the place of the other's in the answer. */
export const forward = async (
  to: string,
  { method, url, headers, body }: Received,
  address = to,
): Promise<{ readonly status: number; readonly headers: Record<string, string>; readonly body: string }> => {
  const answer = await fetch(`${to}${url}`, {
    method,
    headers: passedOn(Object.entries(headers)),
    redirect: 'manual',
    ...(body === '' ? {} : { body }),
  });
  const here = (text: string): string => text.replaceAll(to, address);
  const kept = Object.entries(passedOn(answer.headers)).map(([name, value]) => [name, here(value)] as const);
  return { status: answer.status, headers: Object.fromEntries(kept), body: here(await answer.text()) };
};
