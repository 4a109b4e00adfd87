// What a client would keep open when the mock closes: closing waits for every connection.
import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

/** Ends connections once what is under way on them is answered, and at once those on which nothing was ever sent. */
export const endConnectionsOnClose = (app: FastifyInstance): void => {
  const { server } = app;
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    server.keepAliveTimeout = 1;
    // Browsers open connections ahead of a request; node counts these as busy.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
};
