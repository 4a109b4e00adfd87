// The adapter to Fastify: the FHIR face, guarded, with every error as an OperationOutcome.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { operationOutcome, reject, toOperationOutcome, type Rejection } from '../../schemas/outcome.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import { routes } from '../app.ts';
import { capabilityStatement } from '../interactions/capabilities.ts';
import { isRejection, type FhirRequest, type FhirResponse, type Resource } from '../interactions/exchange.ts';
import { isForeign, worldOfPatient } from '../interactions/own-records.ts';
import type { QueryParameter } from '../search/parse.ts';
import type { World } from '../world.ts';
import type { Worlds } from '../worlds.ts';
import { addressWorlds } from './addressed-world.ts';
import { alterAnswers, rewriting, type Alteration } from './alteration.ts';
import { readBody } from './body.ts';
import { authenticate, authorize, bearer } from './guards.ts';
import { originOf } from './origin.ts';
import type { Tokens } from './tokens.ts';

const mediaType = 'application/fhir+json; charset=utf-8';

type Resources = Readonly<Record<ResourceType, Resource>>;

export interface FaceOptions {
  readonly worlds: Worlds;
  readonly tokens: Tokens;
  readonly resources: Resources;
  /** Bytes a body may have. */
  readonly bodyLimit: number;
  readonly alteration: Alteration;
}

const answer = (reply: FastifyReply, { status, headers = {}, body }: FhirResponse): FastifyReply => {
  void reply.code(status).headers(headers);
  return body === undefined ? reply.send() : reply.type(mediaType).send(JSON.stringify(body));
};

const refuse = (reply: FastifyReply, rejection: Rejection, { contract }: World): FastifyReply =>
  answer(reply, toOperationOutcome(rejection, contract));

const rawQuery = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

/** The parameters of the URL and, for a search by POST, those of the form. */
const queryOf = (request: FastifyRequest): QueryParameter[] => {
  const form = isSearchByPost(request) ? textOf(request) : '';
  return [...new URLSearchParams(rawQuery(request.url)), ...new URLSearchParams(form)];
};

const isSearchByPost = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url?.endsWith('/_search') === true;

/** The rejection of a search by POST whose body is no form. */
const notAForm = (request: FastifyRequest): Rejection | undefined => {
  const contentType = request.headers['content-type'] ?? '';
  if (!isSearchByPost(request) || textOf(request) === '' || /^application\/x-www-form-urlencoded/i.test(contentType))
    return undefined;
  const problem = `must be a form (application/x-www-form-urlencoded), not ${contentType === '' ? 'untyped' : contentType}`;
  return reject('interaction/body-is-the-resource', { where: 'body', problem });
};

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const requestOf = (request: FastifyRequest, body: FhirRequest['body']): FhirRequest => ({
  base: originOf(request),
  id: (request.params as { id?: string }).id ?? '',
  query: queryOf(request),
  body,
  ifUnmodifiedSince: header(request.headers['if-unmodified-since']),
});

const textOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '');

/** A base server: any media type is read as text, so that what is no JSON is refused in our own words. */
const base = ({ worlds, tokens, bodyLimit, alteration }: FaceOptions): FastifyInstance => {
  const app = Fastify({
    ...rewriting(alteration),
    bodyLimit,
    exposeHeadRoutes: false,
    frameworkErrors: ({ message }, _request, reply) => {
      answer(reply, { status: 400, body: operationOutcome('invalid', `Bad request: ${message}`) });
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8192 },
  });
  alterAnswers(app, alteration);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  // A content type that is none would be refused before anything of ours is asked.
  app.addHook('onRequest', ({ raw: { headers } }, _reply, done) => {
    const sent = headers['content-type'];
    if (sent !== undefined && !/^[\w.+-]+\/[\w.+*-]+\s*(;.*)?$/.test(sent))
      headers['content-type'] = sent.trim() === '' ? 'application/json' : 'not/readable';
    done();
  });
  addressWorlds(app, worlds, tokens);
  if (worlds.default.contract.holds('interaction/correlation-id'))
    app.addHook('onRequest', ({ world }, reply, done) => {
      void reply.header('fumage-correlation-id', world.ids.uuid());
      done();
    });
  return app;
};

/** The methods that a path below a served type offers, for the Allow header; undefined where nothing is served there. */
const offered = (path: string, resources: Resources): string[] | undefined => {
  const [, type = '', id = '', ...more] = path.split('/');
  if (!Object.hasOwn(resources, type) || more.length > 0) return undefined;
  const resource = resources[type as ResourceType];
  const shape = id === '' ? `/${type}` : id === '_search' ? `/${type}/_search` : `/${type}/:id`;
  return routes
    .filter(({ interaction, path: pathOf }) => resource[interaction] !== undefined && pathOf(type) === shape)
    .map(({ method }) => method);
};

const answerUnknown = (request: FastifyRequest, reply: FastifyReply, options: FaceOptions): FastifyReply => {
  const { tokens, resources } = options;
  const { world } = request;
  const path = request.url.split('?')[0] ?? '';
  const allowed = offered(path, resources);
  if (allowed === undefined) return refuse(reply, reject('interaction/unknown-path', { path }), world);
  const denied = authenticate(request.headers.authorization, tokens, world);
  if (denied !== undefined) return refuse(reply, denied, world);
  return refuse(reply.header('allow', allowed.join(', ')), reject('interaction/method-not-supported', {}), world);
};

const registerErrors = (app: FastifyInstance, options: FaceOptions): void => {
  const { bodyLimit, worlds } = options;
  app.setNotFoundHandler((request, reply) => answerUnknown(request, reply, options));
  app.setErrorHandler((error: { code?: string; statusCode?: number; message: string }, _request, reply) => {
    const world = worlds.default;
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return refuse(reply, reject('interaction/body-size', { limit: String(bodyLimit) }), world);
    const status = error.statusCode ?? 500;
    const outcome =
      status < 500
        ? operationOutcome('invalid', `Bad request: ${error.message}`)
        : operationOutcome('exception', 'Internal server error');
    if (status >= 500) console.error(error);
    return answer(reply, { status, body: outcome });
  });
};

/** The patient to whose records the token of a request is limited. */
const patientOf = ({ headers, world }: FastifyRequest, tokens: Tokens): string | undefined =>
  world.contract.holds('access/patient-token-sees-own')
    ? tokens.valid(bearer(headers.authorization) ?? '', world)?.patient
    : undefined;

const registerResource = (app: FastifyInstance, type: ResourceType, options: FaceOptions): void => {
  const { tokens, resources } = options;
  for (const { interaction, method, path, access } of routes) {
    const handler = resources[type][interaction];
    if (handler === undefined) continue;
    const writes = access === 'write';
    app.route({
      method,
      url: path(type),
      handler: (request, reply) => {
        const { world } = request;
        const { authorization, 'content-type': contentType } = request.headers;
        const denied =
          authenticate(authorization, tokens, world) ?? authorize(authorization, tokens, world, type, access);
        if (denied !== undefined) return refuse(reply, denied, world);
        const form = notAForm(request);
        if (form !== undefined) return refuse(reply, form, world);
        const read = writes ? readBody(textOf(request), contentType, type, world.contract) : { body: {} };
        if ('rule' in read) return refuse(reply, read, world);
        const patient = patientOf(request, tokens);
        const foreign = patient !== undefined && writes && isForeign(type, interaction, read.body, patient);
        if (foreign && world.contract.holds('access/patient-token-writes-own'))
          return refuse(reply, reject('access/patient-token-writes-own', {}), world);
        const seen = patient === undefined ? world : worldOfPatient(world, patient);
        const result = handler(requestOf(request, read.body), seen);
        return isRejection(result) ? refuse(reply, result, world) : answer(reply, result);
      },
    });
  }
};

/** A Fastify server with the FHIR face: every resource type at the root, and /metadata without a token. */
export const fhirFace = (options: FaceOptions): FastifyInstance => {
  const app = base(options);
  registerErrors(app, options);
  const { contract, clock } = options.worlds.default;
  const statement = capabilityStatement(options.resources, contract.edition, clock.now());
  app.get('/metadata', (_request, reply) => answer(reply, { status: 200, body: statement }));
  for (const type of Object.keys(options.resources) as ResourceType[]) registerResource(app, type, options);
  return app;
};
