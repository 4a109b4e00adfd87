// The FHIR face, a scope of its own: its hooks in the order in which a request meets them, then its routes.
import type { FastifyInstance } from 'fastify';
import { operationOutcome } from '../../schemas/outcome.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import { capabilityStatement } from '../resources/any-type/capabilities.ts';
import { resources, routes } from '../resources/index.ts';
import { answerReads } from './answer-reads.ts';
import type { FaceOptions } from './face-options.ts';
import { formatFault } from './framework-format.ts';
import { registerFrameworkPages } from './framework-pages.ts';
import { withoutSlash } from './framework.ts';
import { handleRequest, type HandlerOptions } from './handle-request.ts';
import { alterAnswers } from './hooks/alteration.ts';
import { injectFaults } from './hooks/inject-faults.ts';
import { persistBeforeAnswering, type WriteFailure } from './hooks/persist.ts';
import { recorder } from './hooks/record-exchanges.ts';
import { originOf } from './origin.ts';
import { answer, mediaType, refuse } from './reply.ts';
import { receiveRequests } from './receive.ts';
import { offered, routeFrom } from './routing.ts';
import { registerRoot } from './root.ts';
import { registerSmartConfiguration } from './smart-configuration.ts';
import { unknownPath } from './unknown-path.ts';

type FhirOptions = FaceOptions & HandlerOptions;

const writeFailure: WriteFailure = {
  readingPosts: /\/_search\/?$/,
  type: mediaType,
  body: (message) => operationOutcome('exception', `Internal server error: ${message}`),
};

/** The router serves a path with a slash at its end as well; where the framework would redirect, so do we. */
const redirectSlashes = (app: FastifyInstance, { worlds }: FaceOptions): void => {
  const { contract } = worlds.default;
  if (!contract.isInForce('validation/trailing-slash')) return;
  app.addHook('onRequest', (request, reply, done) => {
    const path = withoutSlash(request.url);
    const isServed = path !== undefined && offered(path.split('?')[0] ?? '') !== undefined;
    if (!isServed) done();
    else
      void reply
        .code(307)
        .header('location', originOf(request) + path)
        .send();
  });
};

/** Fastify names a charset in every answer of JSON; the framework names none. */
const nameNoCharset = (app: FastifyInstance, { worlds }: FaceOptions): void => {
  if (worlds.default.contract.validation === 'documented') return;
  app.addHook('onSend', (_request, reply, payload, done) => {
    const type = reply.getHeader('content-type');
    if (typeof type === 'string') void reply.header('content-type', type.replace(/; charset=utf-8$/, ''));
    done(null, payload);
  });
};

/** Every resource type at the root, as the table of the routes has it. */
const registerResources = (app: FastifyInstance, options: HandlerOptions): void => {
  for (const type of Object.keys(resources) as ResourceType[])
    for (const entry of routes) {
      if (resources[type][entry.interaction] === undefined) continue;
      const route = routeFrom(type, entry);
      app.route({
        method: entry.method,
        url: entry.path(type),
        handler: (request, reply) => handleRequest(request, reply, route, options),
      });
    }
};

/** Makes the plugin. The statement of /metadata, which needs no token, is of the moment in which this is called. */
export const fhirFace = (options: FhirOptions) => {
  const { contract, clock } = options.worlds.default;
  const statement = capabilityStatement(resources, contract.edition, clock.now());
  return (app: FastifyInstance, _options: object, done: () => void): void => {
    answerReads(app, options);
    receiveRequests(app, options);
    nameNoCharset(app, options);
    redirectSlashes(app, options);
    persistBeforeAnswering(app, options.persistence, writeFailure);
    alterAnswers(app, options.alteration);
    injectFaults(app, recorder(options.journal, options.now), options.delay);
    app.setNotFoundHandler(unknownPath(options.tokens));
    app.get('/metadata', (request, reply) => {
      if (contract.isInForce('interaction/capabilities')) request.trace.add('interaction/capabilities');
      const fault = formatFault(request, contract);
      return fault === undefined
        ? answer(request, reply, { status: 200, body: statement })
        : refuse(request, reply, fault);
    });
    // The framework serves nothing at the root, and pages of its own.
    if (contract.validation === 'documented') registerRoot(app);
    else registerFrameworkPages(app, contract);
    registerSmartConfiguration(app);
    registerResources(app, options);
    done();
  };
};
