// The mark of a run: an identifier on everything it creates, so that it can be found again and nothing else is taken for it.
import { isObject } from '../../schemas/json.ts';
import type { Exchange } from '../exchange.ts';

const system = 'urn:canvas-harness:run';

/** Its period has long ended, so that an update which leaves it out does not delete it. */
const period = { start: '2000-01-01', end: '2000-12-31' };

interface Identified {
  readonly identifier?: unknown;
}

const isMark = (item: unknown): item is { readonly value?: unknown } => isObject(item) && item['system'] === system;

const identifiersOf = (resource: unknown): readonly unknown[] => {
  const { identifier } = (isObject(resource) ? resource : {}) as Identified;
  return Array.isArray(identifier) ? identifier : [];
};

/** A body with a mark as its last identifier; what can hold none is left as it is. */
export const withMark = (body: unknown, mark: string): unknown => {
  if (!isObject(body) || 'resource' in body) return body;
  if (body['identifier'] !== undefined && !Array.isArray(body['identifier'])) return body;
  return { ...body, identifier: [...identifiersOf(body), { use: 'secondary', system, value: mark, period }] };
};

/** A body with the mark of a run. */
export const marked = (body: unknown, run: string, n: number): unknown => withMark(body, `${run}/${n}`);

/** The value of an `identifier` parameter that finds a mark. */
export const markQuery = (run: string, n: number): string => `${system}|${run}/${n}`;

/** The marks that a resource carries, in small letters: a server that stores identifiers in capitals stores them so, too. */
const marksOf = (resource: unknown): readonly string[] =>
  identifiersOf(resource)
    .filter(isMark)
    .flatMap(({ value }) => (typeof value === 'string' ? [value.toLowerCase()] : []));

/** The mark that a resource carries, if it carries one. */
export const markOf = (resource: unknown): string | undefined => marksOf(resource)[0];

/** A record by its id, and the mark that it carries. */
export interface MarkedRecord {
  readonly id: string;
  readonly mark: string;
}

const runOf = (mark: string): string => mark.slice(0, mark.lastIndexOf('/'));

/**
 * True where the id that a create was told has the mark of another create of its run, or its mark another id: of a copy both
 * are shown. A mark of no such create is one that the server does not store as it was sent: that is no matter of its location.
 */
export const isOfAnotherCreate = (told: MarkedRecord, shown: readonly MarkedRecord[]): boolean => {
  const ofId = shown.find(({ id }) => id === told.id);
  if (ofId === undefined) return shown.some(({ mark }) => mark === told.mark);
  return ofId.mark !== told.mark && runOf(ofId.mark) === runOf(told.mark);
};

/** True where a resource carries the mark of a run. */
export const isMarkedBy = (resource: unknown, run: string): boolean =>
  marksOf(resource).some((mark) => mark.startsWith(`${run}/`));

/** A value without any marks in it, for comparing; an empty list of identifiers counts as none. */
export const withoutMarks = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    if (name !== 'identifier' || !Array.isArray(item) || !item.some(isMark)) return [[name, withoutMarks(item)]];
    const others = item.filter((one) => !isMark(one));
    return others.length === 0 ? [] : [[name, others.map(withoutMarks)]];
  });
  return Object.fromEntries(entries);
};

/** An exchange as a scenario compares it: without the marks. */
export const exchangeWithoutMarks = ({ request, response, ...rest }: Exchange): Exchange => ({
  ...rest,
  request: { ...request, body: withoutMarks(request.body) },
  response: { ...response, body: withoutMarks(response.body) },
});
