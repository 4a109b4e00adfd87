// Reads what an application has asked: a journal of the mock, as a file or from the mock itself, or a HAR of a browser.
import { readFileSync } from 'node:fs';
import { Stop } from '../run/exit-codes.ts';

/** A request as it was sent, and what the mock had called its new resource. */
export interface Recorded {
  readonly name: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ISO time; undefined where it is not known. */
  readonly time: string | undefined;
  /** The id in the location header of the answer; undefined where there was none. */
  readonly created: string | undefined;
  readonly wasDenied: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectOf) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const bodyText = (value: unknown): string =>
  value === undefined || typeof value === 'string' ? textOf(value) : JSON.stringify(value);

const pathOf = (url: string): string => (/^https?:/.test(url) ? url.replace(/^https?:\/\/[^/]+/, '') || '/' : url);

/** Headers as an object, or as HAR's list of names and values; names in small letters. */
const headersOf = (value: unknown): Readonly<Record<string, string>> => {
  const pairs = Array.isArray(value)
    ? listOf(value).map(({ name, value: text }): [string, string] => [textOf(name), textOf(text)])
    : Object.entries(objectOf(value)).map(([name, text]): [string, string] => [name, String(text)]);
  return Object.fromEntries(pairs.map(([name, text]) => [name.toLowerCase(), text]));
};

const createdId = (location: string): string | undefined => /\/[A-Z]\w+\/([^/?]+)/.exec(location)?.[1];

const recordedOf = (entry: Json, position: number): Recorded => {
  const [request, response] = [objectOf(entry['request']), objectOf(entry['response'])];
  const status = Number(entry['status'] ?? response['status']);
  const time = textOf(entry['time'] ?? entry['startedDateTime'] ?? entry['timestamp']);
  return {
    name: textOf(entry['id']) || String(position + 1),
    method: (textOf(entry['method']) || textOf(request['method']) || 'GET').toUpperCase(),
    path: pathOf(textOf(entry['path']) || textOf(entry['url']) || textOf(request['path']) || textOf(request['url'])),
    headers: headersOf(request['headers'] ?? entry['headers']),
    body: bodyText(request['body'] ?? objectOf(request['postData'])['text'] ?? entry['body']),
    time: time === '' ? undefined : time,
    created: createdId(headersOf(response['headers'])['location'] ?? ''),
    wasDenied: status === 401,
  };
};

/** The exchanges of an export, the first request first. */
const entriesOf = (json: unknown): readonly Json[] => {
  const { requests, entries, log } = objectOf(json);
  const found = [json, requests, entries, objectOf(log)['entries']].find(Array.isArray);
  const list = listOf(found);
  const numbers = list.map(({ id }) => Number(id));
  return numbers.some(Number.isNaN) ? list : list.toSorted((one, other) => Number(one['id']) - Number(other['id']));
};

const isSummary = (entry: Json): boolean =>
  entry['request'] === undefined && entry['body'] === undefined && entry['headers'] === undefined;

const get = async (url: string): Promise<unknown> => {
  const response = await fetch(url, { headers: { accept: 'application/json' } }).catch((error: unknown) => {
    throw new Stop('configuration', `no answer from ${url}: ${String((error as Error).cause ?? error)}`);
  });
  if (!response.ok) throw new Stop('configuration', `${url} answered ${response.status}: ${await response.text()}`);
  return await response.json();
};

/** Asks a mock for its journal, and for each exchange in full. */
const fromMock = async (url: string): Promise<readonly Json[]> => {
  const base = url.replace(/\/__admin.*$/, '').replace(/\/+$/, '');
  const list = entriesOf(await get(`${base}/__admin/requests?limit=100000`));
  return Promise.all(list.map(async ({ id }) => objectOf(await get(`${base}/__admin/requests/${String(id)}`))));
};

const fromFile = (file: string): readonly Json[] => {
  try {
    return entriesOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Stop(
      'usage',
      code === undefined ? `${file} is not a journal: ${message}` : `cannot read ${file}: ${code}`,
    );
  }
};

/** The requests of a journal. `source` is a file, or the address of a mock that is still running. */
export const readJournal = async (source: string): Promise<readonly Recorded[]> => {
  const entries = /^https?:/.test(source) ? await fromMock(source) : fromFile(source);
  if (entries.length === 0) throw new Stop('configuration', `${source} holds no requests`);
  if (entries.every(isSummary))
    throw new Stop(
      'configuration',
      `${source} is a list without bodies: give the address of the mock, so that each request is fetched in full`,
    );
  return entries.map(recordedOf).filter(({ path }) => path !== '' && !path.startsWith('/__admin'));
};
