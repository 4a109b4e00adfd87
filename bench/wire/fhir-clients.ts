// The FHIR clients of npm as clients of the wire table: they write bodies as JSON and read answers as JSON.
import { Client as FhirKit } from 'fhir-kit-client';
import { importUntyped, named, type WireClient } from './npm-clients.ts';
import type { WireAnswer } from './row.ts';

/** A fetch, and what it was answered last: some clients tell no status, or no more than the outcome of a refusal. */
const listening = () => {
  const heard: { last?: Response } = {};
  const listen = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    heard.last = await fetch(input, init);
    return heard.last.clone();
  };
  const answer = async (asked: Promise<unknown>): Promise<WireAnswer> => {
    const problem: unknown = await asked.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (heard.last === undefined) throw problem instanceof Error ? problem : new Error('nothing was sent');
    return { status: heard.last.status, headers: named(heard.last.headers), text: await heard.last.text() };
  };
  return { listen, answer };
};

const parsed = (body: Buffer | undefined): object | undefined =>
  body === undefined ? undefined : (JSON.parse(body.toString()) as object);

/** It asks the fetch of the process, so that is listened to for one call. */
const viaFhirKit: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const client = new FhirKit({ baseUrl: url });
  const asked = { method, options: { headers }, body: parsed(body) };
  const ownFetch = globalThis.fetch;
  const { listen, answer } = listening();
  globalThis.fetch = (input, init) => {
    globalThis.fetch = ownFetch;
    return listen(input, init);
  };
  return answer(client.request(path.slice(1), asked as never)).finally(() => (globalThis.fetch = ownFetch));
};

const storage = {
  get: () => Promise.resolve(undefined),
  set: <T>(_key: string, value: T) => Promise.resolve(value),
  unset: () => Promise.resolve(true),
};

interface Told {
  readonly body?: unknown;
  readonly response: Response;
}

const isTold = (thrown: unknown): thrown is Error & Told => thrown instanceof Error && 'response' in thrown;

interface FhirClient {
  readonly client: (options: object) => { readonly request: (asked: object) => Promise<unknown> };
}

const { default: FHIR } = (await importUntyped('fhirclient')) as {
  default: (request: object, response: object, storage: object) => FhirClient;
};

const viaFhirClient: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const client = FHIR({}, {}, storage).client({ serverUrl: url });
  const sent = body === undefined ? {} : { body: body.toString() };
  const asked = { url: path.slice(1), method, headers, includeResponse: true, ...sent };
  const told = await client.request(asked).catch((thrown: unknown) => thrown);
  if (isTold(told)) return { status: told.response.status, headers: named(told.response.headers), text: told.message };
  const { body: read, response } = told as Told;
  const text = typeof read === 'string' ? read : JSON.stringify(read);
  return { status: response.status, headers: named(response.headers), text };
};

interface Medplum {
  readonly get: (url: string, options: object) => Promise<unknown>;
  readonly delete: (url: string, options: object) => Promise<unknown>;
  readonly post: (url: string, body: object | undefined, type: undefined, options: object) => Promise<unknown>;
  readonly put: (url: string, body: object | undefined, type: undefined, options: object) => Promise<unknown>;
}

const { MedplumClient } = (await importUntyped('@medplum/core')) as { MedplumClient: new (options: object) => Medplum };

const viaMedplum: WireClient['send'] = async (url, { method, path, headers, body }) => {
  const { listen, answer } = listening();
  const client = new MedplumClient({ baseUrl: `${url}/`, fetch: listen, cacheTime: 0 });
  const { 'content-type': _itsOwn, ...others } = headers;
  const options = { headers: others };
  const [address, sent] = [url + path, parsed(body)];
  if (method === 'POST') return answer(client.post(address, sent, undefined, options));
  if (method === 'PUT') return answer(client.put(address, sent, undefined, options));
  return answer(method === 'DELETE' ? client.delete(address, options) : client.get(address, options));
};

export const fhirClients: readonly WireClient[] = [
  { name: 'fhir-kit-client', isOfFhir: true, send: viaFhirKit },
  { name: 'fhirclient', isOfFhir: true, readsLocations: true, send: viaFhirClient },
  { name: '@medplum/core', isOfFhir: true, send: viaMedplum },
];
