// No write is answered before it is on the disk, and writes are refused where nothing can be written any more.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { operationOutcome } from '../../../schemas/outcome.ts';
import type { Persistence } from '../../worlds/persisted-world.ts';
import { mediaType } from '../reply.ts';

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** What is only read by POST. */
const reads = /\/_search\/?$|^\/auth\/introspect|^\/__admin\/requests\/(find|count)$/;

const isWrite = ({ method, url }: FastifyRequest): boolean =>
  writes.has(method) && !reads.test(url.split('?')[0] ?? '');

interface Answer {
  readonly type: string;
  readonly body: object;
}

/** The failure in the words of the face that was asked. */
const answerFor = ({ isAdmin, url }: FastifyRequest, { message }: Error): Answer => {
  if (isAdmin) return { type: 'application/json; charset=utf-8', body: { error: message } };
  return url.startsWith('/auth/')
    ? { type: 'application/json; charset=utf-8', body: { error: 'server_error', error_description: message } }
    : { type: mediaType, body: operationOutcome('exception', `Internal server error: ${message}`) };
};

const replaced = (request: FastifyRequest, reply: FastifyReply, failure: Error): string => {
  const { type, body } = answerFor(request, failure);
  for (const name of ['location', 'content-length', 'etag']) void reply.removeHeader(name);
  void reply.code(500).header('content-type', type);
  return JSON.stringify(body);
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Registers both. What is read is answered in any case. */
export const persistBeforeAnswering = (app: FastifyInstance, { flushed, failure }: Persistence): void => {
  app.addHook('onRequest', (request, reply, done) => {
    if (failure() === undefined || !isWrite(request)) done();
    else void reply.code(500).send();
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isWrite(request)) return payload;
    try {
      await flushed();
      return payload;
    } catch (error) {
      return replaced(request, reply, asError(error));
    }
  });
};
