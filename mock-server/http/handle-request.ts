// The story of a FHIR request, from top to bottom: whoever is first to have an answer ends it.
//   Before:  receive.ts has found its world and its token, hooks/inject-faults.ts no fault that answers in our place,
//            and Fastify its route and its body as text.
//   Here:    token, scope, body, interaction, format, breakpoint, commit, answer.
//   After:   hooks/ see to it that a write is on the disk, that the journal has the exchange, and that faults spoil it.
// Most reads and searches by GET need none of the hooks: answer-reads.ts judges them here, and answers them itself.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { operationOutcome, reject, type Rejection } from '../../schemas/outcome.ts';
import { authenticate, authorize, patientOf } from '../access/guards.ts';
import type { Tokens } from '../access/tokens.ts';
import { isRejection, type FhirResponse } from '../resources/any-type/handler.ts';
import { resources } from '../resources/index.ts';
import { worldOfPatient, isForeignWrite } from '../resources/any-type/own-records.ts';
import { formatFault } from './framework-format.ts';
import { originOf } from './origin.ts';
import { readBody } from './read-body.ts';
import type { Incoming } from './receive.ts';
import { answer, refuse } from './reply.ts';
import type { Route } from './routing.ts';
import { formFault, queryOf } from './search-query.ts';
import { traceAnswer } from './trace-answer.ts';

export interface HandlerOptions {
  readonly tokens: Tokens;
  /** Refuses every write over FHIR. */
  readonly readOnly: boolean;
}

const refuseWrite = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  answer(request, reply, {
    status: 405,
    body: operationOutcome('not-supported', 'This mock is read-only: start it without --read-only to write'),
  });

/** Stores what was shaped and answers. */
const commit = (request: FastifyRequest, reply: FastifyReply, result: FhirResponse): FastifyReply => {
  result.commit?.();
  request.written = result.written;
  if (result.refusedAfterwards !== undefined) return refuse(request, reply, result.refusedAfterwards);
  return answer(request, reply, result);
};

/** Answers a request whose route is known. It waits only where a breakpoint of its world holds it back. */
export const handleRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  { tokens, readOnly }: HandlerOptions,
): FastifyReply | Promise<FastifyReply> => {
  if (readOnly && route.access === 'write') return refuseWrite(request, reply);
  const { id = '' } = request.params as { readonly id?: string };
  const result = judge(request, route, id, originOf(request), tokens);
  if (isRejection(result)) return refuse(request, reply, result);
  const { breakpoints } = request.world;
  if (breakpoints.isEmpty()) return commit(request, reply, result);
  const passed = breakpoints.pass('before-commit', request.method, request.url);
  return passed === undefined ? commit(request, reply, result) : passed.then(() => commit(request, reply, result));
};

/**
 * What a request would be answered with: nothing is stored before the answer's commit is called, so that a dry run asks the
 * same. `base` is scheme and host as the client used them.
 */
export const judge = (
  request: Incoming,
  route: Route,
  id: string,
  base: string,
  tokens: Tokens,
): FhirResponse | Rejection => {
  const { world, trace, headers } = request;
  const { type, interaction, access, byForm } = route;
  const { contract } = world;

  const token = tokens.findValid(request.token, world);
  const denied = authenticate(token, world) ?? authorize(token, world, type, interaction);
  if (denied !== undefined) return denied;

  const fault = formFault(request, route);
  if (fault !== undefined) return fault;
  if (byForm) trace.add('search/by-post');

  const read = readBody(request, route, id);
  if ('rule' in read) return read;
  const { body } = read;

  const patient = patientOf(token, world);
  const isForeign = patient !== undefined && access === 'write' && isForeignWrite(route, body, patient);
  if (isForeign && contract.isInForce('access/patient-token-writes-own'))
    return reject('access/patient-token-writes-own', {});

  const interact = resources[type][interaction];
  if (interact === undefined) return reject('interaction/method-not-supported', {});
  const ifUnmodifiedSince = headers['if-unmodified-since'];
  const asked = { base, id, query: queryOf(request, route), body, ifUnmodifiedSince, trace };
  const result = interact(asked, patient === undefined ? world : worldOfPatient(world, patient));
  if (isRejection(result)) return result;
  const refusedAfterwards = formatFault(request, contract);
  if (refusedAfterwards !== undefined) return { ...result, refusedAfterwards };
  traceAnswer(route, trace, contract);
  return result;
};
