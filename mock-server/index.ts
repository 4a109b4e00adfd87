// startMock: puts the mock together and lets it listen. The only file that knows every part.
import type { FastifyInstance } from 'fastify';
import { canvasBot, instance } from '../fixtures/instance.ts';
import { contractOf, type Contract, type ContractOptions } from '../schemas/contract.ts';
import { registerAdmin } from './admin/index.ts';
import { recordsWith, type RecordChanges } from './admin/record-changes.ts';
import { resources } from './resources/index.ts';
import { checkRecords } from './records-check.ts';
import { interpreterOf, type Behaviours } from './domain/interpreter.ts';
import type { Settings } from '../schemas/canvas/settings.ts';
import type { Alteration } from './http/hooks/alteration.ts';
import { developmentToken, explainerFor } from './explaining.ts';
import { injected } from './http/injected.ts';
import { isLoopback } from './http/origin.ts';
import { registerOAuth } from './oauth/token-endpoint.ts';
import type { Clients } from './oauth/clients.ts';
import { ownPages } from './http/hooks/cors.ts';
import { listen } from './http/listen.ts';
import { fhirFace } from './http/server.ts';
import { fullAccess, Tokens } from './access/tokens.ts';
import { Journal } from './journal/journal.ts';
import { idsOf } from './runtime/ids.ts';
import { checkOptions } from './options-check.ts';
import { noPersistence } from './worlds/persisted-world.ts';
import { openPersistence, type OpenPersistence } from './persistence/open-persistence.ts';
import { clockOf } from './runtime/clock.ts';
import { recordDefaults, type Records } from '../schemas/canvas/collections.ts';
import { storeOf } from './store/store.ts';
import type { World } from './worlds/world.ts';
import { defaultWorld, worldsOf, type Worlds } from './worlds/worlds.ts';

export { developmentToken, recordDefaults };

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
  /** A directory that holds all worlds beyond the process; without one they last as long as the mock. startMock only. */
  readonly data?: string;
  /** Client ids with their secrets, or with a Client; without them any client is let in. */
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

const recordsOf = ({ records = instance, recordChanges = {} }: MockOptions): Records =>
  recordsWith(records, recordChanges);

const contractFrom = (options: MockOptions): Contract => options.contract ?? contractOf(options);

const worldsFrom = (options: MockOptions, tokens: Tokens, opened: OpenPersistence | undefined): Worlds => {
  const { seed, maxWorlds = 10_000 } = options;
  const contract = contractFrom(options);
  const records = opened?.base ?? recordsOf(options);
  checkRecords(records, contract);
  const settings = opened?.worlds.get(defaultWorld)?.initial ?? options.settings ?? {};
  return worldsOf({
    contract,
    interpreter: interpreterOf(contract, options.code),
    base: storeOf(records),
    persistence: opened?.persistence ?? noPersistence,
    ...(opened === undefined ? {} : { persisted: opened.worlds }),
    canvasBot,
    settings,
    maxWorlds,
    onDrop: (name) => tokens.forget(name),
    ...(seed === undefined ? {} : { seed }),
  });
};

/** Puts a mock together without letting it listen. */
export const assembleMock = (options: MockOptions = {}, opened?: OpenPersistence): AssembledMock => {
  checkOptions(options);
  const { token = developmentToken, bodyLimit = 1_048_576, readOnly = false, delay = 0, adminToken, cors } = options;
  const tokens = new Tokens(opened?.persistence.grantChanged, opened?.grants);
  const worlds = worldsFrom(options, tokens, opened);
  tokens.store({ value: token, client: 'development', scope: fullAccess, expires: Infinity });
  const journal = new Journal(options.journal ?? 1000);
  const bench = { tokens, resources, bodyLimit };
  const app = fhirFace({
    ...bench,
    ...(opened === undefined ? {} : { persistence: opened.persistence }),
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
    flushed: (opened?.persistence ?? noPersistence).flushed,
    ...explainerFor(worlds, journal, bench, token),
    worlds,
    readOnly,
    ...(adminToken === undefined ? {} : { token: adminToken }),
    isOwnPage: ownPages(cors),
  });
  app.addHook('preClose', (done) => {
    for (const { breakpoints } of worlds.all()) breakpoints.releaseAll();
    done();
  });
  return { app, token, worlds, world: worlds.default };
};

const opening = async (options: MockOptions): Promise<OpenPersistence | undefined> => {
  const { data, settings = {}, records, recordChanges } = options;
  if (data === undefined) return undefined;
  const begun = recordsOf(options);
  checkRecords(begun, contractFrom(options));
  const isAsked = records !== undefined || recordChanges !== undefined;
  const wanted = (base: Records) => (isAsked ? recordsOf({ ...options, records: records ?? base }) : undefined);
  return openPersistence(data, { records: begun, wanted, settings });
};

/** Puts a mock together over its directory; once it is there, everything it began with is on the disk. */
const assemblePersisted = async (options: MockOptions): Promise<AssembledMock> => {
  checkOptions(options);
  const opened = await opening(options);
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
  return { ...mock, ...guarded, url, fetch: (request) => injected(app, request), close: () => app.close() };
};
