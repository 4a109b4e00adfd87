// mockCanvas: a Canvas instance without a port. nock intercepts its two hosts, an assembled mock answers.
import type { FastifyInstance } from 'fastify';
import nock from 'nock';
import { assembleMock, type MockOptions, type World, type Worlds } from './index.ts';

export interface CanvasOptions extends MockOptions {
  /** The name of the instance: `example` stands for `https://fumage-example.canvasmedical.com`. */
  readonly instance?: string;
}

export interface MockedCanvas {
  /** The FHIR base, without a slash at the end. */
  readonly url: string;
  /** The EHR host, where tokens come from. */
  readonly ehrUrl: string;
  readonly token: string;
  /** The world of the requests that name none. */
  readonly world: World;
  readonly worlds: Worlds;
  /** Ends the interception and leaves other interceptors of nock as they were. */
  readonly close: () => Promise<void>;
}

type Headers = Readonly<Record<string, string | string[] | number | undefined>>;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Name and value in turn, which is the form in which nock keeps headers that occur twice. */
const flat = (headers: Headers): string[] =>
  Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().flatMap((item) => [name, String(item)]));

interface SentRequest {
  headers: Record<string, string | string[] | undefined>;
  requestBodyBuffers?: Buffer[];
}

/** nock parses a body that calls itself JSON and throws where it is none, so the header steps aside meanwhile. */
const hidden = 'x-mock-content-type';

const hideContentType = ({ headers }: SentRequest): void => {
  headers[hidden] = headers['content-type'];
  headers['content-type'] = 'application/octet-stream';
};

const headersOf = ({ headers }: SentRequest, host: string): Record<string, string | string[]> => {
  const { [hidden]: contentType, 'content-type': _stand_in, ...others } = headers;
  const named = Object.entries({
    ...others,
    'content-type': contentType,
    host: new URL(host).host,
    'x-forwarded-proto': 'https',
  });
  return Object.fromEntries(named.filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
};

/** The canvases that are open on each host; the last one answers. */
const open = new Map<string, object[]>();

const isLast = (host: string, canvas: object): boolean => open.get(host)?.at(-1) === canvas;

const enter = (host: string, canvas: object): void => void open.set(host, [...(open.get(host) ?? []), canvas]);

const leave = (host: string, canvas: object): void => {
  const others = (open.get(host) ?? []).filter((one) => one !== canvas);
  if (others.length === 0) open.delete(host);
  else open.set(host, others);
};

let made = 0;

/**
 * The pattern of a host that matches while a canvas answers there. nock keeps a host after its last interceptor has
 * gone and refuses all calls to it, so the host is given as a pattern that ends to match.
 */
const patternOf = (host: string, canvas: object): RegExp => {
  // nock tells patterns apart by their text: the second alternative, which no host is, makes it one of its own.
  const pattern = new RegExp(`^${host.replaceAll('.', '\\.')}:443$|^canvas ${made++}$`);
  const test = (text: string): boolean => isLast(host, canvas) && RegExp.prototype.test.call(pattern, text);
  return Object.assign(pattern, { test });
};

interface Intercepted {
  readonly app: FastifyInstance;
  readonly host: string;
  readonly pattern: RegExp;
}

/** Answers one method of one host from the mock, for as long as the interceptor stands. */
const intercept = ({ app, host, pattern }: Intercepted, method: (typeof methods)[number]): nock.Interceptor => {
  const scope = nock(pattern).persist();
  scope.on('request', hideContentType);
  // Optional, so that nock.isDone() and nock.pendingMocks() speak of the caller's own interceptors.
  const interceptor = scope.intercept(() => true, method).optionally();
  interceptor.reply(async function (url) {
    const sent = this.req as unknown as SentRequest;
    const payload = Buffer.concat(sent.requestBodyBuffers ?? []);
    const answer = await app.inject({ method, url, headers: headersOf(sent, host), payload });
    return [answer.statusCode, method === 'HEAD' ? '' : answer.payload, flat(answer.headers) as never];
  });
  return interceptor;
};

/** Called when the last canvas is closed. */
let rest: () => void = () => undefined;

/** Lets nock act where it was told not to, and rest again afterwards. */
const wake = (): void => {
  if (nock.isActive()) return;
  nock.activate();
  rest = () => {
    nock.restore();
    rest = () => undefined;
  };
};

const namedInstance = (name: string): string => {
  if (/^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d-]+)*$/i.test(name)) return name.toLowerCase();
  throw new TypeError(
    `instance: '${name}' is not a name of an instance; 'example' stands for fumage-example.canvasmedical.com`,
  );
};

/** Intercepts the hosts of a Canvas instance and answers from a mock of its own, in this process. */
export const mockCanvas = ({ instance = 'example', ...options }: CanvasOptions = {}): MockedCanvas => {
  const name = namedInstance(instance);
  const { app, token, world, worlds } = assembleMock(options);
  const url = `https://fumage-${name}.canvasmedical.com`;
  const ehrUrl = `https://${name}.canvasmedical.com`;
  const hosts = [url, ehrUrl];
  const canvas = {
    url,
    ehrUrl,
    token,
    world,
    worlds,
    close: async () => {
      for (const host of hosts) leave(host, canvas);
      for (const interceptor of interceptors) nock.removeInterceptor(interceptor);
      if (open.size === 0) rest();
      await app.close();
    },
  };
  wake();
  const interceptors = hosts.flatMap((host) => {
    enter(host, canvas);
    const intercepted = { app, host, pattern: patternOf(host, canvas) };
    return methods.map((method) => intercept(intercepted, method));
  });
  return canvas;
};
