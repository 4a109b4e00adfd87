// From an answer or a rejection to what goes out, by Fastify's reply or ahead of it, with the rules that acted in a header.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../schemas/contract.ts';
import { toOperationOutcome, type Rejection } from '../../schemas/outcome.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Trace } from '../domain/trace.ts';
import type { FhirResponse } from '../resources/any-type/handler.ts';
import { isPrettyWanted, isXmlWanted, type Asking } from './framework-format.ts';
import type { Incoming, Served } from './receive.ts';
import { toXml } from './xml.ts';

export const mediaType = 'application/fhir+json; charset=utf-8';

/** Characters of the header that names the rules; what does not fit is counted. */
const maxHeaderLength = 2000;

/** The header that names the rules which acted, in order. */
export const rulesHeader = 'x-mock-rules';

const asText = (rules: readonly RuleId[]): string => {
  const text = rules.join(', ');
  if (text.length <= maxHeaderLength) return text;
  const fitting = text.slice(0, text.lastIndexOf(', ', maxHeaderLength - 20));
  return `${fitting}, and ${rules.length - fitting.split(', ').length} more`;
};

/** The text of each list of rules, which many requests share. */
const texts = new WeakMap<readonly RuleId[], string>();

const rulesText = ({ rules }: Trace): string => {
  const known = texts.get(rules);
  if (known !== undefined) return known;
  const text = asText(rules);
  texts.set(rules, text);
  return text;
};

interface Written {
  readonly type: string;
  readonly text: string;
}

const frameworkMediaType = 'application/fhir+json';

/** JSON by two spaces, as Python's json module writes it with a blank behind each comma. */
const indent = (body: object): string => JSON.stringify(body, null, 2).replaceAll(/,\n/g, ', \n');

/** A body in the form that the framework gives it: JSON, or XML where that was asked for. */
const writtenByFramework = (body: unknown, text: string, asking: Asking, contract: Contract): Written => {
  const isXml = isXmlWanted(asking, contract);
  if (typeof body !== 'object' || body === null) return { type: isXml ? 'application/json' : frameworkMediaType, text };
  if ('detail' in body) return { type: 'application/json', text };
  const isPretty = isPrettyWanted(asking, contract);
  if (isXml) return { type: 'application/fhir+xml', text: toXml(body as Record<string, unknown>, isPretty) };
  return { type: frameworkMediaType, text: isPretty ? indent(body) : text };
};

/** A body as text. */
const writeBody = ({ json, body }: FhirResponse, asking: Asking, contract: Contract): Written => {
  const text = json ?? JSON.stringify(body);
  if (contract.validation === 'documented') return { type: mediaType, text };
  return writtenByFramework(body ?? (JSON.parse(text) as unknown), text, asking, contract);
};

/** An answer as it goes out: what there is of it. */
interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** The names of the rules that acted. */
  readonly rules: string | undefined;
  readonly type: string | undefined;
  readonly text: string | undefined;
}

/** An answer with its body written. */
export const outgoingOf = (request: Incoming, response: FhirResponse): Outgoing => {
  const { trace, world } = request;
  const { status, headers, body, json } = response;
  const rules = trace.rules.length > 0 ? rulesText(trace) : undefined;
  if (body === undefined && json === undefined) return { status, headers, rules, type: undefined, text: undefined };
  const { type, text } = writeBody(response, request, world.contract);
  return { status, headers, rules, type, text };
};

/** What a rejection is answered with. */
export const refusalOf = (request: Served, rejection: Rejection): FhirResponse => {
  request.trace.add(rejection.rule);
  request.rejection = rejection;
  return toOperationOutcome(rejection, request.world.contract);
};

/** Answers by Fastify's reply. */
export const answer = (request: FastifyRequest, reply: FastifyReply, response: FhirResponse): FastifyReply => {
  const { status, headers, rules, type, text } = outgoingOf(request, response);
  void reply.code(status);
  if (headers !== undefined) void reply.headers(headers);
  if (rules !== undefined) void reply.header(rulesHeader, rules);
  if (type !== undefined) void reply.header('content-type', type);
  return reply.send(text);
};

/** Refuses by Fastify's reply, and takes note of the rule. */
export const refuse = (request: FastifyRequest, reply: FastifyReply, rejection: Rejection): FastifyReply =>
  answer(request, reply, refusalOf(request, rejection));
