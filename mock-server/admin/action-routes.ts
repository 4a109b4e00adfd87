// POST /__admin/actions: what people do in the chart. GET lists the actions, the states they start from, and what they read.
import type { FastifyInstance } from 'fastify';
import { actions } from '../chart/action-table.ts';
import { perform } from '../chart/perform.ts';
import { recorder } from '../http/hooks/record-exchanges.ts';
import { rulesHeader } from '../http/reply.ts';
import type { Journal } from '../journal/journal.ts';
import { badRequest, notWritable, objectOf } from './json.ts';

const listed = Object.entries(actions).map(([action, { from, reads, needs }]) => ({ action, from, reads, needs }));

/** Registers the actions. Each is in the journal, with the rules by which its result is shown. */
export const registerActions = (
  app: FastifyInstance,
  { journal, now, readOnly }: { readonly journal: Journal; readonly now: () => number; readonly readOnly: boolean },
): void => {
  const record = recorder(journal, now);
  app.get('/actions', () => ({ actions: listed }));
  app.post(
    '/actions',
    {
      onSend: (request, reply, payload, done) => {
        record(request, reply, typeof payload === 'string' ? payload : '');
        done(null, payload);
      },
    },
    (request, reply) => {
      if (readOnly) return notWritable(reply);
      const sent = objectOf(request);
      if (sent === undefined)
        return badRequest(
          reply,
          'The body must be a JSON object, for example {"action": "check-in", "appointment": "<id>"}',
        );
      const { action, ...input } = sent;
      const done = perform(action, input, request.world);
      if ('error' in done) return reply.code(done.status).send({ error: done.error });
      for (const rule of done.rules) request.trace.add(rule);
      return reply.header(rulesHeader, done.rules.join(', ')).send(done);
    },
  );
};
