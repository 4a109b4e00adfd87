// Clients that end their side of the connection once they have asked, and read on.
import type { FastifyInstance } from 'fastify';
import { answersHalfClosed } from '../../../schemas/half-closed.ts';

/** Answers what was asked before the end, and closes then. */
export const answerHalfClosed = ({ server }: FastifyInstance): void => {
  Object.assign(server, answersHalfClosed);
};
