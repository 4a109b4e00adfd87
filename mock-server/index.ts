// startMock: puts the mock together and lets it listen. The only file that knows every part.
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { canvasBot, instance } from '../fixtures/instance.ts';
import { contractOf, type ContractOptions } from '../schemas/contract.ts';
import { registerAdmin } from './admin/index.ts';
import { resources } from './app.ts';
import { interpreterOf, type Behaviours } from './domain/interpreter.ts';
import type { Settings } from './domain/settings.ts';
import type { Alteration } from './http/alteration.ts';
import { registerOAuth } from './http/oauth.ts';
import type { Clients } from './http/oauth-clients.ts';
import { fhirFace } from './http/server.ts';
import { fullAccess, Tokens } from './http/tokens.ts';
import { storeOf, type Records } from './store/store.ts';
import type { World } from './world.ts';
import { worldsOf, type Worlds } from './worlds.ts';

/** A token that is valid on every mock and never expires, for development. */
export const developmentToken = 'canvas-development-token';

export interface MockOptions extends ContractOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Loopback unless said otherwise. */
  readonly host?: string;
  /** What the mock holds at its start and after a reset: the fixture instance unless said otherwise. */
  readonly records?: Records;
  readonly settings?: Partial<Settings>;
  /** Client ids with their secrets, or with a Client; without them any client is let in. */
  readonly clients?: Clients;
  readonly token?: string;
  /** The same seed gives the same ids. */
  readonly seed?: string;
  /** Bytes a body may have; 1 MiB unless said otherwise. */
  readonly bodyLimit?: number;
  /** Worlds there may be; 10,000 unless said otherwise. */
  readonly maxWorlds?: number;
  /** Code to put in the place of the rules' own, to show that a suite notices. */
  readonly code?: Behaviours;
  /** Changes requests on their way in and answers on their way out, for the same purpose. */
  readonly alteration?: Alteration;
}

export interface Mock {
  /** Scheme, host and port, without a slash at the end: the FHIR base and the EHR host in one. */
  readonly url: string;
  readonly token: string;
  /** The world of the requests that name none. */
  readonly world: World;
  readonly worlds: Worlds;
  /** Answers a request as `fetch` would, in this process and without the port. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** A mock that is put together but does not listen: `inject` answers a request without a port. */
export interface AssembledMock {
  readonly app: FastifyInstance;
  readonly token: string;
  /** The world of the requests that name none. */
  readonly world: World;
  readonly worlds: Worlds;
}

/** Puts a mock together without letting it listen. */
export const assembleMock = (options: MockOptions = {}): AssembledMock => {
  const { token = developmentToken, bodyLimit = 1_048_576, records = instance, settings = {}, seed } = options;
  const contract = contractOf(options);
  const tokens = new Tokens();
  const worlds = worldsOf({
    contract,
    interpreter: interpreterOf(contract, options.code),
    base: storeOf(records),
    canvasBot,
    settings,
    most: options.maxWorlds ?? 10_000,
    dropped: (name) => tokens.forget(name),
    ...(seed === undefined ? {} : { seed }),
  });
  tokens.issue({ value: token, client: 'development', scope: fullAccess, expires: Infinity });
  const app = fhirFace({ worlds, tokens, resources, bodyLimit, alteration: options.alteration ?? {} });
  registerOAuth(app, worlds, tokens, options.clients);
  registerAdmin(app, worlds);
  return { app, token, worlds, world: worlds.default };
};

const injected = async (app: FastifyInstance, request: Request): Promise<Response> => {
  const { host, pathname, protocol, search } = new URL(request.url);
  const { statusCode, headers, payload } = await app.inject({
    method: request.method as 'GET',
    url: pathname + search,
    headers: { ...Object.fromEntries(request.headers), host, 'x-forwarded-proto': protocol.slice(0, -1) },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(payload === '' ? null : payload, { status: statusCode, headers: fields });
};

/** Starts a mock on a port of its own. Rejects where the port is taken. */
export const startMock = async (options: MockOptions = {}): Promise<Mock> => {
  const { port = 0, host = '127.0.0.1' } = options;
  const { app, token, world, worlds } = assembleMock(options);
  await app.listen({ port, host });
  const { port: actual } = app.server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${actual}`,
    token,
    world,
    worlds,
    fetch: (request) => injected(app, request),
    close: () => app.close(),
  };
};
