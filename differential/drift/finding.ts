// A finding of a drift: a difference with the smallest script that shows it, and the rules behind it.
import type { Attribution, Comparison } from '../attribution/index.ts';
import type { OpenKind } from './open-kinds.ts';
import type { Difference, Script } from '../requests/index.ts';

export interface Finding extends Attribution {
  readonly difference: Difference;
  readonly script: Script;
  readonly comparison: Comparison;
  /** The script in which it was seen first. */
  readonly seenIn: string;
  /** How many scripts have shown it. */
  times: number;
  /** The kind of open point that it is; undefined where it stands against the documents. */
  readonly openKind: OpenKind | undefined;
}

/** Two findings are one where one mutant explains both, or where nothing does and the same is suspected. */
export const isSameFinding = (one: Attribution, other: Attribution): boolean =>
  one.rules[0] === other.rules[0] &&
  one.certainty === other.certainty &&
  (one.asIf.length === 0
    ? one.rules.join() === other.rules.join()
    : one.asIf.some((mutant) => other.asIf.includes(mutant)));
