// What has been seen of a difference so far: the smallest comparison that shows it.
import type { Comparison, Keyed } from '../attribution/index.ts';

/** A comparison, and the difference in it. */
export type Example = readonly [Comparison, Keyed];

/** The smallest comparison so far that shows a difference. */
export interface Smallest {
  example: Example;
}

/** What was seen, without the calls that come later. */
export const upTo = ([comparison, difference]: Example): Example => {
  const { script, differences } = comparison;
  const calls = script.calls.slice(0, difference.call + 1);
  const earlier = differences.filter(({ call }) => call < calls.length);
  return [{ ...comparison, script: { ...script, calls }, differences: earlier }, difference];
};
