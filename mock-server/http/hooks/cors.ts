// CORS, where it was asked for. @fastify/cors loses what json-server and the event stream send (its headers are on the reply,
// not on the raw answer), FHIR's own answers to OPTIONS, and preflights for a private network.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isOwnHost, listed } from '../../../schemas/own-host.ts';
import { originOf } from '../origin.ts';

const methods = 'GET, POST, PUT, PATCH, DELETE, OPTIONS';
const allowed =
  'authorization, content-type, accept, if-unmodified-since, prefer, x-mock-world, x-mock-admin-token, last-event-id';
const exposed =
  'location, allow, retry-after, fumage-correlation-id, x-mock-rules, x-mock-explain, x-total-count, link';

/** The origin to allow, of those that may call; undefined for one that may not. */
const allowedOriginOf = (origin: string, origins: readonly string[]): string | undefined =>
  origins.includes('*') ? '*' : origins.find((known) => known === origin);

/** Whether a request comes from no page, from one of this mock, or from one of the given origins. */
export const ownPages = (
  cors: string | undefined,
  allowedHosts: readonly string[],
): ((request: FastifyRequest) => boolean) => {
  const origins = listed(cors);
  return (request) => {
    const { origin } = request.headers;
    if (origin === undefined || allowedOriginOf(origin, origins) !== undefined) return true;
    // The name has to be of this machine as well: a page can have its own name lead here.
    return origin === originOf(request) && isOwnHost(request, allowedHosts);
  };
};

/** Answers preflights, and lets pages of the given origins (separated by commas, or `*`) read the answers. */
export const allowOrigins = (app: FastifyInstance, cors: string): void => {
  const origins = listed(cors);
  app.addHook('onRequest', ({ method, headers }, reply, done) => {
    const { origin } = headers;
    const grant = origin === undefined ? undefined : allowedOriginOf(origin, origins);
    if (grant !== undefined) {
      // On the raw answer, so that what json-server and the event stream send carries them, too.
      reply.raw.setHeader('access-control-allow-origin', grant);
      reply.raw.setHeader('access-control-expose-headers', exposed);
    }
    if (!origins.includes('*')) reply.raw.setHeader('vary', 'Origin');
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (!isPreflight) {
      done();
      return;
    }
    if (grant !== undefined)
      void reply.headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': allowed,
        'access-control-max-age': '600',
        ...(headers['access-control-request-private-network'] === 'true'
          ? { 'access-control-allow-private-network': 'true' }
          : {}),
      });
    void reply.code(204).send();
  });
};
