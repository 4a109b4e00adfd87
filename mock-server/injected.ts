// Answers a request as `fetch` would, without a port.
import type { FastifyInstance } from 'fastify';

/** Hands a request to a mock in this process. */
export const injected = async (app: FastifyInstance, request: Request): Promise<Response> => {
  const { host, pathname, search } = new URL(request.url);
  const { statusCode, headers, payload } = await app.inject({
    method: request.method as 'GET',
    url: pathname + search,
    headers: { ...Object.fromEntries(request.headers), host },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(payload === '' ? null : payload, { status: statusCode, headers: fields });
};
