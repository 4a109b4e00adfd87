// What the mock knows of a request on its way through: its world, the rules that acted, the faults that hit it.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Rejection } from '../../schemas/outcome.ts';
import type { Trace } from '../domain/trace.ts';
import type { PlannedFault } from '../faults/fault.ts';
import type { World } from '../world.ts';
import { originOf } from './origin.ts';

/** A request without a framework: what a judgement needs of it. */
export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Scheme and host the client used. */
  readonly base: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The world that the request is for. It is known before anything else is looked at. */
    world: World;
    trace: Trace;
    rejection: Rejection | undefined;
    written: (() => unknown) | undefined;
    faults: readonly PlannedFault[];
  }
}

const noFaults: readonly PlannedFault[] = [];

/** Gives every request its trace before anything else happens to it. */
export const followCalls = (app: FastifyInstance): void => {
  for (const name of ['world', 'trace', 'rejection', 'written', 'faults']) app.decorateRequest(name);
  app.addHook('onRequest', (request, _reply, done) => {
    request.trace = new Set();
    request.rejection = undefined;
    request.written = undefined;
    request.faults = noFaults;
    done();
  });
};

export const textOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '');

export const callOf = (request: FastifyRequest): Call => ({
  method: request.method,
  url: request.url,
  headers: request.headers,
  text: textOf(request),
  base: originOf(request),
});

/** Whether a request is for the admin surface, however its path is written. It is not journalled nor hit by faults. */
export const isAdmin = ({ routeOptions, url }: FastifyRequest): boolean =>
  (routeOptions.url ?? url).startsWith('/__admin');
