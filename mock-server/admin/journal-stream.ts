// GET /__admin/requests/events: the journal as it grows, as server-sent events.
import type { FastifyInstance } from 'fastify';
import type { Entry } from '../journal/exchange.ts';
import type { Journal } from '../journal/journal.ts';
import { summaryOf } from '../journal/to-view.ts';
import { badRequest } from './json.ts';
import { pickedBy } from './journal-routes.ts';

const heartbeat = 15_000;

/** Bytes that may wait for a reader who does not keep up; then the stream ends, and EventSource comes back. */
const maxWaiting = 1_048_576;

const maxReaders = 100;

const eventOf = (entry: Entry): string =>
  `id: ${entry.id}\nevent: request\ndata: ${JSON.stringify(summaryOf(entry))}\n\n`;

/** Registers the stream. It goes on from the header Last-Event-ID, as far as the journal reaches back. */
export const registerEvents = (app: FastifyInstance, journal: Journal): void => {
  const ends = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const end of [...ends]) end();
    done();
  });
  app.get('/requests/events', (request, reply) => {
    const picked = pickedBy(request);
    if (typeof picked === 'string') return badRequest(reply, picked);
    if (ends.size >= maxReaders)
      return reply.code(429).send({ error: `There are ${maxReaders} readers of this stream already` });
    // Behind another request it would have no connection yet, and would never hear that its reader has gone.
    const { socket } = reply.raw;
    if (socket === null)
      return badRequest(reply, 'The stream of events has to be the first on its connection that is not answered');
    const { raw } = reply.hijack();
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    raw.write('retry: 1000\n\n');
    const send = (text: string): void => {
      if (raw.writableLength > maxWaiting) end();
      else raw.write(text);
    };
    const beat = setInterval(() => send(': here\n\n'), heartbeat).unref();
    const listener = (entry: Entry): void => {
      if (picked.test(entry)) send(eventOf(entry));
    };
    const stopListening = journal.listen(listener);
    const end = (): void => {
      clearInterval(beat);
      stopListening();
      ends.delete(end);
      raw.end();
    };
    ends.add(end);
    raw.once('close', end);
    socket.once('end', end);
    const since = Number(request.headers['last-event-id'] ?? Infinity);
    const missed = [...journal.latest()].filter(({ id }) => id > since).reverse();
    for (const entry of missed) listener(entry);
    return reply;
  });
};
