// One exchange of a journal or a HAR, without secrets: what was sent, and what came back.
import { mark, redactBody, redactForm, redactHeaders } from '../../redaction/secrets.ts';
import { parsedBody, type JsonObject } from '../../schemas/json.ts';

/** A request as it was sent, and its answer. */
export interface Recorded {
  readonly name: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The host that was asked; empty where the journal is that of one mock. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ISO time; undefined where it is not known. */
  readonly time: string | undefined;
  /** When the request came and when its answer went, in milliseconds since 1970; undefined where only seconds are known. */
  readonly came: number | undefined;
  readonly answered: number | undefined;
  /** The id in the location header of the answer; undefined where there was none. */
  readonly created: string | undefined;
  readonly wasDenied: boolean;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** The answer's body: JSON where it is some, text where it is not, undefined where it is empty. */
  readonly answer: unknown;
  /** True where the client got no answer, or not the whole of it. */
  readonly isLost: boolean;
  /** The world of a mock; empty elsewhere. */
  readonly world: string;
  /** The rules that acted, where a mock answered. */
  readonly rules: readonly string[];
}

export const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : {};
export const listOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const bodyText = (value: unknown): string =>
  value === undefined || typeof value === 'string' ? textOf(value) : JSON.stringify(value);

const pathOf = (url: string): string => (/^https?:/.test(url) ? url.replace(/^https?:\/\/[^/?#]+/, '') || '/' : url);

const hostOf = (url: string): string => /^https?:\/\/([^/?#]+)/.exec(url)?.[1]?.replace(/^.*@/, `${mark}@`) ?? '';

/** Headers as an object, or as HAR's list of names and values; names in small letters. */
const headersOf = (value: unknown): Readonly<Record<string, string>> => {
  const pairs = Array.isArray(value)
    ? listOf(value).map(({ name, value: text }): [string, string] => [textOf(name), textOf(text)])
    : Object.entries(objectOf(value)).map(([name, text]): [string, string] => [name, String(text)]);
  return redactHeaders(Object.fromEntries(pairs.map(([name, text]) => [name.toLowerCase(), text])));
};

const createdId = (location: string): string | undefined => /\/[A-Z]\w+\/([^/?]+)/.exec(location)?.[1];

/** A body without its secrets: a text is read as JSON where it is JSON. */
const bodyShown = (value: unknown): unknown => (typeof value === 'string' ? parsedBody(redactBody(value)) : value);

/** The body of an answer: of a journal as it is, of a HAR as text, which may be written in base64. */
const answerOf = (response: JsonObject): unknown => {
  if (response['body'] !== undefined) return bodyShown(response['body']);
  const { text, encoding } = objectOf(response['content']);
  const plain = encoding === 'base64' ? Buffer.from(textOf(text), 'base64').toString('utf8') : textOf(text);
  return bodyShown(plain);
};

export const instantOf = (text: unknown): number | undefined => {
  const instant = Date.parse(textOf(text));
  return Number.isNaN(instant) ? undefined : instant;
};

/** When a request came and was answered: a HAR says when it began, a mock when it was answered. */
const timesOf = (entry: JsonObject): Pick<Recorded, 'came' | 'answered'> => {
  const [began, ended] = [instantOf(entry['startedDateTime']), instantOf(entry['answered'])];
  if (ended !== undefined) return { came: ended - Number(entry['ms'] ?? 0), answered: ended };
  if (began === undefined) return { came: undefined, answered: undefined };
  return { came: began, answered: began + Number(entry['time'] ?? 0) };
};

/** The faults that leave a client without a whole answer. */
const isCut = (faults: unknown): boolean =>
  Array.isArray(faults) && faults.some((fault) => /: (reset|truncated)$/.test(String(fault)));

const firstText = (...values: readonly unknown[]): string => values.map(textOf).find((text) => text !== '') ?? '';

/** Reads one entry of an export of the mock's journal, or of a HAR. `position` names it where it has no id. */
export const recordedOf = (entry: JsonObject, position: number): Recorded => {
  const [request, response] = [objectOf(entry['request']), objectOf(entry['response'])];
  const status = Number(entry['status'] ?? response['status'] ?? 0);
  const time = firstText(entry['startedDateTime'], entry['time'], entry['timestamp']);
  const url = firstText(entry['path'], entry['url'], request['path'], request['url']);
  const answerHeaders = headersOf(response['headers']);
  return {
    name: textOf(entry['id']) || String(position + 1),
    method: firstText(entry['method'], request['method'], 'GET').toUpperCase(),
    path: redactForm(pathOf(url)),
    host: hostOf(url),
    headers: headersOf(request['headers'] ?? entry['headers']),
    body: redactBody(bodyText(request['body'] ?? objectOf(request['postData'])['text'] ?? entry['body'])),
    time: time === '' ? undefined : time,
    ...timesOf(entry),
    created: createdId(answerHeaders['location'] ?? ''),
    wasDenied: status === 401,
    status,
    answerHeaders,
    answer: answerOf(response),
    isLost: status === 0 || isCut(entry['faults']),
    world: textOf(entry['world']),
    rules: Array.isArray(entry['rules']) ? entry['rules'].map(String) : [],
  };
};
