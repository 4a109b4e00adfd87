// From an answer or a rejection to Fastify's reply, with the rules that acted in a header.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toOperationOutcome, type Rejection } from '../../schemas/outcome.ts';
import type { Trace } from '../domain/trace.ts';
import type { FhirResponse } from '../interactions/exchange.ts';

export const mediaType = 'application/fhir+json; charset=utf-8';

/** Characters of the header that names the rules; what does not fit is counted. */
const longestHeader = 2000;

/** The header that names the rules which acted, in order. */
export const rulesHeader = 'x-mock-rules';

const rulesText = (trace: Trace): string => {
  const text = [...trace].join(', ');
  if (text.length <= longestHeader) return text;
  const kept = text.slice(0, text.lastIndexOf(', ', longestHeader - 20));
  return `${kept}, and ${trace.size - kept.split(', ').length} more`;
};

export const answer = (
  { trace }: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: FhirResponse,
): FastifyReply => {
  void reply.code(status);
  if (headers !== undefined) void reply.headers(headers);
  if (trace.size > 0) void reply.header(rulesHeader, rulesText(trace));
  if (body === undefined) return reply.send();
  return reply.header('content-type', mediaType).send(JSON.stringify(body));
};

export const refuse = (request: FastifyRequest, reply: FastifyReply, rejection: Rejection): FastifyReply => {
  request.trace.add(rejection.rule);
  request.rejection = rejection;
  return answer(request, reply, toOperationOutcome(rejection, request.world.contract));
};
