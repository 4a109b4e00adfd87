// The server behind all faces: how Fastify reads a request, and how an error becomes an OperationOutcome.
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Validation } from '../../schemas/rules/rule.ts';
import { operationOutcome, reject } from '../../schemas/outcome.ts';
import { bodyText, frameworkText } from './body-text.ts';
import { rewriteOption, type Alteration } from './hooks/alteration.ts';
import { endConnectionsOnClose } from './hooks/close.ts';
import { allowOrigins } from './hooks/cors.ts';
import { answerExpectations } from './hooks/expectations.ts';
import { answerHalfClosed } from './hooks/half-closed.ts';
import { decodedFirst } from './framework.ts';
import { faultOfHead } from './fault-of-head.ts';
import { clientErrorHandler, refuseTunnels } from './not-a-request.ts';
import { declareRequests } from './receive.ts';
import { answer, mediaType, refuse } from './reply.ts';

interface ServerOptions {
  /** Bytes a body may have. */
  readonly bodyLimit: number;
  /** Milliseconds that a request may take to arrive, its body included. */
  readonly requestTimeout: number;
  readonly alteration: Alteration;
  /** The origins whose pages may call, separated by commas, or `*`. Without it no page of another origin may. */
  readonly cors: string | undefined;
  /** By the framework's, bodies and paths are read as it reads them. */
  readonly validation: Validation;
}

const answerErrors = (app: FastifyInstance, bodyLimit: number): void => {
  app.setErrorHandler((error: { code?: string; statusCode?: number; message: string }, request, reply) => {
    // Fastify would close the connection on what the client still sends, and the client would lose the answer: it is read on.
    void reply.removeHeader('connection');
    request.raw.resume();
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

/** Lets a scope read its bodies as text, of any media type, so that what is not JSON is refused in our own words. */
export const readBodies = (app: FastifyInstance, isFramework: boolean): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    const read = isFramework ? { text: frameworkText(bytes) } : bodyText(bytes, request.headers['content-encoding']);
    if ('text' in read) done(null, read.text);
    else done(Object.assign(new Error(read.fault), { statusCode: 400 }), undefined);
  });
};

const refuseIncomplete = (app: FastifyInstance): void => {
  app.addHook('onRequest', ({ raw }, reply, done) => {
    const fault = faultOfHead(raw);
    if (fault === undefined) done();
    else
      void reply
        .code(400)
        .type(mediaType)
        .send(operationOutcome('invalid', `Bad request: ${fault}`));
  });
};

/** No route has a schema of Fastify's: its compilers, which take a good part of a start to load, stay away. */
const noCompiler = (): never => {
  throw new Error('a route with a schema needs the compilers of Fastify');
};

/** A server without a face. */
export const serverOf = ({
  bodyLimit,
  requestTimeout,
  alteration,
  cors,
  validation,
}: ServerOptions): FastifyInstance => {
  const isFramework = validation === 'framework';
  const app = Fastify({
    ...rewriteOption(alteration, isFramework ? decodedFirst : (url) => url),
    bodyLimit,
    requestTimeout,
    // Node swaps the two limits where that of the headers is the longer one.
    http: {
      requireHostHeader: false,
      headersTimeout: requestTimeout,
      requestTimeout,
      connectionsCheckingInterval: Math.min(1000, requestTimeout),
    },
    clientErrorHandler,
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
    frameworkErrors: ({ message }, _request, reply) => {
      const outcome = JSON.stringify(operationOutcome('invalid', `Bad request: ${message}`));
      void (reply as unknown as FastifyReply).code(400).header('content-type', mediaType).send(outcome);
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8192 },
  });
  endConnectionsOnClose(app);
  answerHalfClosed(app);
  refuseTunnels(app);
  refuseIncomplete(app);
  answerExpectations(app);
  if (cors !== undefined) allowOrigins(app, cors);
  readBodies(app, isFramework);
  declareRequests(app);
  answerErrors(app, bodyLimit);
  return app;
};
