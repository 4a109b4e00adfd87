// startMock: puts the mock together and lets it listen. The only file that knows every part.
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { canvasBot, instance } from '../fixtures/instance.ts';
import { contractOf, type Contract, type ContractOptions } from '../schemas/contract.ts';
import { registerAdmin } from './admin/index.ts';
import { changedRecords, type RecordChanges } from './admin/record-changes.ts';
import type { Explainer } from './admin/requests.ts';
import { resources } from './app.ts';
import { injected } from './injected.ts';
import { checkRecords } from './records-check.ts';
import { interpreterOf, type Behaviours } from './domain/interpreter.ts';
import type { Settings } from './domain/settings.ts';
import { explainer } from './explain/explanation.ts';
import { nearMissesAmong, servedRoutes } from './explain/near-miss.ts';
import { urlOf, type Sent } from './explain/sent.ts';
import type { Alteration } from './http/alteration.ts';
import { registerOAuth, type Clients } from './http/oauth.ts';
import { rehearsed, type RehearsalOptions } from './http/rehearsal.ts';
import { offered } from './http/routing.ts';
import { fhirFace } from './http/server.ts';
import { fullAccess, Tokens } from './http/tokens.ts';
import { Journal } from './journal/journal.ts';
import { idsOf } from './runtime/ids.ts';
import { faultOfOptions } from './options-check.ts';
import { clockOf } from './runtime/clock.ts';
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
  /** Changes of these records, by collection and id, as the admin surface writes them. */
  readonly recordChanges?: RecordChanges;
  readonly settings?: Partial<Settings>;
  /** Client ids and secrets; without them any client is let in. */
  readonly clients?: Clients;
  readonly token?: string;
  /** The same seed gives the same ids. */
  readonly seed?: string;
  /** Bytes a body may have; 1 MiB unless said otherwise. */
  readonly bodyLimit?: number;
  /** A contract to stand in for that of the edition, so that a suite can watch what is asked of it. */
  readonly contract?: Contract;
  /** Worlds there may be; 10,000 unless said otherwise. */
  readonly maxWorlds?: number;
  /** Needed for /__admin where it is set; health stays open. Off loopback there is always one. */
  readonly adminToken?: string;
  /** Connections at one time; 10,000 unless said otherwise. */
  readonly maxConnections?: number;
  /** Milliseconds that every answer of the FHIR face waits. */
  readonly delay?: number;
  /** Exchanges the journal keeps; 1,000 unless said otherwise. */
  readonly journal?: number;
  /** Origins whose pages may call, separated by commas, or `*`; none unless said otherwise. */
  readonly cors?: string;
  /** Refuses every write of appointments and patients. */
  readonly readOnly?: boolean;
  /** Code to put in the place of the rules' own, to show that a suite notices. */
  readonly code?: Behaviours;
  /** Changes requests on their way in and answers on their way out, for the same purpose. */
  readonly alteration?: Alteration;
}

export interface Mock {
  /** Scheme, host and port, without a slash at the end: the FHIR base and the EHR host in one. */
  readonly url: string;
  readonly token: string;
  /** What /__admin asks for; undefined where it is open. */
  readonly adminToken?: string;
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

/** What stands for a token of the client's own, which the journal must not tell. */
const tokenPlaceholder = '<your token>';

const worldsFrom = (options: MockOptions, tokens: Tokens): Worlds => {
  const { settings = {}, seed, maxWorlds: most = 10_000, recordChanges = {} } = options;
  const records = changedRecords(options.records ?? instance, recordChanges);
  if ('fault' in records) throw new TypeError(records.fault);
  const contract = options.contract ?? contractOf(options);
  checkRecords(records, contract);
  return worldsOf({
    contract,
    interpreter: interpreterOf(contract, options.code),
    base: storeOf(records),
    canvasBot,
    settings,
    most,
    dropped: (name) => tokens.forget(name),
    ...(seed === undefined ? {} : { seed }),
  });
};

/** What explains the exchanges of the journal. */
const explainerFor = (worlds: Worlds, journal: Journal, bench: RehearsalOptions, token: string): Explainer => {
  const types = Object.keys(resources) as (keyof typeof resources)[];
  const known = (headers: Sent['headers']) =>
    headers['authorization'] === `Bearer ${tokenPlaceholder}`
      ? { ...headers, authorization: `Bearer ${token}` }
      : headers;
  const served = (path: string) => offered(path, resources);
  const explain = explainer({
    worlds,
    rehearse: (sent, world) =>
      rehearsed({ ...sent, headers: known(sent.headers), url: urlOf(sent), base: '' }, world, bench),
    // The development token of every mock is no secret; one that was chosen is.
    token: token === developmentToken ? token : tokenPlaceholder,
    offered: served,
    types,
    host: ({ requestHeaders: { host } }) => `http://${host ?? 'localhost'}`,
  });
  return { journal, explain, nearMisses: nearMissesAmong(servedRoutes(types, served)) };
};

/** Puts a mock together without letting it listen. */
export const assembleMock = (options: MockOptions = {}): AssembledMock => {
  const fault = faultOfOptions(options);
  if (fault !== undefined) throw new TypeError(`The options of a mock: ${fault}`);
  const { token = developmentToken, bodyLimit = 1_048_576, readOnly = false, delay = 0, adminToken, cors } = options;
  const tokens = new Tokens();
  const worlds = worldsFrom(options, tokens);
  tokens.issue({ value: token, client: 'development', scope: fullAccess, expires: Infinity });
  const journal = new Journal(options.journal ?? 1000);
  const bench = { tokens, resources, bodyLimit };
  const app = fhirFace({
    ...bench,
    worlds,
    alteration: options.alteration ?? {},
    journal,
    now: clockOf().now,
    readOnly,
    delay,
    ...(cors === undefined ? {} : { cors }),
  });
  registerOAuth(app, worlds, tokens, options.clients);
  registerAdmin(app, {
    ...explainerFor(worlds, journal, bench, token),
    worlds,
    readOnly,
    ...(adminToken === undefined ? {} : { token: adminToken }),
  });
  app.addHook('preClose', (done) => {
    for (const { holds } of worlds.all()) holds.releaseAll();
    done();
  });
  return { app, token, worlds, world: worlds.default };
};

/** Whether only this machine reaches an address. */
const isLoopback = (host: string): boolean => /^(127(\.\d+){3}|::1|localhost)$/i.test(host);

/** Starts a mock on a port of its own. Rejects where the port is taken. */
export const startMock = async (options: MockOptions = {}): Promise<Mock> => {
  const { port = 0, host = '127.0.0.1', maxConnections = 10_000 } = options;
  const adminToken = options.adminToken ?? (isLoopback(host) ? undefined : idsOf().hex());
  const guarded = adminToken === undefined ? {} : { adminToken };
  const { app, token, world, worlds } = assembleMock({ ...options, ...guarded });
  app.server.maxConnections = maxConnections;
  await app.listen({ port, host });
  const { port: actual } = app.server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${actual}`,
    token,
    ...guarded,
    world,
    worlds,
    fetch: (request) => injected(app, request),
    close: () => app.close(),
  };
};
