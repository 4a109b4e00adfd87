// What comes over a connection and is no request that a route could take: it is answered with an OperationOutcome all the same.
import type { FastifyInstance } from 'fastify';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { operationOutcome } from '../../schemas/outcome.ts';
import { mediaType } from './reply.ts';

interface Refusal {
  readonly status: number;
  readonly text: string;
}

const malformed: Refusal = { status: 400, text: 'Bad request: this is not a request of HTTP/1.1' };

const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, text: 'Bad request: request line and headers are longer than 16384 bytes' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, text: 'Bad request: the request took too long to arrive' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, text: 'Bad request: the extensions of a chunk are too long' },
  HPE_INVALID_METHOD: { status: 400, text: 'Bad request: the method is none of HTTP/1.1' },
  HPE_INVALID_VERSION: { status: 400, text: 'Bad request: the version is not HTTP/1.1' },
};

/** Milliseconds for which a client that is refused may still send. */
const farewell = 2000;

/** Writes an answer on the socket and closes it, once the client has had time to read the answer. */
const endWith = (socket: Socket, { status, text }: Refusal): void => {
  const body = JSON.stringify(operationOutcome('invalid', text));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${mediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // What still comes is read and thrown away: to close on unread bytes would take the answer from the client.
  socket.resume();
  socket.setTimeout(farewell, () => socket.destroy());
  socket.once('end', () => socket.destroy());
};

/** Whether an answer is on its way on the socket: nothing may be written into it. */
const isAnswering = (socket: Socket): boolean => {
  const answering = '_httpMessage' in socket ? (socket._httpMessage as ServerResponse | null) : null;
  return answering?.headersSent === true;
};

/** The Fastify option that answers what the parser refuses. */
export const clientErrorHandler = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  endWith(socket, refusals[error.code ?? ''] ?? malformed);
};

/** Refuses CONNECT, which Node hands over as a bare socket. */
export const refuseTunnels = ({ server }: FastifyInstance): void => {
  server.on('connect', (_request, socket: Socket) =>
    endWith(socket, { status: 405, text: 'Bad request: CONNECT is not served: this is not a proxy' }),
  );
};
