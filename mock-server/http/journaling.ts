// Writes every exchange of the FHIR face and of the EHR host into the journal.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Journal } from '../journal/journal.ts';
import { isAdmin, textOf } from './call.ts';

/** The header that says where an exchange is explained. */
export const explainHeader = 'x-mock-explain';

/** The rules of the EHR host, which has no OperationOutcomes. */
const tokenRules = (url: string, status: number): readonly RuleId[] => {
  if (url.startsWith('/auth/introspect')) return ['access/introspection'];
  if (!url.startsWith('/auth/token')) return [];
  return status < 400 ? ['access/client-credentials', 'access/scope-granted'] : ['access/token-errors'];
};

export type Recording = (request: FastifyRequest, reply: FastifyReply, text: string) => void;

/** Writes an exchange down. */
export const recorder =
  (journal: Journal, now: () => number): Recording =>
  (request, reply, text) => {
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
      rules: trace.size > 0 ? [...trace] : tokenRules(url, reply.statusCode),
      ...(rejection === undefined ? {} : { rejection }),
      ...(written === undefined ? {} : { written }),
      faults: faults.length === 0 ? noFaults : faults.map(({ id, kind }) => `${id}: ${kind}`),
    });
  };

const noFaults: readonly string[] = [];

/** Records each answer as it goes out, and tells the client where it is explained. */
export const keepJournal = (app: FastifyInstance, journal: Journal, record: Recording): void => {
  app.addHook('onSend', (request, reply, payload, done) => {
    if ((request.world as unknown) === undefined || isAdmin(request)) {
      done(null, payload);
      return;
    }
    void reply.header(explainHeader, `/__admin/requests/${journal.next}`);
    record(request, reply, typeof payload === 'string' ? payload : '');
    done(null, payload);
  });
};
