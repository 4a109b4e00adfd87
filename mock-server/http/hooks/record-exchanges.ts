// Writes every exchange of the FHIR face and of the EHR host into the journal.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Journal } from '../../journal/journal.ts';
import type { World } from '../../worlds/world.ts';
import { textOf, type Served } from '../receive.ts';

/** The header that says where an exchange is explained. */
export const explainHeader = 'x-mock-explain';

/** An answer that goes out. */
interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Milliseconds since the request came. */
  readonly took: number;
  /** The rules that acted. */
  readonly rules: readonly RuleId[];
}

/** Tells the journal of an exchange. */
export const writeDown = (
  journal: Journal,
  at: number,
  request: Served,
  { status, headers, text, took, rules }: Sent,
): void => {
  const { method, url, rejection, written, faults, world } = request;
  journal.add({
    at,
    world: world.name,
    method,
    url,
    requestHeaders: request.headers,
    requestText: textOf(request),
    status,
    took: Math.round(took),
    responseHeaders: headers,
    responseText: text,
    rules,
    rejection,
    written,
    faults: faults.length === 0 ? noFaults : faults.map(({ id, kind }) => `${id}: ${kind}`),
  });
};

/** The header that says where the next exchange will be explained. */
export const explanationOf = ({ next }: Journal): string => `/__admin/requests/${next}`;

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
    void reply.header(explainHeader, explanationOf(journal));
    const { statusCode: status, elapsedTime: took } = reply;
    const { rules: traced } = request.trace;
    const rules = traced.length > 0 ? traced : untraced(request.url, status);
    writeDown(journal, now(), request, { status, headers: reply.getHeaders(), text, took, rules });
  };

const noFaults: readonly string[] = [];
