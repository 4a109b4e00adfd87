// Writes every exchange of the FHIR face and of the EHR host into the journal.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Journal } from '../../journal/journal.ts';
import { redactAddress } from '../../../redaction/secrets.ts';
import type { World } from '../../worlds/world.ts';
import { textOf } from '../receive.ts';

/** The header that says where an exchange is explained. */
const explainHeader = 'x-mock-explain';

export type Recording = (request: FastifyRequest, reply: FastifyReply, text: string) => void;

/** Whether a world was found for a request: one that was refused at the door is nobody's. */
const isReceived = ({ world }: { readonly world?: World }): boolean => world !== undefined;

const noRules = (): readonly RuleId[] => [];

/**
 * Writes an exchange down, and tells the client where it is explained. `untraced` says which rules acted where the code has
 * no trace of them.
 */
export const recorder =
  (
    journal: Journal,
    now: () => number,
    untraced: (url: string, status: number) => readonly RuleId[] = noRules,
  ): Recording =>
  (request, reply, text) => {
    if (!isReceived(request)) return;
    void reply.header(explainHeader, `/__admin/requests/${journal.next}`);
    const { method, url, headers, trace, rejection, written, faults, world } = request;
    journal.add({
      at: now(),
      world: world.name,
      method,
      // Secrets end here: nothing that tells of an exchange has seen them.
      url: redactAddress(url),
      requestHeaders: headers,
      requestText: textOf(request),
      status: reply.statusCode,
      took: Math.round(reply.elapsedTime),
      responseHeaders: reply.getHeaders(),
      responseText: text,
      rules: trace.rules.length > 0 ? trace.rules : untraced(url, reply.statusCode),
      rejection,
      written,
      faults: faults.length === 0 ? noFaults : faults.map(({ id, kind }) => `${id}: ${kind}`),
    });
  };

const noFaults: readonly string[] = [];
