// The adapter to Fastify: the FHIR face, guarded, with every error as an OperationOutcome.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { operationOutcome, reject } from '../../schemas/outcome.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import { routes } from '../resources/index.ts';
import { capabilityStatement } from '../resources/any-type/capabilities.ts';
import { isRejection, type FhirResponse } from '../resources/any-type/exchange.ts';
import type { Journal } from '../journal/journal.ts';
import type { Persistence } from '../worlds/persisted-world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { addressWorld, refuseWorld } from './addressed-world.ts';
import { alterAnswers, rewriting, type Alteration } from './hooks/alteration.ts';
import { beginCall, callOf, declareCalls } from './call.ts';
import { endConnectionsOnClose } from './hooks/close.ts';
import { allowOrigins } from './hooks/cors.ts';
import { hitWithFaults } from './hooks/faults.ts';
import { withoutSlash } from './framework.ts';
import { authenticate } from '../access/guards.ts';
import { judge, type Bench } from './judge.ts';
import { recorder } from './hooks/journal.ts';
import { persistBeforeAnswering } from './hooks/persist.ts';
import { answer, mediaType, refuse } from './reply.ts';
import { offered, routeFrom, type Route } from './routing.ts';

export interface FaceOptions extends Bench {
  readonly worlds: Worlds;
  /** Bytes a body may have. */
  readonly bodyLimit: number;
  readonly alteration: Alteration;
  readonly journal: Journal;
  /** The system's clock, by which the journal is dated. */
  readonly now: () => number;
  /** The origins whose pages may call: one, or `*`. Without it no page of another origin may. */
  readonly cors?: string;
  /** Milliseconds that every answer waits. */
  readonly delay: number;
  /** No write is answered before it is on the disk. */
  readonly persistence?: Persistence;
  /** Refuses every write over FHIR. */
  readonly readOnly: boolean;
}

/** A content type that is none would be refused before anything of ours is asked. */
const mendContentType = ({ raw: { headers } }: FastifyRequest): void => {
  const sent = headers['content-type'];
  if (sent !== undefined && !/^[\w.+-]+\/[\w.+*-]+\s*(;.*)?$/.test(sent))
    headers['content-type'] = sent.trim() === '' ? 'application/json' : 'not/readable';
};

/** The router serves a path with a slash at its end as well; where the framework would redirect, so do we. */
const slashless = ({ url, isAdmin, world }: FastifyRequest): string | undefined =>
  isAdmin || url.startsWith('/auth/') ? undefined : withoutSlash(url, world.contract);

const redirect = (request: FastifyRequest, reply: FastifyReply, path: string): void =>
  void reply
    .code(307)
    .header('location', `${callOf(request).base}${path}`)
    .send();

/** What is settled of each request before its route is asked. */
const receive = (app: FastifyInstance, { worlds, tokens }: FaceOptions): void => {
  const isCorrelated = worlds.default.contract.isInForce('interaction/correlation-id');
  declareCalls(app);
  app.addHook('onRequest', (request, reply, done) => {
    beginCall(request);
    mendContentType(request);
    const fault = addressWorld(request, worlds, tokens);
    // The admin surface takes no id, so that looking on does not move the sequence of a seed.
    if (isCorrelated && !request.isAdmin) void reply.header('fumage-correlation-id', request.world.ids.uuid());
    if (fault !== undefined) {
      refuseWorld(request, reply, fault);
      return;
    }
    const elsewhere = slashless(request);
    if (elsewhere === undefined) done();
    else redirect(request, reply, elsewhere);
  });
};

/** A base server: any media type is read as text, so that what is no JSON is refused in our own words. */
const base = (options: FaceOptions): FastifyInstance => {
  const { bodyLimit, alteration, journal, now, cors } = options;
  const app = Fastify({
    ...rewriting(alteration),
    bodyLimit,
    exposeHeadRoutes: false,
    frameworkErrors: ({ message }, _request, reply) => {
      const outcome = JSON.stringify(operationOutcome('invalid', `Bad request: ${message}`));
      void (reply as unknown as FastifyReply).code(400).header('content-type', mediaType).send(outcome);
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8192 },
  });
  endConnectionsOnClose(app);
  if (cors !== undefined) allowOrigins(app, cors);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  receive(app, options);
  if (options.persistence !== undefined) persistBeforeAnswering(app, options.persistence);
  alterAnswers(app, alteration);
  hitWithFaults(app, recorder(journal, now), options.delay);
  return app;
};

/** The framework answers before anybody is asked who calls, and names the method of the first route only. */
const answerUnrouted = (request: FastifyRequest, reply: FastifyReply, allowed: readonly string[] | undefined) => {
  if (allowed === undefined) return refuse(request, reply, reject('validation/path-not-found', {}));
  const [first = 'GET'] = allowed;
  return refuse(request, reply.header('allow', first), reject('validation/method-not-allowed', {}));
};

const answerUnknown = (request: FastifyRequest, reply: FastifyReply, options: FaceOptions): FastifyReply => {
  const { tokens, resources } = options;
  const path = request.url.split('?')[0] ?? '';
  const allowed = offered(path, resources);
  if (request.world.contract.validation === 'framework') return answerUnrouted(request, reply, allowed);
  if (allowed === undefined) return refuse(request, reply, reject('interaction/unknown-path', { path }));
  const denied = authenticate(tokens.valid(request.token, request.world), request.world);
  if (denied !== undefined) return refuse(request, reply, denied);
  return refuse(request, reply.header('allow', allowed.join(', ')), reject('interaction/method-not-supported', {}));
};

const registerErrors = (app: FastifyInstance, options: FaceOptions): void => {
  const { bodyLimit } = options;
  app.setNotFoundHandler((request, reply) => answerUnknown(request, reply, options));
  app.setErrorHandler((error: { code?: string; statusCode?: number; message: string }, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return refuse(request, reply, reject('interaction/body-size', { limit: String(bodyLimit) }));
    const status = error.statusCode ?? 500;
    const outcome =
      status < 500
        ? operationOutcome('invalid', `Bad request: ${error.message}`)
        : operationOutcome('exception', 'Internal server error');
    if (status >= 500) console.error(error);
    return answer(request, reply, { status, body: outcome });
  });
};

/** Stores what was shaped and answers. */
const conclude = (request: FastifyRequest, reply: FastifyReply, result: FhirResponse): FastifyReply => {
  result.commit?.();
  request.written = result.written;
  return answer(request, reply, result);
};

const notWritable = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  answer(request, reply, {
    status: 405,
    body: operationOutcome('not-supported', 'This mock is read-only: start it without --read-only to write'),
  });

/** Serves a route: judged and answered at once, unless the world holds the request back before it stores. */
const serve = (route: Route, options: FaceOptions) => {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
    const { world, trace, method, url } = request;
    if (options.readOnly && route.access === 'write') return notWritable(request, reply);
    const result = judge(callOf(request), route, (request.params as { id?: string }).id ?? '', trace, world, options);
    if (isRejection(result)) return refuse(request, reply, result);
    const held = world.breakpoints.isEmpty() ? undefined : world.breakpoints.pass('before-commit', method, url);
    return held === undefined ? conclude(request, reply, result) : held.then(() => conclude(request, reply, result));
  };
};

const registerResource = (app: FastifyInstance, type: ResourceType, options: FaceOptions): void => {
  for (const entry of routes) {
    if (options.resources[type][entry.interaction] === undefined) continue;
    app.route({ method: entry.method, url: entry.path(type), handler: serve(routeFrom(type, entry), options) });
  }
};

/** A Fastify server with the FHIR face: every resource type at the root, and /metadata without a token. */
export const fhirFace = (options: FaceOptions): FastifyInstance => {
  const app = base(options);
  registerErrors(app, options);
  const { contract, clock } = options.worlds.default;
  const statement = capabilityStatement(options.resources, contract.edition, clock.now());
  app.get('/metadata', (request, reply) => {
    if (contract.isInForce('interaction/capabilities')) request.trace.add('interaction/capabilities');
    return answer(request, reply, { status: 200, body: statement });
  });
  for (const type of Object.keys(options.resources) as ResourceType[]) registerResource(app, type, options);
  return app;
};
