// Search parameters that nobody knows: they filter nothing, and only the trace says so.
import type { Contract } from '../../../schemas/contract.ts';
import type { Trace } from '../../domain/trace.ts';
import type { QueryParameter } from '../../search/query.ts';

const paging = new Set(['_count', '_offset']);

/** Whether a parameter is one that pages, which every search understands. */
export const isPaging = (name: string): boolean => paging.has(name);

/** Tells the trace where a parameter was sent that is not understood. */
export const traceUnknown = (
  query: readonly QueryParameter[],
  known: readonly QueryParameter[],
  trace: Trace,
  { isInForce }: Contract,
): void => {
  const isDropped = query.some((parameter) => !isPaging(parameter[0]) && !known.includes(parameter));
  if (isDropped && isInForce('search/unknown-parameter-is-ignored')) trace.add('search/unknown-parameter-is-ignored');
};
