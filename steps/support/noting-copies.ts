// What a create makes too much belongs to a rule of its own, whatever the scenario is about. It is said once a run.
import type { Mismatch, Send } from '../../targets/index.ts';

/** Sends, and takes note where a create has made more records than one. */
export const notingCopies =
  (send: Send, note: (mismatch: Mismatch) => void): Send =>
  async (request) => {
    const answer = await send(request);
    const { made: actual, isMoreThanBefore = false } = answer;
    const what = 'How many records a create has made';
    if (isMoreThanBefore) note({ rule: 'interaction/create-makes-one', what, expected: 1, actual });
    return answer;
  };
