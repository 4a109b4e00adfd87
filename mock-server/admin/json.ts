// Plain JSON for the admin surface: what came in, and what is wrong with it.
import { hintOf } from '../../schemas/nearest.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonIn } from '../../schemas/json.ts';

/** The body as a value; undefined where it is not JSON. */
const valueOf = ({ body }: FastifyRequest): unknown => jsonIn(typeof body === 'string' ? body : '');

/** The body as an object; undefined where it is none. */
export const objectOf = (request: FastifyRequest): Record<string, unknown> | undefined => {
  const value = valueOf(request);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
};

/** The body as a list; undefined where it is none. */
export const listOf = (request: FastifyRequest): readonly unknown[] | undefined => {
  const value = valueOf(request);
  return Array.isArray(value) ? value : undefined;
};

export const badRequest = (reply: FastifyReply, error: string): FastifyReply => reply.code(400).send({ error });

export const notWritable = (reply: FastifyReply): FastifyReply =>
  reply.code(405).send({ error: 'This mock is read-only: start it without --read-only to write' });

export type Query = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with the parameters of a request: one that there is none of, or one of these given twice. */
export const faultOfQuery = (query: Query, known: readonly string[], repeated: readonly string[] = []) => {
  const unknown = Object.keys(query).find((name) => ![...known, ...repeated, 'world', 'admin_token'].includes(name));
  if (unknown !== undefined) return `${unknown}: no such parameter; ${hintOf(unknown, [...known, ...repeated])}`;
  const twice = known.find((name) => Array.isArray(query[name]));
  return twice === undefined ? undefined : `${twice}: is given twice`;
};

/** The values of a parameter that may be repeated, or given as a list with commas. */
export const repeatedIn = (value: string | readonly string[] = []): readonly string[] =>
  [value]
    .flat()
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');
