// /__admin/requests: the journal, what picks exchanges out of it, and the explanation of each.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hintOf } from '../../schemas/nearest.ts';
import { faultIn } from '../../schemas/validate.ts';
import type { Explain, NearMisses } from '../explain/index.ts';
import type { Entry } from '../journal/exchange.ts';
import type { Journal } from '../journal/journal.ts';
import { patternSchema, testOf } from '../journal/pattern.ts';
import { textOfView } from '../journal/to-text.ts';
import { exchangeOf, summaryOf } from '../journal/to-view.ts';
import { badRequest, objectOf } from './json.ts';

export interface Explainer {
  readonly journal: Journal;
  readonly explain: Explain;
  readonly nearMisses: NearMisses;
}

const filters = ['method', 'path', 'pathPattern', 'status', 'rule', 'world'];

interface Picked {
  readonly test: (entry: Entry) => boolean;
  readonly limit: number;
}

/** A request that names a world sees the exchanges of that world. */
const worldOf = (headers: FastifyRequest['headers']) => {
  const world = headers['x-mock-world'];
  return typeof world === 'string' ? { world: world.trim() } : {};
};

/** What a pattern picks, or in words what is wrong with it. */
const pickedFrom = (pattern: object, limit: number): Picked | string => {
  const test = faultIn(patternSchema, pattern) ?? testOf(pattern);
  return typeof test === 'function' ? { test, limit } : `${test.where}: ${test.problem}`;
};

/** What the query of a request picks, or in words what is wrong with it. */
export const pickedBy = ({ query, headers }: FastifyRequest): Picked | string => {
  const { limit = '100', admin_token: _token, ...sent } = query as Readonly<Record<string, string>>;
  const wanted = { ...worldOf(headers), ...sent };
  const unknown = Object.keys(wanted).find((name) => !filters.includes(name));
  if (unknown !== undefined) return `${unknown}: no such filter; ${hintOf(unknown, [...filters, 'limit'])}`;
  if (!/^\d{1,6}$/.test(limit)) return `limit: '${limit}' is not a whole number`;
  return pickedFrom(wanted, Number(limit));
};

const findPicked = ({ journal }: Explainer, { test, limit }: Picked) => {
  const all = [...journal.latest()].filter(test);
  return { total: all.length, requests: all.slice(0, limit).map(summaryOf) };
};

const byPattern = (request: FastifyRequest, reply: FastifyReply, answer: (picked: Picked) => unknown): FastifyReply => {
  const { limit = 100, ...sent } = objectOf(request) ?? { limit: NaN };
  const pattern = { ...worldOf(request.headers), ...sent };
  if (typeof limit !== 'number' || Number.isNaN(limit))
    return badRequest(reply, 'The body must be a JSON object, for example {"method": "POST", "path": "/Appointment"}');
  const picked = pickedFrom(pattern, limit);
  return typeof picked === 'string' ? badRequest(reply, picked) : reply.send(answer(picked));
};

/** Whether a client asks for text and for no JSON, as `curl -H 'Accept: text/plain'` does. */
const isTextWanted = ({ headers: { accept = '' } }: FastifyRequest): boolean =>
  accept.includes('text/plain') && !accept.includes('json');

const one = (request: FastifyRequest, reply: FastifyReply, { journal, explain }: Explainer): FastifyReply => {
  const { id } = request.params as { id: string };
  const entry = /^\d{1,15}$/.test(id) ? journal.get(Number(id)) : undefined;
  if (entry !== undefined) {
    const view = { ...exchangeOf(entry), ...explain(entry) };
    return isTextWanted(request) ? reply.type('text/plain; charset=utf-8').send(textOfView(view)) : reply.send(view);
  }
  const error = `No request '${id.slice(0, 40)}' is kept; the journal keeps the latest ${journal.size}`;
  return reply.code(404).send({ error });
};

/** Registers the journal. The static paths come before that of one exchange. */
export const registerRequests = (app: FastifyInstance, explainer: Explainer): void => {
  const { journal, nearMisses } = explainer;
  app.get('/requests', (request, reply) => {
    const picked = pickedBy(request);
    return typeof picked === 'string' ? badRequest(reply, picked) : reply.send(findPicked(explainer, picked));
  });
  app.delete('/requests', (request, reply) => {
    const picked = pickedBy(request);
    if (typeof picked === 'string') return badRequest(reply, picked);
    journal.forget(picked.test);
    return reply.code(204).send();
  });
  app.post('/requests/find', (request, reply) => byPattern(request, reply, (picked) => findPicked(explainer, picked)));
  app.post('/requests/count', (request, reply) =>
    byPattern(request, reply, ({ test }) => ({ count: [...journal.latest()].filter(test).length })),
  );
  app.get('/requests/unmatched', (request, reply) => {
    const picked = pickedBy(request);
    if (typeof picked === 'string') return badRequest(reply, picked);
    const isUnmatched = (entry: Entry): boolean => nearMisses(entry).length > 0 && picked.test(entry);
    return reply.send(findPicked(explainer, { ...picked, test: isUnmatched }));
  });
  app.get('/requests/unmatched/near-misses', (request, reply) => {
    const picked = pickedBy(request);
    if (typeof picked === 'string') return badRequest(reply, picked);
    const unmatched = [...journal.latest()].filter((entry) => nearMisses(entry).length > 0 && picked.test(entry));
    const misses = unmatched.map((entry) => ({ request: summaryOf(entry), nearest: nearMisses(entry) }));
    return reply.send({ nearMisses: misses.slice(0, picked.limit) });
  });
  app.get('/requests/:id', (request, reply) => one(request, reply, explainer));
};
