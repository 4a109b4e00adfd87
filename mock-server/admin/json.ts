// Plain JSON for the admin surface: what came in, and what is wrong with it.
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The body as an object; undefined where it is none. */
export const objectOf = ({ body }: FastifyRequest): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

export const badRequest = (reply: FastifyReply, error: string): FastifyReply => reply.code(400).send({ error });
