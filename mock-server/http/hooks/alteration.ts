// Alterations: a mock that deviates on purpose, so that a suite can be shown to notice.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { jsonIn } from '../../../schemas/json.ts';
import { targetOf } from '../request-target.ts';

/** An answer on its way out; `body` is parsed JSON, undefined where the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Alteration {
  /** The path and query to serve instead of those that came. */
  readonly url?: (url: string, method: string) => string;
  readonly answer?: (answer: Answer, method: string, url: string) => Answer;
}

/** The Fastify option that serves other URLs than those that came: one form of each, read by `read`, and then the altered one. */
export const rewriteOption = ({ url: altered = (url) => url }: Alteration, read: (url: string) => string) => ({
  rewriteUrl: ({ url, method = '' }: IncomingMessage) => altered(read(targetOf(url)), method),
});

const parsed = (payload: unknown): unknown => jsonIn(String(payload));

/** Lets an alteration have the last word on every answer of a face. */
export const alterAnswers = (app: FastifyInstance, { answer }: Alteration): void => {
  if (answer === undefined) return;
  app.addHook('onSend', (request, reply, payload, done) => {
    const headers = reply.getHeaders() as Record<string, string>;
    const altered = answer({ status: reply.statusCode, headers, body: parsed(payload) }, request.method, request.url);
    for (const name of Object.keys(headers)) if (!(name in altered.headers)) void reply.removeHeader(name);
    void reply.code(altered.status).headers(altered.headers).removeHeader('content-length');
    done(null, altered.body === undefined ? '' : JSON.stringify(altered.body));
  });
};
