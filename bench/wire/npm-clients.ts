// The clients of npm that send the lines of the wire table: each takes a request as it is and gives what it was answered.
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import axios from 'axios';
import got from 'got';
import { request as undiciRequest } from 'undici';
import type { WireAnswer, WireRequest } from './row.ts';

export interface WireClient {
  readonly name: string;
  /** Whether it knows FHIR: it sends the methods of FHIR, and writes bodies itself, as JSON. */
  readonly isOfFhir?: boolean;
  /** Whether it reads the location of a create at once, and gives that answer. */
  readonly readsLocations?: boolean;
  readonly send: (url: string, request: WireRequest) => Promise<WireAnswer>;
}

type Named = Readonly<Record<string, unknown>>;

/** Headers by their names in lower case. */
export const named = (headers: Iterable<readonly [string, string]> | Named): Record<string, string> => {
  const pairs = Symbol.iterator in headers ? [...(headers as Iterable<[string, string]>)] : Object.entries(headers);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)]));
};

const bodyOf = ({ body }: WireRequest): { body?: Buffer } => (body === undefined ? {} : { body });

const viaFetch: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const init = { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body: new Uint8Array(body) }) };
  const response = await fetch(url + path, init as RequestInit);
  return { status: response.status, headers: named(response.headers), text: await response.text() };
};

const viaHttp: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const { hostname, port } = new URL(url);
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  const sent = httpRequest({ hostname, port, method, path, headers: { ...length, ...headers } });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const text = (await buffer(response)).toString();
  return { status: response.statusCode ?? 0, headers: named(response.headers), text };
};

const viaAxios: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const answer = await axios.request<string>({
    url: url + path,
    method,
    headers,
    data: body,
    transformResponse: (text: string) => text,
    validateStatus: () => true,
    maxRedirects: 0,
  });
  return { status: answer.status, headers: named(answer.headers), text: answer.data };
};

const viaGot: WireClient['send'] = async (url, request) => {
  const answer = await got(url + request.path, {
    method: request.method as 'GET',
    headers: request.headers,
    ...bodyOf(request),
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
  });
  return { status: answer.statusCode, headers: named(answer.headers), text: answer.body };
};

const viaUndici: WireClient['send'] = async (url, request) => {
  const { method, path, headers } = request;
  const answer = await undiciRequest(url + path, {
    method,
    headers,
    ...bodyOf(request),
  });
  return { status: answer.statusCode, headers: named(answer.headers), text: await answer.body.text() };
};

interface Superagent extends PromiseLike<{ readonly status: number; readonly headers: Named; readonly body: unknown }> {
  readonly set: (headers: Named) => Superagent;
  readonly ok: (isTaken: () => boolean) => Superagent;
  readonly redirects: (count: number) => Superagent;
  readonly serialize: (write: (data: unknown) => unknown) => Superagent;
  readonly buffer: (isOn: boolean) => Superagent;
  readonly parse: (read: (response: IncomingMessage, done: (error: null, text: string) => void) => void) => Superagent;
  readonly send: (body: Buffer) => Superagent;
}

/** Loads a package without its types: those of some ask for a browser's, which would stand in the way of Node's everywhere. */
export const importUntyped = (name: string): Promise<unknown> => import(name);

const { default: agent } = (await importUntyped('superagent')) as {
  default: (method: string, url: string) => Superagent;
};

const viaSuperagent: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const asked = agent(method, url + path)
    .set(headers)
    .ok(() => true)
    .redirects(0)
    .serialize((data) => data)
    .buffer(true)
    .parse((response, done) => void buffer(response).then((bytes) => done(null, bytes.toString())));
  const answer = await (body === undefined ? asked : asked.send(body));
  return {
    status: answer.status,
    headers: named(answer.headers),
    text: typeof answer.body === 'string' ? answer.body : '',
  };
};

export const plainClients: readonly WireClient[] = [
  { name: "Node's fetch", send: viaFetch },
  { name: 'node:http', send: viaHttp },
  { name: 'undici', send: viaUndici },
  { name: 'axios', send: viaAxios },
  { name: 'got', send: viaGot },
  { name: 'superagent', send: viaSuperagent },
];
