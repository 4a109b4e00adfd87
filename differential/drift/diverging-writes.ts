// Where the two sides diverge: a write that one of them has accepted and the other refused.
import { type Outcome, isWrite, type Call } from '../requests/index.ts';
import type { Comparison } from '../attribution/index.ts';

const isAccepted = (outcome: Outcome | undefined): boolean => outcome !== undefined && outcome.status < 300;

const isCreate = (call: Call | undefined): boolean => call?.method === 'POST' && !call.path.includes('{');

/** The first call that one side alone has accepted, and the creates among the others, which depend on no call before. */
export const divergingWrites = ({ script, mock, counterpart }: Comparison): readonly number[] => {
  const diverging = script.calls.flatMap((call, position) =>
    isWrite(call) && isAccepted(mock.outcomes[position]) !== isAccepted(counterpart.outcomes[position])
      ? [position]
      : [],
  );
  return diverging.filter((position, index) => index === 0 || isCreate(script.calls[position]));
};

/** True for a difference that no diverging write has led to. */
export const isBefore = (diverging: readonly number[], { call }: { readonly call: number }): boolean =>
  diverging.length === 0 || call <= (diverging[0] ?? 0) || diverging.includes(call);
