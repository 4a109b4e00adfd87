// What a fault asks the mock for by itself: what is stored, all that a search finds, and the page of it that was asked for.
import { isObject } from '../../schemas/json.ts';
import {
  bodyOf,
  entriesOf,
  isSearchOf,
  isSearchset,
  isToken,
  isUpdate,
  parametersOf,
  withBody,
  type Asked,
  type AskMock,
  type Entry,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

const developmentToken = 'Bearer canvas-development-token';

/** A request with the token that may do everything. */
export const withDevelopmentToken = (asked: Asked): Asked => ({
  ...asked,
  headers: { ...asked.headers, authorization: developmentToken },
});

/** A request of the server's own. */
export const inside = (method: string, url: string, body?: Json): Asked =>
  withDevelopmentToken({
    method,
    url,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? '' : JSON.stringify(body),
  });

/** What is stored of the record that a request names; undefined where it cannot be read. */
export const storedFor = async (asked: Asked, ask: AskMock): Promise<Json | undefined> => {
  const { status, body } = await ask({ ...asked, method: 'GET', body: '' });
  return status === 200 && isObject(body) ? body : undefined;
};

/** The bodies of updates written anew by what is stored, where there is something. */
export const updates = (change: (body: Json, stored: Json) => Json): Pick<Fault, 'ask'> => ({
  ask: async (asked, ask) => {
    const body = bodyOf(asked);
    const stored = isUpdate(asked) && Object.keys(body).length > 0 ? await storedFor(asked, ask) : undefined;
    return stored === undefined ? asked : withBody(asked, change(body, stored));
  },
});

/** All of a type that parameters find, on all pages. */
export const allFound = async (
  type: string,
  parameters: readonly string[],
  asked: Asked,
  ask: AskMock,
): Promise<readonly Entry[]> => {
  const all: Entry[] = [];
  for (;;) {
    const url = `/${type}?${[...parameters, '_count=100', `_offset=${all.length}`].join('&')}`;
    const page = entriesOf((await ask({ ...asked, method: 'GET', url, body: '' })).body as Json);
    all.push(...page);
    if (page.length < 100) return all;
  }
};

/** The parameters of a search as they were sent, but for those of its page and some others. */
export const parametersBeside = ({ url }: Asked, ...names: readonly string[]): readonly string[] => {
  const left = new RegExp(`^(${[...names, '_count', '_offset'].join('|')})=|^$`);
  return (url.split('?')[1] ?? '').split('&').filter((part) => !left.test(part));
};

/** The searchset of what was found of a type, on the page that was asked for. */
export const searchsetOf = (type: string, found: readonly Entry[], asked: Asked): Json => {
  const parameters = parametersOf(asked);
  const count = Math.min(Number(parameters.get('_count') ?? 10), 100);
  const offset = Number(parameters.get('_offset') ?? 0);
  const head = { resourceType: 'Bundle', type: 'searchset', total: found.length };
  if (count === 0 || found.length === 0) return head;
  const kept = [...parameters]
    .filter(([name]) => name !== '_count' && name !== '_offset')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}&`);
  const link = (relation: string, at: number): Json => ({
    relation,
    url: `/${type}?${kept.join('')}_count=${count}&_offset=${at}`,
  });
  const next = offset + count < found.length ? [link('next', offset + count)] : [];
  const last = link('last', Math.floor((found.length - 1) / count) * count);
  const entry = found.slice(offset, offset + count);
  return {
    ...head,
    link: [link('self', offset), link('first', 0), ...next, last],
    ...(entry.length === 0 ? {} : { entry }),
  };
};

/** Searches for a type whose parameter is read otherwise, where its values are meant. */
export const findingBy = (
  type: string,
  parameter: string,
  isMeant: (value: string) => boolean,
  fits: (resource: Json, value: string) => boolean,
): Pick<Fault, 'act'> => ({
  act: async (told, asked, ask) => {
    const values = parametersOf(asked).getAll(parameter);
    if (!isSearchOf(type, asked) || !isSearchset(told.body) || values.length === 0 || !values.every(isMeant))
      return told;
    const all = await allFound(type, parametersBeside(asked, parameter), asked, ask);
    const found = all.filter(({ resource }) => values.every((value) => fits(resource, value)));
    return found.length === told.body['total'] ? told : { ...told, body: searchsetOf(type, found, asked) };
  },
});

/** Knows the scopes of each token from the answer that gave it. */
export const knowingScopes = (): {
  readonly of: (asked: Asked) => readonly string[];
  readonly tell: (told: Told, asked: Asked) => Told;
} => {
  const scopes = new Map<string, readonly string[]>();
  return {
    of: ({ headers }) => scopes.get(headers['authorization'] ?? '') ?? [],
    tell: (told, asked) => {
      if (isToken(asked) && told.status === 200 && isObject(told.body))
        scopes.set(`Bearer ${String(told.body['access_token'])}`, String(told.body['scope']).split(' '));
      return told;
    },
  };
};
