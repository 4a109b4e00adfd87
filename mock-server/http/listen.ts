// Lets a mock listen on a port.
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

/** Listens, and gives the URL. Where the port is taken, what was opened for the mock is closed, and it rejects. */
export const listen = async (app: FastifyInstance, port: number, host: string): Promise<string> => {
  try {
    await app.listen({ port, host });
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port: actual } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
};
