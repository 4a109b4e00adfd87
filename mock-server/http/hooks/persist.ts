// No write is answered before it is on the disk, and writes are refused where nothing can be written any more.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Persistence } from '../../worlds/persisted-world.ts';

/** How a face tells that a write could not be written to the disk. */
export interface WriteFailure {
  /** The paths that only read by POST. */
  readonly readingPosts: RegExp;
  /** The media type of the answer. */
  readonly type: string;
  readonly body: (message: string) => object;
}

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const replaced = (reply: FastifyReply, { type, body }: WriteFailure, error: unknown): string => {
  for (const name of ['location', 'content-length', 'etag']) void reply.removeHeader(name);
  void reply.code(500).header('content-type', type);
  return JSON.stringify(body(error instanceof Error ? error.message : String(error)));
};

/** Registers both, where there is a disk to write to. What is read is answered in any case. */
export const persistBeforeAnswering = (
  app: FastifyInstance,
  persistence: Persistence | undefined,
  writeFailure: WriteFailure,
): void => {
  if (persistence === undefined) return;
  const isWrite = ({ method, url }: FastifyRequest): boolean =>
    writes.has(method) && !writeFailure.readingPosts.test(url.split('?')[0] ?? '');
  app.addHook('onRequest', (request, reply, done) => {
    if (persistence.failure() === undefined || !isWrite(request)) done();
    else void reply.code(500).send();
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isWrite(request)) return payload;
    try {
      await persistence.flushed();
      return payload;
    } catch (error) {
      return replaced(reply, writeFailure, error);
    }
  });
};
