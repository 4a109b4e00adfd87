// A query as it was sent, and the page that it asks for.
import type { Contract } from '../../schemas/contract.ts';
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';

/** A parameter as it was sent, decoded, in the order of the request. */
export type QueryParameter = readonly [name: string, value: string];

export interface Page {
  readonly count: number;
  readonly offset: number;
}

/** The value of a parameter; of several with its name the last one counts. */
export const lastOf = (query: readonly QueryParameter[], name: string): string | undefined =>
  query.findLast(([key]) => key === name)?.[1];

const paging = ['_count', '_offset'];

/** Whether a parameter is one that pages, which every search understands. */
export const isPaging = ([name]: QueryParameter): boolean => paging.includes(name);

const isWholeNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** Which page is asked for. A larger _count than allowed gives the largest page. */
export const parsePage = (
  query: readonly QueryParameter[],
  settings: Settings,
  contract: Contract,
): Page | Rejection => {
  for (const name of paging) {
    const value = lastOf(query, name);
    if (value !== undefined && !isWholeNumber(value) && contract.isInForce('search/bad-paging-is-refused'))
      return reject('search/bad-paging-is-refused', { name, value });
  }
  const number = (name: string, fallback: number): number => {
    const value = lastOf(query, name);
    return value !== undefined && isWholeNumber(value) ? Number(value) : fallback;
  };
  const largest = contract.isInForce('searchset/largest-page') ? settings.largestPageSize : Infinity;
  const usual = contract.isInForce('searchset/default-page') ? settings.defaultPageSize : largest;
  return { count: Math.min(number('_count', usual), largest), offset: number('_offset', 0) };
};
