// From an answer or a rejection to Fastify's reply, with the rules that acted in a header.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../schemas/contract.ts';
import { toOperationOutcome, type Rejection } from '../../schemas/outcome.ts';
import type { Trace } from '../domain/trace.ts';
import type { FhirResponse } from '../interactions/exchange.ts';
import { wantsPretty, wantsXml } from './framework.ts';
import { toXml } from './xml.ts';

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

interface Written {
  readonly type: string;
  readonly text: string;
}

/** A body as text: JSON, unless the framework's formats hold and another was asked for. */
const written = (body: unknown, url: string, contract: Contract): Written => {
  if (contract.validation === 'documented') return { type: mediaType, text: JSON.stringify(body) };
  if (typeof body !== 'object' || body === null) return { type: mediaType, text: JSON.stringify(body) };
  if ('detail' in body) return { type: 'application/json', text: JSON.stringify(body) };
  if (wantsXml(url, contract)) return { type: 'application/fhir+xml', text: toXml(body as Record<string, unknown>) };
  return { type: mediaType, text: JSON.stringify(body, null, wantsPretty(url, contract) ? 2 : undefined) };
};

export const answer = (
  { trace, url, world }: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: FhirResponse,
): FastifyReply => {
  void reply.code(status);
  if (headers !== undefined) void reply.headers(headers);
  if (trace.size > 0) void reply.header(rulesHeader, rulesText(trace));
  if (body === undefined) return reply.send();
  const { type, text } = written(body, url, world.contract);
  return reply.header('content-type', type).send(text);
};

export const refuse = (request: FastifyRequest, reply: FastifyReply, rejection: Rejection): FastifyReply => {
  request.trace.add(rejection.rule);
  request.rejection = rejection;
  return answer(request, reply, toOperationOutcome(rejection, request.world.contract));
};
