// What is known of a request before its body is read: its token, its world, and room for what acts on it later.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { operationOutcome, type Rejection } from '../../schemas/outcome.ts';
import { authenticate, tokenOf } from '../access/guards.ts';
import type { Token, Tokens } from '../access/tokens.ts';
import { Trace } from '../domain/trace.ts';
import type { PlannedFault } from '../faults/fault.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The world that the request is for. It is known before anything else is looked at. */
    world: World;
    /** The token that it brings, expired or not. */
    token: Token | undefined;
    /** Told which rules act. */
    trace: Trace;
    rejection: Rejection | undefined;
    /** What a read shows after a write. */
    written: (() => unknown) | undefined;
    faults: readonly PlannedFault[];
  }
}

/** What a judgement needs of a request, be it one of Fastify's or one that only might be sent. */
export interface Incoming extends Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'world' | 'token' | 'trace'> {
  /** Text, or nothing. */
  readonly body: unknown;
}

/** A request that is served: what is known of it, and what acts on it. */
export type Served = Incoming & Pick<FastifyRequest, 'rejection' | 'written' | 'faults'>;

/** Where worlds and tokens are found. */
export interface Directory {
  readonly worlds: Worlds;
  readonly tokens: Tokens;
}

export const noFaults: readonly PlannedFault[] = [];

/** Makes room on every request for what is known of it. */
export const declareRequests = (app: FastifyInstance): void => {
  for (const name of ['world', 'token', 'trace', 'rejection', 'written', 'faults']) app.decorateRequest(name);
};

/** The header by which Canvas finds a request again. */
export const correlationHeader = 'fumage-correlation-id';

/** The header that names a world. */
const worldHeader = 'x-mock-world';

/** A content type that is none would be refused before anything of ours is asked. */
const mendContentType = ({ headers }: Served): void => {
  const sent = headers['content-type'];
  if (sent !== undefined && !/^[\w.+-]+\/[\w.+*-]+\s*(;.*)?$/.test(sent))
    headers['content-type'] = sent.trim() === '' ? 'application/json' : 'not/readable';
};

/**
 * Begins a request and finds its world: the one its header names, that of `named`, that of its token, or the default one. In
 * words what is wrong with its name, if so.
 */
export const addressWorld = (request: Served, { worlds, tokens }: Directory, named?: string): string | undefined => {
  const { [worldHeader]: header, authorization } = request.headers;
  mendContentType(request);
  request.trace = new Trace();
  request.rejection = undefined;
  request.written = undefined;
  request.faults = noFaults;
  request.token = tokenOf(authorization, tokens);
  const name = header === undefined ? (named ?? request.token?.world) : String(header).trim();
  const world = name === undefined ? worlds.default : worlds.look(name);
  request.world = 'fault' in world ? worlds.default : world;
  return 'fault' in world ? `X-Mock-World: ${world.fault}` : undefined;
};

/** Keeps the world of a request from now on, once it is known who asks; in words why it cannot be kept, if so. */
export const keepWorld = (request: FastifyRequest, worlds: Worlds): string | undefined => {
  const kept = worlds.open(request.world.name);
  if ('fault' in kept) return `X-Mock-World: ${kept.fault}`;
  request.world = kept;
  return undefined;
};

/** Whether nobody needs a token, or this request brings one that is good. */
const isAuthenticated = ({ token, world }: FastifyRequest, tokens: Tokens): boolean =>
  authenticate(tokens.findValid(token, world), world) === undefined;

/** Keeps a world that is new. A stranger makes none: what is asked in a new one is judged in one that is not kept. */
const keepIfKnown = (request: FastifyRequest, { worlds, tokens }: Directory): string | undefined => {
  const isNew = worlds.get(request.world.name) !== request.world;
  return isNew && isAuthenticated(request, tokens) ? keepWorld(request, worlds) : undefined;
};

/** Finds the world of every request of a face, and gives it a correlation id. */
export const receiveRequests = (app: FastifyInstance, directory: Directory): void => {
  const isCorrelated = directory.worlds.default.contract.isInForce('interaction/correlation-id');
  app.addHook('onRequest', (request, reply, done) => {
    const unnamed = addressWorld(request, directory);
    const fault = unnamed ?? keepIfKnown(request, directory);
    if (isCorrelated) void reply.header(correlationHeader, request.world.ids.uuid());
    if (fault === undefined) done();
    else void reply.code(400).send(operationOutcome('invalid', `Bad request: ${fault}`));
  });
};

/** A client named `world.<name>` works in that world, unless a header names another. A new one is not kept yet. */
export const worldOfClient = (
  request: FastifyRequest,
  client: string,
  worlds: Worlds,
): World | { readonly fault: string } => {
  const named = /^world\.(.+)$/.exec(client)?.[1];
  return named === undefined || request.headers[worldHeader] !== undefined ? request.world : worlds.look(named);
};

/** The body as it came; '' where there is none. */
export const textOf = ({ body }: { readonly body: unknown }): string => (typeof body === 'string' ? body : '');
