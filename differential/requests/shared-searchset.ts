// Searchsets of a server that others use as well: what is not of this script's making is left out on both sides.
import type { Identity } from './identity.ts';

interface Entry {
  readonly resource?: { readonly resourceType?: string; readonly id?: string };
}

interface Searchset {
  readonly total?: number;
  readonly link?: unknown;
  readonly entry?: readonly Entry[];
}

const isSearchset = (body: unknown): body is Searchset =>
  typeof body === 'object' && body !== null && (body as { type?: unknown }).type === 'searchset';

/** Types of which a server gathers records from one script to the next. */
const gathering = new Set(['Appointment', 'Patient', 'Encounter']);

const isOwn = ({ resource = {} }: Entry, same: Identity, side: 0 | 1, isSameInstance: boolean): boolean => {
  const { resourceType = '', id = '' } = resource;
  if (!gathering.has(resourceType)) return isSameInstance || same.isKnown(id, side);
  return resourceType === 'Encounter' ? same.isAboutCreated(resource, side) : same.isKnown(id, side);
};

/** What is left to compare where records of others were among the matches: the own ones, if the page held them all. */
const reduceTo = ({ total: _total, link: _link, ...rest }: Searchset, entry: readonly Entry[]): object => ({
  ...rest,
  entry,
});

const isWhole = ({ total = 0, entry = [] }: Searchset): boolean => entry.length >= total;

const onTheDay = /[?&]date=(eq)?\{day/;
const bounds = [/[?&]date=(ge|gt)\{day/, /[?&]date=(le|lt)\{day/] as const;
const ofOneRecord = /[?&](_id|appointment|patient|subject)=(\w+(\/|%2F))?\{\d/i;

/** True for a search that nobody else's records can match: on the script's own day, or of what it has created. */
const isNarrow = (query: string): boolean =>
  onTheDay.test(query) || ofOneRecord.test(query) || bounds.every((bound) => bound.test(query));

/** The two bodies as they can be compared. */
export const comparableBodies = (
  [mock, counterpart]: readonly [unknown, unknown],
  same: Identity,
  isSameInstance: boolean,
  query: string,
): readonly [unknown, unknown] => {
  if (!isSearchset(mock) || !isSearchset(counterpart) || isNarrow(query)) return [mock, counterpart];
  const one = (mock.entry ?? []).filter((entry) => isOwn(entry, same, 0, isSameInstance));
  const other = (counterpart.entry ?? []).filter((entry) => isOwn(entry, same, 1, isSameInstance));
  const foreign = (mock.entry ?? []).length - one.length + (counterpart.entry ?? []).length - other.length;
  const isPlain = foreign === 0 && isWhole(counterpart) === isWhole(mock);
  if (isPlain) return [mock, counterpart];
  return isWhole(mock) && isWhole(counterpart)
    ? [reduceTo(mock, one), reduceTo(counterpart, other)]
    : [undefined, undefined];
};
