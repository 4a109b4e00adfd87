// `Expect: 100-continue`: a client that asks before it sends its body is told to go on, or is refused before it has sent any.
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { operationOutcome } from '../../../schemas/outcome.ts';
import { mediaType } from '../reply.ts';

const refuseExpectation = ({ headers }: IncomingMessage, response: ServerResponse): void => {
  const problem = `Bad request: Expect: ${headers.expect ?? ''} is not served, only 100-continue`;
  const body = JSON.stringify(operationOutcome('invalid', problem));
  response.writeHead(417, { 'content-type': mediaType, 'content-length': Buffer.byteLength(body) }).end(body);
};

/** Lets requests in without a word to the client; once a route has taken one, and its body is none too large, it may go on. */
export const answerExpectations = (app: FastifyInstance): void => {
  const { server } = app;
  const waiting = new WeakSet<IncomingMessage>();
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // Node is content with a list that names it.
    if (request.headers.expect?.trim().toLowerCase() !== '100-continue') {
      refuseExpectation(request, response);
      return;
    }
    waiting.add(request);
    server.emit('request', request, response);
  });
  server.on('checkExpectation', refuseExpectation);
  app.addHook('preParsing', ({ raw, headers, routeOptions }, reply, _payload, done) => {
    const isTooLarge = Number(headers['content-length'] ?? 0) > routeOptions.bodyLimit;
    if (waiting.delete(raw) && !isTooLarge) reply.raw.writeContinue();
    done(null);
  });
};
