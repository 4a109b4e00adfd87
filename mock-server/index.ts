// startMock: puts the mock together and lets it listen. The only file that knows every part.
import type { FastifyInstance } from 'fastify';
import { canvasBot } from '../fixtures/instance.ts';
import { recordDefaults, type Records } from '../schemas/canvas/collections.ts';
import type { ResourceType } from '../schemas/search-parameters.ts';
import { fullAccess, Tokens } from './access/tokens.ts';
import { adminSurface } from './admin/index.ts';
import type { Explainer } from './admin/journal-routes.ts';
import { chartOf, type Chart } from './chart/chart.ts';
import { interpreterOf } from './domain/interpreter.ts';
import { explainer, nearMissesAmong, servedRoutes, urlOf, type ClientRequest } from './explain/index.ts';
import { dryRun, type DryRunOptions } from './http/dry-run.ts';
import { fhirFace } from './http/fhir-face.ts';
import { ownPages } from './http/hooks/cors.ts';
import { injected } from './http/injected.ts';
import { listen } from './http/listen.ts';
import { isLoopback, listed } from '../schemas/own-host.ts';
import { offered } from './http/routing.ts';
import { serverOf } from './http/server.ts';
import { Journal } from './journal/journal.ts';
import { summaryOf } from './journal/to-view.ts';
import { ehrHost } from './oauth/ehr-host.ts';
import { checkOptions } from './options/check-options.ts';
import type { MockOptions } from './options/mock-options.ts';
import { baseFrom, checkRecords, contractFrom, recordsFrom, recordsToCheck } from './options/start-records.ts';
import type { OpenPersistence } from './persistence/open-persistence.ts';
import { resources } from './resources/index.ts';
import { clockOf } from './runtime/clock.ts';
import { idsOf } from './runtime/ids.ts';
import { storeOf } from './store/store.ts';
import { webhookControlOf, type WebhookControl } from './webhooks/control.ts';
import { noPersistence } from './worlds/persisted-world.ts';
import type { World } from './worlds/world.ts';
import { defaultWorld, worldsOf, type Worlds } from './worlds/worlds.ts';

export { recordDefaults, type Chart, type MockOptions, type WebhookControl, type World, type Worlds };

/** A token that is valid on every mock and never expires, for development. */
export const developmentToken = 'canvas-development-token';

export interface Mock {
  /** The FHIR base: scheme, host and port, without a slash at the end. */
  readonly url: string;
  /** The EHR host, where tokens come from: the same address. */
  readonly ehrUrl: string;
  readonly token: string;
  /** What /__admin asks for; undefined where it is open. */
  readonly adminToken?: string;
  /** The world of the requests that name none. */
  readonly world: World;
  readonly worlds: Worlds;
  /** What people do in the chart of a world; without a name in the default one. */
  readonly chart: (world?: string) => Chart;
  /** Who is told of events in a world, and what became of each delivery; without a name in the default one. */
  readonly webhooks: (world?: string) => WebhookControl;
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
  readonly chart: (world?: string) => Chart;
  readonly webhooks: (world?: string) => WebhookControl;
}

const worldsFrom = (options: MockOptions, tokens: Tokens, opened: OpenPersistence | undefined): Worlds => {
  const { seed, maxWorlds = 10_000 } = options;
  const contract = contractFrom(options);
  checkRecords(opened?.base ?? recordsToCheck(options), contract);
  const kept = opened === undefined ? undefined : storeOf(opened.base);
  return worldsOf({
    contract,
    interpreter: interpreterOf(contract, options.code),
    base: kept === undefined ? baseFrom(options) : () => kept,
    persistence: opened?.persistence ?? noPersistence,
    ...(opened === undefined ? {} : { persisted: opened.worlds }),
    canvasBot,
    settings: opened?.worlds.get(defaultWorld)?.initial ?? options.settings ?? {},
    maxWorlds,
    onDrop: (name) => tokens.forget(name),
    ...(seed === undefined ? {} : { seed }),
  });
};

/** What stands for a token of the client's own, which the journal must not tell. */
const tokenPlaceholder = '<your token>';

/** What explains the exchanges of the journal: each repair is judged by a dry run. */
const explainerOf = (worlds: Worlds, journal: Journal, options: DryRunOptions, token: string): Explainer => {
  const types = Object.keys(resources) as ResourceType[];
  const known = (headers: ClientRequest['headers']) =>
    headers['authorization'] === `Bearer ${tokenPlaceholder}`
      ? { ...headers, authorization: `Bearer ${token}` }
      : headers;
  const explain = explainer({
    worlds,
    dryRun: (request, world) =>
      dryRun({ ...request, headers: known(request.headers), url: urlOf(request) }, world, options),
    // The development token of every mock is not a secret; one that was chosen is.
    token: token === developmentToken ? token : tokenPlaceholder,
    offered,
    types,
    host: ({ requestHeaders: { host } }) => `http://${host ?? 'localhost'}`,
  });
  return { journal, explain, nearMisses: nearMissesAmong(servedRoutes(types, offered)) };
};

/** The world of a name. Throws where it cannot be. */
const worldNamed = (worlds: Worlds, name = defaultWorld): World => {
  const world = worlds.open(name);
  if ('fault' in world) throw new TypeError(world.fault);
  return world;
};

/** Puts a mock together without letting it listen. */
export const assembleMock = (options: MockOptions = {}, opened?: OpenPersistence): AssembledMock => {
  checkOptions(options);
  const { token = developmentToken, bodyLimit = 1_048_576, readOnly = false, delay = 0, cors, clients } = options;
  const { alteration = {}, onExchange, requestTimeout = 30_000 } = options;
  const persistence = opened?.persistence;
  const tokens = new Tokens(persistence?.grantChanged, opened?.grants);
  const worlds = worldsFrom(options, tokens, opened);
  tokens.store({ value: token, client: 'development', scope: fullAccess, expires: Infinity });
  const journal = new Journal(options.journal ?? 1000);
  if (onExchange !== undefined) journal.listen((entry) => onExchange(summaryOf(entry)));
  const explaining = explainerOf(worlds, journal, { tokens, bodyLimit }, token);
  const face = { worlds, tokens, persistence, alteration, journal, now: clockOf().now, delay, cors };
  const allowedHosts = listed(options.allowedHost);
  const peers = listed(options.peers);
  const guarding = { token: options.adminToken, isOwnPage: ownPages(cors, allowedHosts), allowedHosts, peers };
  const { validation } = worlds.default.contract;
  const app = serverOf({ bodyLimit, requestTimeout, alteration, cors, validation });
  app.register(fhirFace({ ...face, readOnly }));
  app.register(ehrHost({ ...face, clients }), { prefix: '/auth' });
  app.register(adminSurface({ ...explaining, ...guarding, worlds, tokens, persistence, readOnly, now: face.now }), {
    prefix: '/__admin',
  });
  app.addHook('preClose', (done) => {
    for (const { breakpoints, webhooks } of worlds.all()) {
      breakpoints.releaseAll();
      webhooks.end('the mock was closed');
    }
    done();
  });
  const chart = (name?: string): Chart => chartOf(worldNamed(worlds, name), journal, face.now);
  const webhooks = (name?: string): WebhookControl => webhookControlOf(worldNamed(worlds, name).webhooks);
  return { app, token, worlds, world: worlds.default, chart, webhooks };
};

const openFor = async (options: MockOptions): Promise<OpenPersistence | undefined> => {
  const { data, settings = {}, records, recordChanges } = options;
  if (data === undefined) return undefined;
  const begun = recordsFrom(options);
  checkRecords(begun, contractFrom(options));
  const isAsked = records !== undefined || recordChanges !== undefined;
  const wanted = (base: Records) => (isAsked ? recordsFrom({ ...options, records: records ?? base }) : undefined);
  // The engine is native code: it is loaded where something is to be kept.
  const { openPersistence } = await import('./persistence/open-persistence.ts');
  return openPersistence(data, { records: begun, wanted, settings });
};

/** Puts a mock together over its directory; once it is there, everything it began with is on the disk. */
const assemblePersisted = async (options: MockOptions): Promise<AssembledMock> => {
  checkOptions(options);
  const opened = await openFor(options);
  if (opened === undefined) return assembleMock(options);
  try {
    const mock = assembleMock(options, opened);
    mock.app.addHook('onClose', () => opened.persistence.flushed().finally(opened.close));
    await opened.persistence.flushed();
    return mock;
  } catch (error) {
    await opened.close();
    throw error;
  }
};

/** Starts a mock on a port of its own. Rejects where the port is taken. */
export const startMock = async (options: MockOptions = {}): Promise<Mock> => {
  const { port = 0, host = '127.0.0.1', maxConnections = 10_000 } = options;
  const adminToken = options.adminToken ?? (isLoopback(host) ? undefined : idsOf().hex());
  const guarded = adminToken === undefined ? {} : { adminToken };
  const { app, ...mock } = await assemblePersisted({ ...options, ...guarded });
  app.server.maxConnections = maxConnections;
  const url = await listen(app, port, host);
  return {
    ...mock,
    ...guarded,
    url,
    ehrUrl: url,
    fetch: (request) => injected(app, request),
    close: () => app.close(),
  };
};
