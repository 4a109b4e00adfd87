// Reads what an application has asked: a journal of the mock, as a file or from the mock itself, or a HAR of a browser.
import { readText } from '../../schemas/read-text.ts';
import { inOneLine } from '../../schemas/controls.ts';
import { fileFault } from '../../schemas/file-fault.ts';
import type { Mock } from '../../mock-server/index.ts';
import { conclusionOf, diagnosisOf, remedies } from '../live/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { askMock, mockAddress } from './ask-mock.ts';
import { arrivedIn, deliveredIn, type Delivered } from './delivered.ts';
import { listOf, objectOf, recordedOf, type Recorded } from './recorded.ts';
import { editionNamed, type Edition } from '../../schemas/editions/editions.ts';
import { parsedBody, type JsonObject } from '../../schemas/json.ts';

/** What was exchanged, and what a receiver was told meanwhile. */
interface Traffic {
  readonly calls: readonly Recorded[];
  readonly deliveries: readonly Delivered[];
  /** Until when a mock was watched, in milliseconds since 1970; undefined for a file. */
  readonly until?: number;
}

/** The exchanges of an export, the first request first. */
const entriesOf = (json: unknown): readonly JsonObject[] => {
  const { requests, entries, log, exchanges } = objectOf(json);
  const found = [json, requests, entries, exchanges, objectOf(log)['entries']].find(Array.isArray);
  // A cassette lists scenarios, each with its exchanges.
  const list = listOf(found).flatMap((one) => (Array.isArray(one['exchanges']) ? listOf(one['exchanges']) : [one]));
  const numbers = list.map(({ id }) => Number(id));
  return numbers.some(Number.isNaN) ? list : list.toSorted((one, other) => Number(one['id']) - Number(other['id']));
};

const isSummary = (entry: JsonObject): boolean =>
  entry['request'] === undefined && entry['body'] === undefined && entry['headers'] === undefined;

/** An entry that names no address. */
const isNothing = (entry: JsonObject): boolean => {
  const { path, url, request } = entry;
  return [path, url, objectOf(request)['url'], objectOf(request)['path']].every((text) => typeof text !== 'string');
};

const get = async (url: string, onLength?: (length: number) => void): Promise<unknown> => {
  const request = new Request(url, { headers: { accept: 'application/json' } });
  const answer = await askMock(request);
  const { status, text } = answer;
  onLength?.(text.length);
  const diagnosis = diagnosisOf(answer);
  if (status >= 300) throw new Stop(conclusionOf(diagnosis), `GET ${url} answered ${status}: ${remedies[diagnosis]}`);
  const json = parsedBody(text);
  if (typeof json === 'object') return json;
  throw new Stop('configuration', `${url} is not the journal of a mock: it answered no JSON`);
};

const baseOf = (url: string): string => url.replace(/\/__admin.*$/, '').replace(/\/+$/, '');

/** The edition of the mock that still holds a journal; undefined for a file and for a mock that does not say. */
export const editionOfJournal = async (source: string): Promise<Edition | undefined> => {
  if (!/^https?:/.test(source)) return undefined;
  const { edition } = objectOf(await get(`${baseOf(source)}/__admin/health`));
  return typeof edition === 'string' ? editionNamed(edition) : undefined;
};

/** Exchanges that are asked for at a time. */
const atATime = 16;

/** Asks for a journal, and for each exchange in full. */
const exchangesAt = async (url: string, ask: (address: string) => Promise<unknown>): Promise<readonly JsonObject[]> => {
  const base = baseOf(url);
  const list = entriesOf(await ask(`${base}/__admin/requests?limit=100000`));
  const found: JsonObject[] = [];
  for (let from = 0; from < list.length; from += atATime) {
    const ids = list.slice(from, from + atATime).map(({ id }) => String(id));
    found.push(...(await Promise.all(ids.map(async (id) => objectOf(await ask(`${base}/__admin/requests/${id}`))))));
  }
  return found;
};

/** Characters that the answers of a mock may have in all, and milliseconds that they may take in all. */
const limits = { characters: 134_217_728, milliseconds: 300_000 };

/** Asks a mock that runs somewhere, which may be none and answer on and on. */
const fromMock = async (url: string): Promise<readonly JsonObject[]> => {
  const start = performance.now();
  let characters = 0;
  const checkSize = (length: number): void => {
    characters += length;
    if (characters > limits.characters)
      throw new Stop('inconclusive', `the journal of ${url} is larger than ${limits.characters >> 20} MiB in all`);
    if (performance.now() - start > limits.milliseconds)
      throw new Stop('inconclusive', `the journal of ${url} did not come within ${limits.milliseconds / 1000} s`);
  };
  return exchangesAt(url, (address) => get(address, checkSize));
};

/** JSON as one value, or as one on each line. */
const jsonOrLines = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2 || !lines.every((line) => line.startsWith('{'))) throw error;
    return lines.map((line) => JSON.parse(line) as unknown);
  }
};

const fromFile = (file: string): unknown => {
  try {
    return jsonOrLines(readText(file).replace(/^\uFEFF/, ''));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Stop(
      'usage',
      code === undefined
        ? `${file} is not a journal: ${inOneLine(message)}`
        : `cannot read ${file}: ${fileFault(error)}`,
    );
  }
};

const recordedIn = (entries: readonly JsonObject[]): readonly Recorded[] =>
  entries.map(recordedOf).filter(({ path }) => path !== '' && !path.startsWith('/__admin'));

/**
 * What a mock of this process has been asked, in the order of arrival; nothing where nobody has asked. It is not asked over its
 * port: another mock may have had the same one, and its connections are kept.
 */
export const readMockJournal = async ({ url, fetch }: Pick<Mock, 'url' | 'fetch'>): Promise<readonly Recorded[]> =>
  recordedIn(await exchangesAt(url, async (address) => (await fetch(new Request(address))).json()));

/** What a journal holds of requests, and the file that they stand in. */
const readEntries = async (source: string): Promise<{ calls: readonly Recorded[]; file?: unknown }> => {
  const isMock = /^https?:/.test(source);
  if (source.trim() === '') throw new Stop('usage', 'the journal has no name: name a mock, a HAR or a file');
  if (/^[\w.+-]+:\/\//.test(source)) mockAddress(source);
  const file = isMock ? undefined : fromFile(source);
  const entries = isMock ? await fromMock(source) : entriesOf(file);
  if (entries.every(isNothing)) throw new Stop('usage', `${source} holds no requests`);
  if (entries.every(isSummary))
    throw new Stop(
      'usage',
      `${source} is a list without bodies: give the address of the mock, so that each request is fetched in full`,
    );
  return { calls: recordedIn(entries), file };
};

/** The requests of a journal. `source` is a file, or the address of a mock that is still running. */
export const readJournal = async (source: string): Promise<readonly Recorded[]> => (await readEntries(source)).calls;

/** What a mock still knows of deliveries in a world; nothing where the world has gone. */
const deliveriesOf = async (source: string, world: string): Promise<readonly Delivered[]> => {
  const query = new URLSearchParams({ limit: '9999', ...(world === '' ? {} : { world }) });
  const url = `${baseOf(source)}/__admin/webhooks/deliveries?${query.toString()}`;
  const { status } = await askMock(new Request(url));
  return status === 404 ? [] : deliveredIn(await get(url), world);
};

/** The requests of a journal, and the events that were delivered meanwhile, as far as the journal tells of them. */
export const readTraffic = async (source: string): Promise<Traffic> => {
  const { calls, file } = await readEntries(source);
  if (file !== undefined) return { calls, deliveries: [...deliveredIn(file, ''), ...arrivedIn(calls)] };
  const worlds = [...new Set(calls.map(({ world }) => world))];
  const deliveries = await Promise.all(worlds.map((world) => deliveriesOf(source, world)));
  return { calls, deliveries: deliveries.flat(), until: Date.now() };
};
