// search, for the types around the Appointment: filters by rule, an order, one page.
import type { Rejection } from '../../../schemas/outcome.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { parametersOf, type ResourceType } from '../../../schemas/search-parameters.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Handler } from './exchange.ts';
import { searchsetOf } from '../../search/bundle.ts';
import { ids } from '../appointment/filters.ts';
import { parsePage, type QueryParameter } from '../../search/query.ts';
import { traceUnknown } from './unknown-parameters.ts';
import type { World } from '../../worlds/world.ts';
import type { Find, View } from './read.ts';

/** What one parameter asks: a condition on a record and, where it has an index, the records it can only be. */
export interface Condition<T> {
  readonly holds: (record: T) => boolean;
  readonly among?: () => Iterable<T>;
}

/** The search parameter of a rule, and what a value of it asks. */
export interface Filter<T> {
  readonly parameter: string;
  readonly condition: (value: string, world: World) => Condition<T> | Rejection;
}

type Filters<T> = Readonly<Partial<Record<RuleId, Filter<T>>>>;

export type Order<T> = (one: T, other: T) => number;

interface Searchable<T> {
  readonly type: ResourceType;
  readonly filters: Filters<T>;
  /** Every record, in the order of creation. */
  readonly all: (world: World) => Iterable<T>;
  readonly view: View<T>;
  /** What holds for every search, whichever filters it has. */
  readonly always?: (query: readonly QueryParameter[], world: World) => Condition<T>;
  /** The order asked for. */
  readonly order?: (query: readonly QueryParameter[], world: World) => Order<T> | undefined | Rejection;
}

/** The filter of `_id`: the records with some ids, found without looking at others. */
export const idFilter = <T extends { readonly id: string }>(type: ResourceType, find: Find<T>): Filter<T> => ({
  parameter: '_id',
  condition: (value, world) => {
    const wanted = ids(type, value);
    return {
      holds: ({ id }) => wanted.has(id),
      among: () => [...wanted].map((id) => find(id, world)).filter((record) => record !== undefined),
    };
  },
});

/** A filter on the text of a record: any part of it, in any case. */
export const partFilter = <T>(parameter: string, text: (record: T) => string): Filter<T> => ({
  parameter,
  condition: (value) => {
    const part = value.trim().toLowerCase();
    return { holds: (record) => text(record).toLowerCase().includes(part) };
  },
});

const isRejected = (parsed: object): parsed is Rejection => 'rule' in parsed;

const conditionsOf = <T>(
  query: readonly QueryParameter[],
  filters: Filters<T>,
  trace: Trace,
  world: World,
): readonly Condition<T>[] | Rejection => {
  const conditions: Condition<T>[] = [];
  for (const [name, value] of query)
    for (const [rule, filter] of Object.entries(filters) as [RuleId, Filter<T>][]) {
      if (filter.parameter !== name || value === '' || !world.contract.isInForce(rule)) continue;
      trace.add(rule);
      const condition = filter.condition(value, world);
      if (!isRejected(condition)) conditions.push(condition);
      else if (world.contract.isInForce(condition.rule)) return condition;
    }
  return conditions;
};

/** The parameters that are understood; the links repeat these and no others. */
const understood = <T>(query: readonly QueryParameter[], { type, order }: Searchable<T>, { contract }: World) => {
  const known = new Set<string>(parametersOf(type, contract.edition).map(({ name }) => name));
  return query.filter(([name]) => known.has(name) || (name === '_sort' && order !== undefined));
};

/** The search interaction of a type. */
export const searchOf =
  <T>(searchable: Searchable<T>): Handler =>
  ({ query, trace }, world) => {
    const { type, filters, all, view, always, order } = searchable;
    const asked = conditionsOf(query, filters, trace, world);
    traceUnknown(query, understood(query, searchable, world), trace, world.contract);
    if (isRejected(asked)) return asked;
    const sort = order?.(query, world);
    if (typeof sort === 'object') return sort;
    const page = parsePage(query, world.settings(), world.contract);
    if (isRejected(page)) return page;
    const conditions = always === undefined ? asked : [...asked, always(query, world)];
    const among = asked.find((condition) => condition.among !== undefined)?.among?.() ?? all(world);
    const matches = [...among].filter((record) => conditions.every(({ holds }) => holds(record)));
    if (sort !== undefined) matches.sort(sort);
    const resources = matches.slice(page.offset, page.offset + page.count).map((record) => view(record, world));
    const found = { type, query: understood(query, searchable, world), page, total: matches.length, resources };
    return { status: 200, body: searchsetOf(found, world.contract) };
  };
