// From the parameters of a search to what it asks: criteria, order and page, or the rejection of a bad value.
import type { Contract } from '../../schemas/contract.ts';
import { reject, type Rejection } from '../../schemas/outcome.ts';
import { sortKeys, type SortKey } from '../../schemas/search-parameters.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';

/** A parameter as it was sent, decoded, in the order of the request. */
export type QueryParameter = readonly [name: string, value: string];

export interface Page {
  readonly count: number;
  readonly offset: number;
}

export interface Sort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

const last = (query: readonly QueryParameter[], name: string): string | undefined =>
  query.findLast(([key]) => key === name)?.[1];

const isWholeNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** Which page is asked for. A larger _count than allowed gives the largest page. */
export const parsePage = (
  query: readonly QueryParameter[],
  settings: Settings,
  contract: Contract,
): Page | Rejection => {
  for (const name of ['_count', '_offset']) {
    const value = last(query, name);
    if (value !== undefined && !isWholeNumber(value) && contract.isInForce('search/bad-paging-is-refused'))
      return reject('search/bad-paging-is-refused', { name, value });
  }
  const number = (name: string, otherwise: number): number => {
    const value = last(query, name);
    return value !== undefined && isWholeNumber(value) ? Number(value) : otherwise;
  };
  const largest = contract.isInForce('searchset/largest-page') ? settings.largestPageSize : Infinity;
  const usual = contract.isInForce('searchset/default-page') ? settings.defaultPageSize : largest;
  return { count: Math.min(number('_count', usual), largest), offset: number('_offset', 0) };
};

/** The order asked for: keys of _sort, first the most important. */
export const parseSort = (query: readonly QueryParameter[], contract: Contract): readonly Sort[] | Rejection => {
  const sorts: Sort[] = [];
  for (const value of (last(query, '_sort') ?? '').split(',').filter((part) => part !== '')) {
    const isDescending = value.startsWith('-');
    const key = sortKeys.find((name) => name === value.slice(isDescending ? 1 : 0));
    if (key !== undefined) sorts.push({ key, isDescending });
    else if (contract.isInForce('search/bad-sort-is-refused')) return reject('search/bad-sort-is-refused', { value });
  }
  return contract.isInForce('search/sort') ? sorts : [];
};
