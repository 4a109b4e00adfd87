// A request as fetch has it, answered in this process and without a port.
import type { FastifyInstance } from 'fastify';

/** Answers a request as `fetch` would. */
export const injected = async (app: FastifyInstance, request: Request): Promise<Response> => {
  const { host, pathname, protocol, search } = new URL(request.url);
  const { statusCode, headers, payload } = await app.inject({
    method: request.method as 'GET',
    url: pathname + search,
    headers: { ...Object.fromEntries(request.headers), host, 'x-forwarded-proto': protocol.slice(0, -1) },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(payload === '' ? null : payload, { status: statusCode, headers: fields });
};
