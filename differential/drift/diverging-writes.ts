// Where the two sides part: a write that one of them has taken and the other refused.
import type { Outcome } from '../requests/perform.ts';
import { isWrite, type Call } from '../requests/script.ts';
import type { Comparison } from '../attribution/comparison.ts';

const isTaken = (outcome: Outcome | undefined): boolean => outcome !== undefined && outcome.status < 300;

const isCreate = (call: Call | undefined): boolean => call?.method === 'POST' && !call.path.includes('{');

/** The first call that one side alone has taken, and the creates among the others, which hang on no call before them. */
export const splitsIn = ({ script, ours, theirs }: Comparison): readonly number[] => {
  const parting = script.calls.flatMap((call, position) =>
    isWrite(call) && isTaken(ours[position]) !== isTaken(theirs[position]) ? [position] : [],
  );
  return parting.filter((position, index) => index === 0 || isCreate(script.calls[position]));
};

/** True for a difference that no split is behind. */
export const isBefore = (splits: readonly number[], { call }: { readonly call: number }): boolean =>
  splits.length === 0 || call <= (splits[0] ?? 0) || splits.includes(call);
