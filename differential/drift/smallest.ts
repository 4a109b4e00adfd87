// What a hunt has seen of a difference so far: the smallest comparison that shows it.
import type { Comparison, Keyed } from '../attribution/comparison.ts';

/** The smallest comparison so far that shows a difference. */
export interface Seen {
  seen: readonly [Comparison, Keyed];
}

/** What was seen, without the calls behind it. */
export const upTo = ([comparison, difference]: Seen['seen']): Seen['seen'] => {
  const { script, differences } = comparison;
  const calls = script.calls.slice(0, difference.call + 1);
  const kept = differences.filter(({ call }) => call < calls.length);
  return [{ ...comparison, script: { ...script, calls }, differences: kept }, difference];
};
