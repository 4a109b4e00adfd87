// Which rules are concerned where the lists of two answers differ: in their order, in an item, in the total or the length of a page.
import { isObject } from '../../schemas/json.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { anyId, type Difference } from '../requests/index.ts';
import type { Comparison } from './comparison.ts';

/** Lists whose order is a rule of its own. */
const byOrder: Readonly<Record<string, readonly RuleId[]>> = {
  supportingInformation: ['supporting-information/order'],
  participant: ['participant/practitioner-first'],
  entry: ['search/sort'],
  link: ['searchset/links'],
};

const lists = /(supportingInformation|participant|entry|link)(?=\[)/;

const memberAt = (body: unknown, name: string): unknown =>
  (body as Readonly<Record<string, unknown>> | undefined)?.[name];

const listAt = (body: unknown, name: string): readonly unknown[] => {
  const list = memberAt(body, name);
  return Array.isArray(list) ? list : [];
};

const sorted = (list: readonly unknown[]): string =>
  list
    .map((item) => JSON.stringify(item).replace(anyId, ''))
    .toSorted()
    .join();

/** Two lists that hold the same in another order. */
export const rulesOfOrder = ({ mock, counterpart }: Comparison, { call, where }: Difference): readonly string[] => {
  const [name = ''] = lists.exec(where) ?? [];
  const [one, other] = [listAt(mock.outcomes[call]?.body, name), listAt(counterpart.outcomes[call]?.body, name)];
  return one.length > 1 && sorted(one) === sorted(other) ? (byOrder[name] ?? []) : [];
};

/** Items of lists that one side alone shows, by the type that they refer to. */
const byItem: Readonly<Record<string, Readonly<Record<string, RuleId>>>> = {
  supportingInformation: {
    Location: 'supporting-information/location',
    Encounter: 'supporting-information/encounter',
    Endpoint: 'supporting-information/meeting-link',
  },
  participant: { Practitioner: 'participant/practitioner', Patient: 'participant/patient' },
};

/** The types that a list refers to. */
const typesIn = (list: readonly unknown[]): readonly string[] =>
  list.map((item) => {
    const holder = isObject(item) && isObject(item['actor']) ? item['actor'] : item;
    const reference = isObject(holder) ? String(holder['reference']) : '';
    return reference.startsWith('#') ? 'Endpoint' : (reference.split('/')[0] ?? '');
  });

/** A member of an item that both sides show, each of them otherwise. */
const rulesInItem = ({ mock, counterpart }: Comparison, { call, where }: Difference): readonly string[] => {
  const [, name = '', position] =
    /^(supportingInformation(?=.*\.)|participant(?=.*\.reference$))\[(\d+)\]/.exec(where) ?? [];
  const [one, other] = [mock, counterpart].map(
    ({ outcomes }) => typesIn(listAt(outcomes[call]?.body, name))[Number(position)],
  );
  if (one !== other) return [];
  // Of a meeting link the list shows no more than a reference to what is contained, and its type.
  const rule = one === 'Endpoint' ? 'supporting-information/endpoint-suffix' : byItem[name]?.[one ?? ''];
  return rule === undefined ? [] : [rule];
};

/** Identifiers of which one side shows more: those that were sent, or those that an update has left. */
const rulesOfIdentifiers = ({ script }: Comparison, { call, where }: Difference): readonly RuleId[] => {
  if (!/^identifier(\.length)?$/.test(where)) return [];
  const isUpdated = script.calls.slice(0, call).some(({ method }) => method === 'PUT');
  return isUpdated ? ['identifier/list-replaces-current', 'identifier/stored'] : ['identifier/stored'];
};

/** A list that has an item more on one side than on the other, or shows an item otherwise. */
export const rulesOfItems = (comparison: Comparison, difference: Difference): readonly string[] => {
  const [{ mock, counterpart }, { call, where }] = [comparison, difference];
  const [, name = ''] = /^(supportingInformation|participant)(?:\.length|\[\d+\])?$/.exec(where) ?? [];
  const [one, other] = [mock, counterpart].map(({ outcomes }) => typesIn(listAt(outcomes[call]?.body, name)));
  const countOf = (types: readonly string[] = [], type: string): number => types.filter((each) => each === type).length;
  const all = [...new Set([...(one ?? []), ...(other ?? [])])];
  const uneven = all.filter((type) => countOf(one, type) !== countOf(other, type));
  if (where.startsWith('identifier')) return rulesOfIdentifiers(comparison, difference);
  // Whoever has no patient shows none.
  const isOfNobody = name === 'participant' && uneven.includes('Patient') && countOf(one, 'Patient') === 0;
  if (isOfNobody) return ['participant/patient-optional'];
  return name === '' ? rulesInItem(comparison, difference) : uneven.flatMap((type) => byItem[name]?.[type] ?? []);
};

/** A total that counts otherwise what is the same page on both sides. */
export const rulesOfTotal = ({ mock, counterpart }: Comparison, { call, where }: Difference): readonly string[] => {
  if (where !== 'total') return [];
  const [one, other] = [listAt(mock.outcomes[call]?.body, 'entry'), listAt(counterpart.outcomes[call]?.body, 'entry')];
  return one.length === other.length ? ['searchset/total'] : [];
};

/**
 * Pages of the same total that hold otherwise: a later one begins elsewhere, one side cuts what was asked for, or both read
 * `_count` otherwise.
 */
export const rulesOfPage = (
  { script, mock, counterpart }: Comparison,
  { call, where }: Difference,
): readonly string[] => {
  const [one, other] = [mock.outcomes[call]?.body, counterpart.outcomes[call]?.body];
  if (memberAt(one, 'total') !== memberAt(other, 'total')) return [];
  const query = new URLSearchParams(script.calls[call]?.path.split('?')[1]);
  const isLater = Number(query.get('_offset')) > 0;
  if (isLater && /^entry(\.length|\[\d+\]\.resource\.id)?$/.test(where)) return ['searchset/paging'];
  // Others come first, of as many.
  if (query.has('_sort') && /^entry\[\d+\]\.resource\.id$/.test(where)) return ['search/sort', 'searchset/paging'];
  if (!/^entry(\.length)?$/.test(where)) return [];
  if (!query.has('_count')) return ['searchset/default-page', 'searchset/paging'];
  const left = Number(memberAt(one, 'total')) - Number(query.get('_offset'));
  const isCut = listAt(one, 'entry').length < Math.min(Number(query.get('_count')), left);
  return isCut ? ['searchset/largest-page', 'searchset/paging'] : ['searchset/paging'];
};
