// Faults that a server may have, as a proxy in front of a mock shows them: what it asks otherwise, and what it answers.
import { isObject, jsonIn, type JsonObject } from '../../schemas/json.ts';
import type { MockOptions } from '../../mock-server/index.ts';

/** A request on its way to the mock; `url` is path and query. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer on its way back. `body` is parsed JSON; undefined where it is empty. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Asks the mock behind the proxy. */
export type AskMock = (asked: Asked) => Promise<Told>;

export interface Fault {
  /** The rules that may be named for it, the fitting one first. */
  readonly rules: readonly string[];
  /** Changes a request, or answers it without the mock. `ask` asks the mock for something else before. */
  readonly ask?: (asked: Asked, ask: AskMock) => Asked | Told | Promise<Asked | Told>;
  readonly tell?: (told: Told, asked: Asked) => Told;
  /** Asks the mock for more once it has answered, and may answer otherwise. */
  readonly act?: (told: Told, asked: Asked, ask: AskMock) => Promise<Told>;
  /** What the mock behind the proxy is told. */
  readonly mock?: MockOptions;
}

export type Json = JsonObject;

export const isSearchset = (body: unknown): body is Json => isObject(body) && body['type'] === 'searchset';

/** An entry of a searchset. */
export interface Entry {
  readonly resource: Json;
}

export const entriesOf = (bundle: Json): readonly Entry[] =>
  Array.isArray(bundle['entry']) ? (bundle['entry'] as Entry[]) : [];

/** Every resource of a type changed, alone and in searchsets. */
export const shown =
  (type: string, change: (resource: Json) => Json): NonNullable<Fault['tell']> =>
  (told) => {
    const { body } = told;
    if (isObject(body) && body['resourceType'] === type) return { ...told, body: change(body) };
    if (!isSearchset(body) || !Array.isArray(body['entry'])) return told;
    const entry = entriesOf(body).map((one) =>
      one.resource['resourceType'] === type ? { ...one, resource: change(one.resource) } : one,
    );
    return { ...told, body: { ...body, entry } };
  };

export const appointments = (change: (resource: Json) => Json): Pick<Fault, 'tell'> => ({
  tell: shown('Appointment', change),
});

export const bundles = (change: (bundle: Json, asked: Asked) => Json): Pick<Fault, 'tell'> => ({
  tell: (told, asked) => (isSearchset(told.body) ? { ...told, body: change(told.body, asked) } : told),
});

/** Only an answer that refuses with a status and words like these. */
export const refusals = (status: number, words: RegExp, change: (told: Told) => Told): Pick<Fault, 'tell'> => ({
  tell: (told) => (told.status === status && words.test(JSON.stringify(told.body)) ? change(told) : told),
});

export const without = (value: Json, member: string): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));

export const bodyOf = ({ body }: Asked): Json => {
  const value = jsonIn(body);
  return isObject(value) ? value : {};
};

/** Bodies of one method changed before they arrive. */
export const sent = (method: string, change: (body: Json) => Json): Pick<Fault, 'ask'> => ({
  ask: (asked) => {
    const body = bodyOf(asked);
    const isMeant = asked.method === method && /^\/Appointment(\/|$)/.test(asked.url) && Object.keys(body).length > 0;
    return isMeant ? { ...asked, body: JSON.stringify(change(body)) } : asked;
  },
});

export const withText = (told: Told, text: string): Told => ({
  ...told,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'business-rule', details: { text } }] },
});

export const shifted = (text: unknown, hours: number): string =>
  new Date(Date.parse(String(text)) + hours * 3_600_000).toISOString().replace('.000Z', '+00:00');

export const supporting = (resource: Json): readonly Json[] =>
  Array.isArray(resource['supportingInformation']) ? (resource['supportingInformation'] as Json[]) : [];

export const empty: Told = { status: 200, headers: { 'content-type': 'application/json' }, body: null };

/** True for a request that creates an appointment. */
export const isCreate = ({ method, url }: Asked): boolean => method === 'POST' && url === '/Appointment';

/** True for a request that updates an appointment. */
export const isUpdate = ({ method, url }: Asked): boolean => method === 'PUT' && /^\/Appointment\/[^/?]+$/.test(url);

/** True for a request that creates or updates an appointment. */
export const isWrite = (asked: Asked): boolean => isCreate(asked) || isUpdate(asked);

/** True for a read of a type. */
export const isReadOf = (type: string, { method, url }: Asked): boolean =>
  method === 'GET' && new RegExp(`^/${type}/[^/?]+$`).test(url);

/** The id of the appointment that a request names, or that a create was told; '' where there is none. */
export const idIn = ({ url }: Asked, { headers }: Told): string =>
  /Appointment\/([^/?]+)/.exec(headers['location'] ?? url)?.[1] ?? '';

/** True for a search for a type. */
export const isSearchOf = (type: string, { method, url }: Asked): boolean =>
  method === 'GET' && (url === `/${type}` || url.startsWith(`/${type}?`));

/** True for a search for appointments. */
export const isSearch = (asked: Asked): boolean => isSearchOf('Appointment', asked);

/** The URL of a search for a type changed. */
export const searched = (type: string, change: (url: string) => string): Pick<Fault, 'ask'> => ({
  ask: (asked) => (isSearchOf(type, asked) ? { ...asked, url: change(asked.url) } : asked),
});

const passedOver = (url: string, parameter: string): string =>
  url.replace(new RegExp(`([?&])${parameter}=`, 'g'), '$1_passed_over=');

/** A search parameter of a type that is passed over. */
export const deaf = (type: string, parameter: string): Pick<Fault, 'ask'> =>
  searched(type, (url) => passedOver(url, parameter));

/** A search parameter of appointments that is passed over. */
export const deafTo = (parameter: string): Pick<Fault, 'ask'> => deaf('Appointment', parameter);

/** Bad values of search parameters of a type passed over, where they are to be refused. */
export const takingBad = (type: string, ...parameters: readonly string[]): Pick<Fault, 'ask'> => ({
  ask: async (asked, ask) => {
    const isMeant = isSearchOf(type, asked) && parameters.some((name) => asked.url.includes(`${name}=`));
    const told = isMeant ? await ask(asked) : undefined;
    return told?.status === 400 ? { ...asked, url: parameters.reduce(passedOver, asked.url) } : asked;
  },
});

/** What a refusal says. */
export const wordsOf = ({ body }: Told): string => JSON.stringify(body ?? null);

/** A request with another body. */
export const withBody = (asked: Asked, body: Json): Asked => ({ ...asked, body: JSON.stringify(body) });

/** An answer that refuses. */
export const refusal = (status: number, text: string, code = 'business-rule'): Told => ({
  status,
  headers: { 'content-type': 'application/fhir+json', 'fumage-correlation-id': 'seeded' },
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] },
});

/** Writes of appointments that are refused though they should be taken. */
export const refusedWrites = (
  isMeant: (body: Json, asked: Asked) => boolean,
  words = 'Not allowed',
): Pick<Fault, 'ask'> => ({
  ask: (asked) => (isWrite(asked) && isMeant(bodyOf(asked), asked) ? refusal(422, words) : asked),
});

/** Searches for appointments that are refused though they should be answered. */
export const refusedSearches = (
  isMeant: (parameters: URLSearchParams) => boolean,
  words = 'Bad request',
): Pick<Fault, 'ask'> => ({
  ask: (asked) =>
    isSearch(asked) && isMeant(new URL(asked.url, 'http://any').searchParams) ? refusal(400, words, 'invalid') : asked,
});

/** The objects of a list; none where it is no list. */
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** Milliseconds since 1970; NaN for what is no time. */
export const timeOf = (value: unknown): number => Date.parse(String(value));

export const isoOf = (time: number): string => new Date(time).toISOString();

/** The bodies of writes changed before they arrive. */
export const written = (change: (body: Json) => Json): Pick<Fault, 'ask'> => ({
  ask: (asked) =>
    isWrite(asked) && Object.keys(bodyOf(asked)).length > 0 ? withBody(asked, change(bodyOf(asked))) : asked,
});

/** True of a request for a token. */
export const isToken = ({ method, url }: Asked): boolean => method === 'POST' && url.startsWith('/auth/token');

export const parametersOf = ({ url }: Asked): URLSearchParams => new URLSearchParams(url.split('?')[1] ?? '');
