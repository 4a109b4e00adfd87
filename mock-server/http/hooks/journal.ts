// Writes every exchange of the FHIR face and of the EHR host into the journal.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Journal } from '../../journal/journal.ts';
import { textOf } from '../call.ts';

/** The header that says where an exchange is explained. */
const explainHeader = 'x-mock-explain';

/** The rules of the EHR host, which has no OperationOutcomes. */
const tokenRules = (url: string, status: number): readonly RuleId[] => {
  if (url.startsWith('/auth/introspect')) return ['access/introspection'];
  if (!url.startsWith('/auth/token')) return [];
  return status < 400 ? ['access/client-credentials', 'access/scope-granted'] : ['access/token-errors'];
};

export type Recording = (request: FastifyRequest, reply: FastifyReply, text: string) => void;

/** Writes an exchange down, and tells the client where it is explained. */
export const recorder =
  (journal: Journal, now: () => number): Recording =>
  (request, reply, text) => {
    void reply.header(explainHeader, `/__admin/requests/${journal.next}`);
    const { method, url, headers, trace, rejection, written, faults, world } = request;
    journal.add({
      at: now(),
      world: world.name,
      method,
      url,
      requestHeaders: headers,
      requestText: textOf(request),
      status: reply.statusCode,
      responseHeaders: reply.getHeaders(),
      responseText: text,
      rules: trace.rules.length > 0 ? trace.rules : tokenRules(url, reply.statusCode),
      ...(rejection === undefined ? {} : { rejection }),
      ...(written === undefined ? {} : { written }),
      faults: faults.length === 0 ? noFaults : faults.map(({ id, kind }) => `${id}: ${kind}`),
    });
  };

const noFaults: readonly string[] = [];
