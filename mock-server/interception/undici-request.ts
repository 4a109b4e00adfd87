// A request as undici gives it to a dispatcher: its headers and its body have several forms each.
import { stringify } from 'node:querystring';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Caught } from './open-canvases.ts';

/** What undici says of a request; the same in its versions 6, 7 and 8. */
export interface DispatchOptions {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
}

type HeaderValue = string | string[] | undefined;

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const isAsyncIterable = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Name and value in turn, or pairs, or an object, or nothing: as pairs. */
const pairsOf = (headers: unknown): readonly (readonly [string, unknown])[] => {
  if (typeof headers !== 'object' || headers === null) return [];
  if (!isIterable(headers)) return Object.entries(headers);
  const items = [...headers];
  return items.every((item) => Array.isArray(item))
    ? items.map((item) => [String(item[0]), item[1]])
    : items.flatMap((item, at) => (at % 2 === 0 ? [[String(item), items[at + 1]] as const] : []));
};

const valueOf = (value: unknown): HeaderValue => {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.map(String) : (value as { toString(): string }).toString();
};

/** The headers of a request by their names in lower case; one that occurs twice has both values. */
const headersOf = (headers: unknown): Record<string, HeaderValue> => {
  const named: Record<string, HeaderValue> = {};
  for (const [name, value] of pairsOf(headers)) {
    const [key, before, said] = [name.toLowerCase(), named[name.toLowerCase()], valueOf(value)];
    named[key] = before === undefined || said === undefined ? (said ?? before) : [before, said].flat();
  }
  return named;
};

interface Body {
  readonly bytes: Buffer;
  /** Said by the form of the body where the headers say nothing. */
  readonly type?: string;
}

const isFormData = (value: object): value is FormData =>
  (value as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'FormData';

const throughResponse = async (body: FormData | Blob): Promise<Body> => {
  const response = new Response(body);
  const type = response.headers.get('content-type');
  return { bytes: Buffer.from(await response.arrayBuffer()), ...(type === null ? {} : { type }) };
};

/** A form of another copy of undici is none to this one. */
const ownForm = (form: FormData): FormData => {
  const own = new FormData();
  for (const [name, value] of form) own.append(name, value);
  return own;
};

const bodyOf = async (body: unknown): Promise<Body> => {
  if (body === undefined || body === null) return { bytes: Buffer.alloc(0) };
  if (typeof body === 'string') return { bytes: Buffer.from(body) };
  if (body instanceof ArrayBuffer) return { bytes: Buffer.from(body) };
  if (ArrayBuffer.isView(body)) return { bytes: Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
  if (body instanceof Blob) return throughResponse(body);
  if (typeof body === 'object' && isFormData(body)) return throughResponse(ownForm(body));
  if (isAsyncIterable(body) || isIterable(body)) return { bytes: await buffer(Readable.from(body)) };
  throw new TypeError('mockCanvas: a body is a text, bytes, a Blob, a form or a stream');
};

/** Path and query of a request, with what `query` adds. */
const urlOf = ({ path, query }: DispatchOptions): string => {
  const added = query === undefined ? '' : stringify(query as Record<string, string>);
  if (added === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${added}`;
};

/** The host that a request goes to, in the form `https://host`. */
export const hostOf = ({ origin }: { readonly origin?: unknown }): string | undefined => {
  const text = String(origin);
  return URL.canParse(text) ? new URL(text).origin : undefined;
};

/** Reads a request to a host of a canvas. */
export const readRequest = async (options: DispatchOptions, host: string): Promise<Caught> => {
  const { bytes, type } = await bodyOf(options.body);
  const headers = headersOf(options.headers);
  const named = type === undefined ? headers : { 'content-type': type, ...headers };
  return { host, method: options.method, url: urlOf(options), headers: named, payload: bytes };
};
