// What a path or method is answered with that nobody serves.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { reject } from '../../schemas/outcome.ts';
import { authenticate } from '../access/guards.ts';
import type { Tokens } from '../access/tokens.ts';
import { frameworkPages } from './framework-pages.ts';
import { refuse } from './reply.ts';
import { offered } from './routing.ts';

/** The methods of the first route that takes a path, as the framework has them: reads by id, then searches by POST. */
const firstMethods = (path: string): string | undefined => {
  if (path === '/metadata') return 'GET';
  if (frameworkPages.includes(path)) return 'GET, HEAD';
  const allowed = offered(path);
  return allowed === undefined ? undefined : path.endsWith('/_search') ? 'GET' : (allowed[0] ?? 'GET');
};

/** The paths beside the resources: each offers GET, to everybody. */
const open: readonly string[] = ['/', '/metadata', '/.well-known/smart-configuration'];

/** The framework answers before anybody is asked who calls, and names the method of the first route only. */
const answerUnrouted = (request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply => {
  const methods = firstMethods(path);
  return methods === undefined
    ? refuse(request, reply, reject('validation/path-not-found', {}))
    : refuse(request, reply.header('allow', methods), reject('validation/method-not-allowed', {}));
};

/** Makes the handler of what no route takes. */
export const unknownPath =
  (tokens: Tokens) =>
  (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = offered(path);
    if (request.world.contract.validation === 'framework') return answerUnrouted(request, reply, path);
    if (open.includes(path.replace(/(?<=.)\/$/, '')))
      return refuse(request, reply.header('allow', 'GET'), reject('interaction/method-not-supported', {}));
    if (allowed === undefined) return refuse(request, reply, reject('interaction/unknown-path', { path }));
    const denied = authenticate(tokens.findValid(request.token, request.world), request.world);
    if (denied !== undefined) return refuse(request, reply, denied);
    return refuse(request, reply.header('allow', allowed.join(', ')), reject('interaction/method-not-supported', {}));
  };
