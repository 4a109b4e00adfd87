// What the mock knows of a request on its way through: its world, the rules that acted, the faults that hit it.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Rejection } from '../../schemas/outcome.ts';
import { Trace } from '../domain/trace.ts';
import type { PlannedFault } from '../faults/fault.ts';
import type { World } from '../worlds/world.ts';
import type { Token } from '../access/tokens.ts';
import { originOf } from './origin.ts';

/** A request without a framework: what a judgement needs of it. */
export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The token that it brings, expired or not. */
  readonly token: Token | undefined;
  /** Scheme and host the client used. */
  readonly base: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The world that the request is for. It is known before anything else is looked at. */
    world: World;
    /** The token that it brings, expired or not. */
    token: Token | undefined;
    trace: Trace;
    rejection: Rejection | undefined;
    written: (() => unknown) | undefined;
    faults: readonly PlannedFault[];
    /** Whether it is for the admin surface, which is neither journalled nor hit by faults. */
    isAdmin: boolean;
  }
}

const noFaults: readonly PlannedFault[] = [];

/** Makes room on every request for what is known of it. */
export const declareCalls = (app: FastifyInstance): void => {
  for (const name of ['world', 'token', 'trace', 'rejection', 'written', 'faults', 'isAdmin'])
    app.decorateRequest(name);
};

/** A path may be written in other ways, as `%5F%5Fadmin` or with a host: then it counts as the router has read it. */
const isForAdmin = (request: FastifyRequest): boolean => {
  const { url } = request;
  if (url.startsWith('/__admin')) return true;
  return (url.includes('%') || !url.startsWith('/')) && request.routeOptions.url?.startsWith('/__admin') === true;
};

/** Gives a request its trace before anything else happens to it. */
export const beginCall = (request: FastifyRequest): void => {
  request.trace = new Trace();
  request.rejection = undefined;
  request.written = undefined;
  request.faults = noFaults;
  request.isAdmin = isForAdmin(request);
};

export const textOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '');

export const callOf = (request: FastifyRequest): Call => ({
  method: request.method,
  url: request.url,
  headers: request.headers,
  text: textOf(request),
  token: request.token,
  base: originOf(request),
});
