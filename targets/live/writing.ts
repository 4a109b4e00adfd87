// Whether a request searches, and what it would write: to which resource, about whom, and when.
import { jsonIn } from '../../schemas/json.ts';

export type Writing =
  | { readonly kind: 'safe' }
  | { readonly kind: 'create'; readonly type: string; readonly body: unknown }
  | { readonly kind: 'update'; readonly type: string; readonly id: string; readonly body: unknown }
  | { readonly kind: 'other'; readonly type: string; readonly id: string | undefined; readonly body: unknown };

const isSafe = (method: string, path: string): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) ||
  (method === 'POST' && (/^\/\w+\/_search\/?$/.test(path) || path.startsWith('/auth/')));

/** True for a request that searches. */
export const isSearch = ({ method, url }: Pick<Request, 'method' | 'url'>, baseUrl: string): boolean =>
  method === 'GET' ? /^\/[A-Z]\w*(\?|$)/.test(url.slice(baseUrl.length)) : /\/_search\/?$/.test(new URL(url).pathname);

/** The kind of a request. `path` stands below the FHIR base, without the query. */
export const writingOf = (method: string, path: string, text: string): Writing => {
  if (isSafe(method, path)) return { kind: 'safe' };
  const [type = '', id] = path.replace(/^\/+|\/+$/g, '').split('/');
  const body = jsonIn(text);
  if (method === 'POST' && id === undefined) return { kind: 'create', type, body };
  if (method === 'PUT' && id !== undefined) return { kind: 'update', type, id, body };
  return { kind: 'other', type, id, body };
};

interface Referring {
  readonly participant?: unknown;
  readonly start?: unknown;
  readonly name?: unknown;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const itemsOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

/** The references to people that a body holds, each with its type and id; blank ids are left out. */
export const peopleIn = (body: unknown): readonly { readonly type: string; readonly id: string }[] => {
  const { participant } = (body ?? {}) as Referring;
  return itemsOf(participant).flatMap((item) => {
    const reference = text((item as { actor?: { reference?: unknown } } | null)?.actor?.reference);
    const [, type, id] = /(?:^|\/)(Patient|Practitioner)\/([^/?#\s]+)$/.exec(reference ?? '') ?? [];
    return type === undefined || id === undefined ? [] : [{ type, id }];
  });
};

export interface Traits {
  readonly patient?: string;
  readonly practitioner?: string;
  readonly start?: string;
  readonly family?: string;
}

/** What a created resource can be recognised and found by, besides its mark. */
export const traitsOf = (body: unknown): Traits => {
  const people = peopleIn(body);
  const { start, name } = (body ?? {}) as Referring;
  const traits = {
    patient: people.find(({ type }) => type === 'Patient')?.id,
    practitioner: people.find(({ type }) => type === 'Practitioner')?.id,
    start: text(start),
    family: text((itemsOf(name)[0] as { family?: unknown } | undefined)?.family),
  };
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined));
};

const isSameInstant = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && Date.parse(one) === Date.parse(other);

/** True where a resource without a mark is what was sent: the same people at the same time, or the same name. */
export const isAlike = (resource: unknown, sent: Traits): boolean => {
  const found = traitsOf(resource);
  if (sent.family !== undefined) return found.family === sent.family;
  return (
    (sent.patient ?? sent.practitioner) !== undefined &&
    found.patient === sent.patient &&
    (sent.practitioner === undefined || found.practitioner === sent.practitioner) &&
    (isSameInstant(found.start, sent.start) || isSameInstant(found.start, `${sent.start ?? ''}Z`))
  );
};
