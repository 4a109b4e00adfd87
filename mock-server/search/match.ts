// The records that meet some conditions, by the shortest way to them, in an order, one page of them.
import type { Page } from './query.ts';
import { thenBy, type Order } from './sort.ts';

/** Records that may meet a condition; whatever meets it is among them. */
interface Candidates<T> {
  /** How many they are; without it they are few. */
  readonly size?: number;
  readonly records: () => Iterable<T>;
}

/** What one parameter asks of a record and, where an index helps, the records that are worth looking at. */
export interface Condition<T> {
  readonly isMet: (record: T) => boolean;
  readonly candidates?: () => Candidates<T>;
}

/** All records of a type, in the order of creation. */
export interface AllRecords<T> {
  readonly size: number;
  readonly values: () => Iterable<T>;
}

/** What a search asks: all conditions, an order if it names one, and a page. */
export interface Question<T> {
  readonly conditions: readonly Condition<T>[];
  readonly order: Order<T> | undefined;
  readonly page: Page;
}

interface Matches<T> {
  readonly total: number;
  readonly records: readonly T[];
}

/** The candidates of the most selective condition, the first of equals; or all records. */
const narrow = <T>(all: AllRecords<T>, conditions: readonly Condition<T>[]): Iterable<T> => {
  let shortest: Candidates<T> | undefined;
  for (const { candidates } of conditions) {
    const found = candidates?.();
    if (found !== undefined && (shortest === undefined || (found.size ?? 0) < (shortest.size ?? 0))) shortest = found;
  }
  return shortest === undefined ? all.values() : shortest.records();
};

const pageOf = <T>(records: Iterable<T>, { offset, count }: Page): T[] => {
  const page: T[] = [];
  let position = 0;
  for (const record of records) {
    if (position >= offset + count) break;
    if (position++ >= offset) page.push(record);
  }
  return page;
};

const combineOrders = <T>(order: Order<T> | undefined, usual: Order<T> | undefined): Order<T> | undefined =>
  order === undefined || usual === undefined ? (order ?? usual) : thenBy(order, usual);

/** One page of the matches, and how many there are. Without conditions and order nothing is sorted. */
export const match = <T>(
  all: AllRecords<T>,
  { conditions, order, page }: Question<T>,
  usualOrder?: Order<T>,
): Matches<T> => {
  if (conditions.length === 0 && order === undefined) return { total: all.size, records: pageOf(all.values(), page) };
  const matches: T[] = [];
  for (const record of narrow(all, conditions))
    if (conditions.every(({ isMet }) => isMet(record))) matches.push(record);
  const compare = combineOrders(order, usualOrder);
  if (compare !== undefined) matches.sort(compare);
  return { total: matches.length, records: matches.slice(page.offset, page.offset + page.count) };
};
