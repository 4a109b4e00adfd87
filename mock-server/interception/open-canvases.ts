// The canvases that stand in for a host in this process, and how one of them answers a request.
import type { FastifyInstance } from 'fastify';

/** The canvases that are open on each host, by its origin; the last one answers. */
const open = new Map<string, FastifyInstance[]>();

/** Who answers for a host, if anybody does. */
export const canvasOf = (host: string): FastifyInstance | undefined => open.get(host)?.at(-1);

export const isAnyOpen = (): boolean => open.size > 0;

export const enter = (host: string, app: FastifyInstance): void =>
  void open.set(host, [...(open.get(host) ?? []), app]);

export const leave = (host: string, app: FastifyInstance): void => {
  const others = (open.get(host) ?? []).filter((one) => one !== app);
  if (others.length === 0) open.delete(host);
  else open.set(host, others);
};

/** A request to a host of a canvas, as a client in this process has it. */
export interface Caught {
  readonly host: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly payload: Buffer;
}

export interface Answer {
  readonly status: number;
  /** Name and value in turn: a header that occurs twice has two pairs. */
  readonly headers: readonly string[];
  readonly payload: Buffer;
}

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

export type Method = (typeof methods)[number];

const methodOf = (method: string): Method | undefined => methods.find((one) => one === method.toUpperCase());

type Headers = Readonly<Record<string, string | string[] | number | undefined>>;

const flatten = (headers: Headers): string[] =>
  Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().flatMap((item) => [name, String(item)]));

const isSaid = (entry: [string, unknown]): entry is [string, string | string[]] => entry[1] !== undefined;

/** What a canvas answers to a request, as over https. */
export const answerOf = async (
  app: FastifyInstance,
  { host, method, url, headers, payload }: Caught,
): Promise<Answer> => {
  const known = methodOf(method);
  if (known === undefined) throw new TypeError(`mockCanvas answers ${methods.join(', ')}; ${method} is none of them`);
  const all = { ...headers, host: new URL(host).host, 'x-forwarded-proto': 'https' };
  const sent = Object.fromEntries(Object.entries(all).filter(isSaid));
  const { statusCode, headers: said, rawPayload } = await app.inject({ method: known, url, headers: sent, payload });
  const isBare = known === 'HEAD';
  return { status: statusCode, headers: flatten(said), payload: isBare ? Buffer.alloc(0) : rawPayload };
};
