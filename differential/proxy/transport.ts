// The way through: every request goes on as it came, every answer comes back as it is, and a copy of both is kept.
// http-proxy-3 was tried: it writes header names in small letters, joins repeated headers, passes those that Connection names,
// adds a Date, and resolves dots in paths. Nothing of what passes may be changed, so that Node's own request is used.
import { createServer, request as overHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { request as overHttps } from 'node:https';
import { pipeline } from 'node:stream';
import { answersHalfClosed } from '../../schemas/half-closed.ts';
import { isOwnHost } from '../../schemas/own-host.ts';
import { CapturedBody } from './captured-body.ts';
import { beginAs, refuse } from './answer.ts';
import { byName, passingHeaders } from './headers.ts';
import { isSafe, type ProxiedExchange, type PendingRequest } from './proxied-exchange.ts';

interface TransportOptions {
  /** The FHIR base of the live side. */
  readonly to: string;
  /** Where tokens come from: requests below /auth/ go there. */
  readonly ehrUrl: string;
  /** Names beside those of this machine under which it may be asked; undefined where any may be. */
  readonly allowedHosts: readonly string[] | undefined;
  /** Told of each exchange that was complete, in the order of the answers. */
  readonly onExchange: (exchange: ProxiedExchange) => void;
  /** Told in a line of each request that the live side did not answer. */
  readonly onFault: (pending: PendingRequest, why: string) => void;
}

/** Where a request goes on to: the live host, and the path there as it was asked for, to the letter. */
const liveAddress = (
  url: string,
  { to, ehrUrl }: TransportOptions,
): { readonly origin: URL; readonly path: string } => {
  const base = new URL(url.startsWith('/auth/') ? ehrUrl : to);
  return { origin: base, path: `${base.pathname.replace(/\/$/, '')}${url}` };
};

const isChunked = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined;

/** The raw headers of a request on its way to the live host. */
const requestHeaders = (request: IncomingMessage, { host }: URL): string[] => [
  'Host',
  host,
  ...passingHeaders(request.rawHeaders, ['host', 'expect']),
  ...(isChunked(request) ? ['Transfer-Encoding', 'chunked'] : []),
];

/** Milliseconds that whoever lets the traffic go first waits at most. */
const maxIdleWait = 100;

/** Requests under way, so that those which overlap know of each other. */
export class Traffic {
  readonly #pending = new Map<PendingRequest, Set<PendingRequest>>();
  readonly #waiting = new Set<() => void>();

  /** Resolves where nothing is under way, and after a while in any case. */
  readonly whenIdle = (): Promise<void> =>
    new Promise((resolve) => {
      const late = setTimeout(() => {
        this.#waiting.delete(now);
        resolve();
      }, maxIdleWait);
      const now = (): void => {
        clearTimeout(late);
        setImmediate(resolve);
      };
      if (this.#pending.size === 0) now();
      else this.#waiting.add(now);
    });

  /** Takes a request in and gives the writes that overlap with it, to which later ones are added. */
  enter(pending: PendingRequest): ReadonlySet<PendingRequest> {
    const overlapped = new Set([...this.#pending.keys()].filter((other) => !isSafe(other)));
    if (!isSafe(pending)) for (const others of this.#pending.values()) others.add(pending);
    this.#pending.set(pending, overlapped);
    return overlapped;
  }

  leave(pending: PendingRequest): void {
    this.#pending.delete(pending);
    if (this.#pending.size > 0) return;
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }
}

/** A request on its way, with what is captured of it. */
interface Relay {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pending: PendingRequest;
  readonly overlapped: ReadonlySet<PendingRequest>;
  readonly sent: CapturedBody;
}

/** Gives the live answer back as it comes, and tells of it when it was complete. */
const relayAnswer = (answer: IncomingMessage, relay: Relay, { onExchange, onFault }: TransportOptions): void => {
  const { request, response, pending, overlapped, sent } = relay;
  const { statusCode: status = 0, rawHeaders } = answer;
  const received = new CapturedBody(answer);
  response.sendDate = false;
  const unwritable = beginAs(answer, response);
  if (unwritable !== undefined) {
    onFault(pending, `its answer cannot be passed on: ${unwritable}`);
    refuse(response, 502, `The answer of the live side cannot be passed on: ${unwritable}`);
    answer.destroy();
    return;
  }
  pipeline(answer, response, (error) => {
    if (error) {
      if (!answer.complete) onFault(pending, 'it broke off in the middle of its answer');
      response.destroy();
      return;
    }
    onExchange({
      at: Date.now(),
      ...pending,
      requestHeaders: byName(request.rawHeaders),
      requestBody: sent.bytes,
      status,
      responseHeaders: byName(rawHeaders),
      responseBody: received.bytes,
      isCut: sent.isCut || received.isCut,
      overlapped,
    });
  });
};

/** Sends a request on to the live side. */
const sendOn = (
  { request, pending }: Relay,
  { origin, path }: ReturnType<typeof liveAddress>,
): ReturnType<typeof overHttp> => {
  const send = origin.protocol === 'https:' ? overHttps : overHttp;
  return send(origin, {
    method: pending.method,
    path,
    headers: requestHeaders(request, origin),
    agent: false,
    setHost: false,
  });
};

const forward = (
  request: IncomingMessage,
  response: ServerResponse,
  traffic: Traffic,
  options: TransportOptions,
): void => {
  const pending = { method: request.method ?? '', url: request.url ?? '' };
  if (!pending.url.startsWith('/')) {
    refuse(response, 400, 'The proxy is a base URL: ask it for a path, not for an address.');
    return;
  }
  if (options.allowedHosts !== undefined && !isOwnHost(request, options.allowedHosts)) {
    const name = (request.headers.host ?? '').slice(0, 100);
    refuse(
      response,
      403,
      `Host: ${name} is not a name of this proxy: start it with --allowed-host ${name} to allow it`,
    );
    return;
  }
  const address = liveAddress(pending.url, options);
  const relay = { request, response, pending, overlapped: traffic.enter(pending), sent: new CapturedBody(request) };
  const upstream = sendOn(relay, address);
  upstream.on('response', (answer) => relayAnswer(answer, relay, options));
  upstream.on('upgrade', (_answer, socket) => {
    socket.destroy();
    options.onFault(pending, 'it switched to another protocol');
    refuse(response, 502, 'The live side switched to another protocol (101), which is not passed on');
  });
  upstream.on('error', (error: NodeJS.ErrnoException) => {
    if (response.destroyed) return;
    const why = error.code ?? error.message;
    options.onFault(pending, why);
    refuse(response, 502, `The live side did not answer (${why}): is ${address.origin.origin} up?`);
  });
  response.on('close', () => {
    traffic.leave(pending);
    if (!response.writableFinished) upstream.destroy();
  });
  request.on('error', () => upstream.destroy());
  request.pipe(upstream);
};

/** A server that passes everything on. It has to be told to listen. */
export const transport = (options: TransportOptions, traffic: Traffic): Server => {
  const server = createServer((request, response) => forward(request, response, traffic, options));
  return Object.assign(server, answersHalfClosed, { requestTimeout: 0 });
};
