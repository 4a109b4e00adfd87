// Clients that end their side of the connection once they have asked, and read on.
import type { FastifyInstance } from 'fastify';

/** Answers what was asked before the end, and closes then. Node by itself closes at once, on what is not answered yet. */
export const answerHalfClosed = ({ server }: FastifyInstance): void => {
  Object.assign(server, { httpAllowHalfOpen: true });
};
