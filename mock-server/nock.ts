// mockCanvas: a Canvas instance without a port. nock intercepts its two hosts, an assembled mock answers.
import type { FastifyInstance } from 'fastify';
import nock from 'nock';
import { assembleMock, type MockOptions } from './index.ts';
import type { World } from './world.ts';
import type { Worlds } from './worlds.ts';

export interface CanvasOptions extends MockOptions {
  /** The name of the instance: `example` stands for `https://fumage-example.canvasmedical.com`. */
  readonly instance?: string;
}

export interface MockedCanvas {
  /** The FHIR base, without a slash at the end. */
  readonly fhirUrl: string;
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
  const named = Object.entries({ ...others, 'content-type': contentType, host: new URL(host).host });
  return Object.fromEntries(named.filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
};

/** Answers one method of one host from the mock, for as long as the interceptor stands. */
const intercept = (app: FastifyInstance, host: string, method: (typeof methods)[number]): nock.Interceptor => {
  const scope = nock(host).persist();
  scope.on('request', hideContentType);
  const interceptor = scope.intercept(() => true, method);
  interceptor.reply(async function (url) {
    const sent = this.req as unknown as SentRequest;
    const payload = Buffer.concat(sent.requestBodyBuffers ?? []);
    const answer = await app.inject({ method, url, headers: headersOf(sent, host), payload });
    return [answer.statusCode, method === 'HEAD' ? '' : answer.payload, flat(answer.headers) as never];
  });
  return interceptor;
};

/** Intercepts the hosts of a Canvas instance and answers from a mock of its own, in this process. */
export const mockCanvas = ({ instance = 'example', ...options }: CanvasOptions = {}): MockedCanvas => {
  const { app, token, world, worlds } = assembleMock(options);
  const fhirUrl = `https://fumage-${instance}.canvasmedical.com`;
  const ehrUrl = `https://${instance}.canvasmedical.com`;
  const interceptors = [fhirUrl, ehrUrl].flatMap((host) => methods.map((method) => intercept(app, host, method)));
  return {
    fhirUrl,
    ehrUrl,
    token,
    world,
    worlds,
    close: async () => {
      for (const interceptor of interceptors) nock.removeInterceptor(interceptor);
      await app.close();
    },
  };
};
