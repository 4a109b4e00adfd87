// Which world a request is for: the one its header names, that of its token, or the default one.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { operationOutcome } from '../../schemas/outcome.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { tokenOf } from '../access/guards.ts';
import type { Tokens } from '../access/tokens.ts';

/** The header that names a world. */
export const worldHeader = 'x-mock-world';

/** What lists worlds or picks requests by their world takes the parameter as a filter; the page names it in its calls. */
const filters = /^\/__admin(\/(worlds|requests|page)|\/?(\?|$))/;

/** The admin surface also takes the world from its query, for clients that cannot set a header. */
const namedByQuery = (request: FastifyRequest): string | undefined => {
  const { url } = request;
  if (!url.includes('world=') || !request.isAdmin || filters.test(url)) return undefined;
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('world') ?? undefined;
};

const nameOf = (request: FastifyRequest): string | undefined => {
  const { headers } = request;
  const header = headers[worldHeader];
  if (header !== undefined) return String(header).trim();
  return namedByQuery(request) ?? request.token?.world;
};

/** Finds the token of a request, and its world before its routes are asked; in words what is wrong with its name, if so. */
export const addressWorld = (request: FastifyRequest, worlds: Worlds, tokens: Tokens): string | undefined => {
  request.token = tokenOf(request.headers.authorization, tokens);
  const name = nameOf(request);
  const world = name === undefined ? worlds.default : worlds.open(name);
  request.world = 'fault' in world ? worlds.default : world;
  return 'fault' in world ? `X-Mock-World: ${world.fault}` : undefined;
};

/** Answers a request whose world cannot be. */
export const refuseWorld = ({ isAdmin }: FastifyRequest, reply: FastifyReply, error: string): void => {
  void reply.code(400).send(isAdmin ? { error } : operationOutcome('invalid', `Bad request: ${error}`));
};

/** A client named `world.<name>` works in that world, unless a header names another. */
export const worldOfClient = (
  request: FastifyRequest,
  client: string,
  worlds: Worlds,
): World | { readonly fault: string } => {
  const named = /^world\.(.+)$/.exec(client)?.[1];
  return named === undefined || request.headers[worldHeader] !== undefined ? request.world : worlds.open(named);
};
