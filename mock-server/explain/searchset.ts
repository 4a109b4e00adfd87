// Which page sizes have no effect.
import { ignoredBy, type IgnoredParameters } from './machinery/ignored.ts';
import { valueOf } from './machinery/parameter.ts';

/** A page larger than the largest: it is made smaller without an error. */
export const ignoredPageSize: IgnoredParameters = (request, world) => {
  const count = valueOf(request, '_count');
  const largest = world.settings().largestPageSize;
  const rule = 'searchset/largest-page';
  if (!(Number(count) > largest) || !world.contract.isInForce(rule)) return [];
  return [ignoredBy(rule, '_count', { sent: count, shown: String(largest) })];
};
