// search, for any resource type: filters by rule, an order, one page.
import { editions, type Edition } from '../../../schemas/editions/editions.ts';
import type { Rejection } from '../../../schemas/outcome.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { parametersOf } from '../../../schemas/search-parameters.ts';
import { Trace } from '../../domain/trace.ts';
import { searchsetJson, searchsetOf } from '../../search/bundle.ts';
import { match, type AllRecords, type Condition, type Question } from '../../search/match.ts';
import { isPaging, parsePage, type QueryParameter } from '../../search/query.ts';
import { parseSort, type Order, type Sort } from '../../search/sort.ts';
import { idsIn } from '../../search/values.ts';
import type { World } from '../../worlds/world.ts';
import type { Handler } from './handler.ts';
import type { Readable } from './read.ts';

/** The search parameter of a rule, and what a value of it asks; undefined where it leaves out no record. */
export interface Filter<T> {
  readonly parameter: string;
  readonly condition: (value: string, world: World) => Condition<T> | Rejection | undefined;
}

interface Searchable<T> extends Readable<T> {
  readonly filters: Readonly<Partial<Record<RuleId, Filter<T>>>>;
  readonly all: (world: World) => AllRecords<T>;
  /** A condition of every search, whichever filters it has. */
  readonly always?: (query: readonly QueryParameter[], world: World) => Condition<T>;
  readonly sort?: Sort<T>;
  /** The order of matches where none is asked for, and of equals where one is. */
  readonly usualOrder?: Order<T>;
  /**
   * Appointment: the trace is told of a search once it is accepted, and of its page as well. The other types tell of
   * their filters alone, also where the search is refused.
   */
  readonly isTracedWhole?: boolean;
}

/** The filter of `_id`: the records with some ids, found without looking at others. */
export const idFilter = <T extends { readonly id: string }>({ type, find }: Readable<T>): Filter<T> => ({
  parameter: '_id',
  condition: (value, world) => {
    const wanted = idsIn(type, value);
    const records = () => [...wanted].map((id) => find(id, world)).filter((record) => record !== undefined);
    return { isMet: ({ id }) => wanted.has(id), candidates: () => ({ records }) };
  },
});

/** A filter on the text of a record: any part of it, in any case. */
export const partFilter = <T>(parameter: string, text: (record: T) => string): Filter<T> => ({
  parameter,
  condition: (value) => {
    const part = value.trim().toLowerCase();
    return { isMet: (record) => text(record).toLowerCase().includes(part) };
  },
});

const isRejected = (parsed: object): parsed is Rejection => 'rule' in parsed;

/** The filters of a type, each with its rule. */
type Filters<T> = readonly (readonly [RuleId, Filter<T>])[];

const conditionsOf = <T>(
  query: readonly QueryParameter[],
  filters: Filters<T>,
  trace: Trace,
  world: World,
): Condition<T>[] | Rejection => {
  const conditions: Condition<T>[] = [];
  for (const [name, value] of query)
    for (const [rule, filter] of filters) {
      if (filter.parameter !== name || value === '' || !world.contract.isInForce(rule)) continue;
      trace.add(rule);
      const condition = filter.condition(value, world);
      if (condition === undefined) continue;
      if (!isRejected(condition)) conditions.push(condition);
      else if (world.contract.isInForce(condition.rule)) return condition;
    }
  return conditions;
};

/** What a query asks, or the first rejection: of a filter, of the order, of the page. */
const questionOf = <T>(
  query: readonly QueryParameter[],
  { sort, always }: Searchable<T>,
  filters: Filters<T>,
  trace: Trace,
  world: World,
): Question<T> | Rejection => {
  const conditions = conditionsOf(query, filters, trace, world);
  if (isRejected(conditions)) return conditions;
  const order = sort && parseSort(query, sort, world.contract);
  if (typeof order === 'object') return order;
  const page = parsePage(query, world.settings(), world.contract);
  if (isRejected(page)) return page;
  if (always !== undefined) conditions.push(always(query, world));
  return { conditions, order, page };
};

/** The names of the parameters that a type understands in an edition; the links repeat these and no others. */
const namesUnderstood = <T>({ type, sort }: Searchable<T>, edition: Edition): ReadonlySet<string> =>
  new Set([...parametersOf(type, edition).map(({ name }) => name), ...(sort === undefined ? [] : ['_sort'])]);

/** The rules of a search besides those of its filters. */
const rulesBesides = <T>(
  query: readonly QueryParameter[],
  understood: readonly QueryParameter[],
  { isTracedWhole = false }: Searchable<T>,
): readonly RuleId[] => {
  const isDropped = query.some((parameter) => !isPaging(parameter) && !understood.includes(parameter));
  const isUsualPage = !query.some(([name]) => name === '_count');
  return [
    ...(isDropped ? (['search/unknown-parameter-is-ignored'] as const) : []),
    ...(isTracedWhole ? (['searchset/total'] as const) : []),
    ...(isTracedWhole && isUsualPage ? (['searchset/default-page'] as const) : []),
  ];
};

/** The search interaction of a type. */
export const searchOf = <T>(searchable: Searchable<T>): Handler => {
  const filters = Object.entries(searchable.filters) as unknown as Filters<T>;
  const names = new Map(editions.map((edition) => [edition, namesUnderstood(searchable, edition)]));
  return ({ query, trace }, world) => {
    const { type, all, view, json, usualOrder, isTracedWhole = false } = searchable;
    const { contract } = world;
    const acted = new Trace();
    const question = questionOf(query, searchable, filters, acted, world);
    const understood = query.filter(([name]) => names.get(contract.edition)?.has(name));
    for (const rule of rulesBesides(query, understood, searchable)) if (contract.isInForce(rule)) acted.add(rule);
    const isRefused = isRejected(question);
    if (!isRefused || !isTracedWhole) trace.follow(acted);
    if (isRefused) return question;
    const { total, records } = match(all(world), question, usualOrder);
    const found = { type, query: understood, page: question.page, total };
    if (json === undefined) {
      const resources = records.map((record) => view(record, world, trace));
      return { status: 200, body: searchsetOf({ ...found, resources }, contract) };
    }
    const resources = records.map((record) => json(record, world, trace));
    return { status: 200, json: searchsetJson({ ...found, resources }, contract) };
  };
};
