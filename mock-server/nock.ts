// mockCanvas: a Canvas instance without a port. nock intercepts its two hosts, an assembled mock answers.
import type { FastifyInstance } from 'fastify';
import nock from 'nock';
import { assembleMock, type MockOptions, type World, type Worlds } from './index.ts';
import {
  answerOf,
  canvasOf,
  enter,
  isAnyOpen,
  leave,
  methods,
  type Caught,
  type Method,
} from './interception/open-canvases.ts';
import { catchUndici, releaseUndici } from './interception/undici.ts';

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

const headersOf = ({ headers }: SentRequest): Caught['headers'] => {
  const { [hidden]: contentType, 'content-type': _stand_in, ...others } = headers;
  return { ...others, 'content-type': contentType };
};

let made = 0;

/**
 * The pattern of a host that matches while a canvas answers there. nock keeps a host after its last interceptor has
 * gone and refuses all calls to it, so the host is given as a pattern that ends to match.
 */
const patternOf = (host: string, app: FastifyInstance): RegExp => {
  // nock tells patterns apart by their text: the second alternative, which no host is, makes it one of its own.
  const pattern = new RegExp(`^${host.replaceAll('.', '\\.')}:443$|^canvas ${made++}$`);
  const test = (text: string): boolean => canvasOf(host) === app && RegExp.prototype.test.call(pattern, text);
  return Object.assign(pattern, { test });
};

interface Intercepted {
  readonly app: FastifyInstance;
  readonly host: string;
  readonly pattern: RegExp;
}

/** Answers one method of one host from the mock, for as long as the interceptor stands. */
const intercept = ({ app, host, pattern }: Intercepted, method: Method): nock.Interceptor => {
  const scope = nock(pattern).persist();
  scope.on('request', hideContentType);
  // Optional, so that nock.isDone() and nock.pendingMocks() speak of the caller's own interceptors.
  const interceptor = scope.intercept(() => true, method).optionally();
  interceptor.reply(async function (url) {
    const sent = this.req as unknown as SentRequest;
    const payload = Buffer.concat(sent.requestBodyBuffers ?? []);
    const answer = await answerOf(app, { host, method, url, headers: headersOf(sent), payload });
    return [answer.status, answer.payload, answer.headers as never];
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
      for (const host of hosts) leave(host, app);
      for (const interceptor of interceptors) nock.removeInterceptor(interceptor);
      if (!isAnyOpen()) {
        releaseUndici();
        rest();
      }
      await app.close();
    },
  };
  wake();
  catchUndici();
  const interceptors = hosts.flatMap((host) => {
    enter(host, app);
    const intercepted = { app, host, pattern: patternOf(host, app) };
    return methods.map((method) => intercept(intercepted, method));
  });
  return canvas;
};
