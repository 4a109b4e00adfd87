// The /__admin surface, a scope of its own: health, reset, settings, clock, worlds, journal, faults, and the records behind the FHIR face.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { persistBeforeAnswering, type WriteFailure } from '../http/hooks/persist.ts';
import { addressWorld, keepWorld, type Directory } from '../http/receive.ts';
import { readBodies } from '../http/server.ts';
import { unknownPath } from '../http/unknown-path.ts';
import type { Persistence } from '../worlds/persisted-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { registerActions } from './action-routes.ts';
import { registerAppointments } from './appointment-routes.ts';
import { registerClock } from './clock-routes.ts';
import { registerEvents } from './journal-stream.ts';
import { registerFaults } from './fault-routes.ts';
import { guardAdmin, guardFromNames, guardFromPages } from './guard.ts';
import { registerPage } from './page/page.ts';
import { registerRecords } from './record-routes.ts';
import { registerRequests, type Explainer } from './journal-routes.ts';
import { answerReset } from './reset.ts';
import { registerSchedule } from './schedule-routes.ts';
import { registerSettings } from './setting-routes.ts';
import { registerWorldFiles } from './world-file.ts';
import { registerWebhooks } from './webhook-routes.ts';
import { registerWorlds } from './world-routes.ts';

interface AdminOptions extends Explainer, Directory {
  /** Without it everyone who reaches the mock may use the admin surface. */
  readonly token: string | undefined;
  /** Whether a request comes from no page, or from one that may use the admin surface on loopback. */
  readonly isOwnPage: (request: FastifyRequest) => boolean;
  /** Names beside those of loopback under which the mock is reached. */
  readonly allowedHosts: readonly string[];
  /** Addresses of other mocks behind the same proxy. */
  readonly peers: readonly string[];
  /** The system's time, for the journal. */
  readonly now: () => number;
  /** Refuses every write of records. */
  readonly readOnly: boolean;
  /** Without it nothing is written to a disk. */
  readonly persistence: Persistence | undefined;
}

const writeFailure: WriteFailure = {
  readingPosts: /^\/__admin\/requests\/(find|count)$/,
  type: 'application/json; charset=utf-8',
  body: (message) => ({ error: message }),
};

/** What lists worlds or picks requests by their world takes the parameter as a filter; the page names it in its calls. */
const filtersByWorld = /^\/__admin(\/(worlds|requests|page)|\/?(\?|$))/;

/** The admin surface also takes the world from its query, for clients that cannot set a header. */
const namedByQuery = (url: string): string | undefined =>
  url.includes('world=') && !filtersByWorld.test(url)
    ? (new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('world') ?? undefined)
    : undefined;

const receiveAdminRequests = (app: FastifyInstance, directory: Directory): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const error = addressWorld(request, directory, namedByQuery(request.url));
    if (error === undefined) done();
    else void reply.code(400).send({ error });
  });
};

/** A read makes no world: a picture on somebody's page could send it. */
const keepWorldsOfWrites = (app: FastifyInstance, worlds: Worlds): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    const error = isRead ? undefined : keepWorld(request, worlds);
    if (error === undefined) done();
    else void reply.code(400).send({ error });
  });
};

/** What only those may use who are let in. */
const registerGuarded = (app: FastifyInstance, options: AdminOptions): void => {
  const { worlds, token, readOnly } = options;
  if (token === undefined) guardFromPages(app, options.isOwnPage);
  else guardAdmin(app, token);
  keepWorldsOfWrites(app, worlds);
  app.setNotFoundHandler(unknownPath(options.tokens));
  app.post('/reset', (request, reply) => answerReset(request, reply, request.world));
  registerSchedule(app, readOnly);
  registerAppointments(app);
  registerActions(app, options);
  registerSettings(app);
  registerClock(app);
  registerWorldFiles(app, worlds, readOnly);
  registerWorlds(app, options);
  registerEvents(app, options.journal);
  registerRequests(app, options);
  registerFaults(app);
  registerWebhooks(app);
  registerRecords(app, readOnly, options.persistence);
};

/**
 * Makes the plugin, to be registered with the prefix /__admin. It speaks plain JSON. Health is open to everybody, and so is
 * the page, which holds nothing of any world and asks for the token itself.
 */
export const adminSurface =
  (options: AdminOptions) =>
  (app: FastifyInstance, _options: object, done: () => void): void => {
    readBodies(app, false);
    // Who has to bring a token is no page that had a name lead here.
    if (options.token === undefined) guardFromNames(app, options.allowedHosts);
    receiveAdminRequests(app, options);
    persistBeforeAnswering(app, options.persistence, writeFailure);
    app.get('/health', () => ({ status: 'ok', edition: options.worlds.default.contract.edition }));
    registerPage(app);
    app.register((guarded, _none, ready) => {
      registerGuarded(guarded, options);
      ready();
    });
    done();
  };
