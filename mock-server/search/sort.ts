// The order that _sort asks for.
import type { Contract } from '../../schemas/contract.ts';
import type { Rejection } from '../../schemas/outcome.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { lastOf, type QueryParameter } from './query.ts';
import { alternatives } from './values.ts';

/** Negative where the first comes first, positive where the second does. */
export type Order<T> = (first: T, second: T) => number;

/** How a type can be sorted. */
export interface Sort<T> {
  /** The order of each key that _sort may name. */
  readonly keys: Readonly<Record<string, Order<T>>>;
  /** Without this rule _sort has no effect. */
  readonly rule: RuleId;
  /** The rejection of a key that there is not. */
  readonly refuse: (value: string) => Rejection;
}

/** The order of texts by their code units. */
export const byText = (first: string, second: string): number => (first < second ? -1 : first > second ? 1 : 0);

/** One order, and within it another. */
export const thenBy =
  <T>(order: Order<T>, next: Order<T>): Order<T> =>
  (first, second) =>
    order(first, second) || next(first, second);

const orderByKey = <T>(value: string, { keys }: Sort<T>): Order<T> | undefined => {
  const isDescending = value.startsWith('-');
  const key = isDescending ? value.slice(1) : value;
  const order = Object.hasOwn(keys, key) ? keys[key] : undefined;
  return isDescending && order !== undefined ? (first, second) => order(second, first) : order;
};

/** The order of the keys of _sort, first the most important; undefined where none is asked for. */
export const parseSort = <T>(
  query: readonly QueryParameter[],
  sort: Sort<T>,
  { isInForce }: Contract,
): Order<T> | undefined | Rejection => {
  const orders: Order<T>[] = [];
  for (const value of alternatives(lastOf(query, '_sort') ?? '')) {
    const order = orderByKey(value, sort);
    if (order !== undefined) orders.push(order);
    else {
      const rejection = sort.refuse(value);
      if (isInForce(rejection.rule)) return rejection;
    }
  }
  return orders.length === 0 || !isInForce(sort.rule) ? undefined : orders.reduce(thenBy);
};
