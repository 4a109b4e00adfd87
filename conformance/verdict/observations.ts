// What was seen of a live target that no rule speaks of: it belongs in the verdict, and says nothing against the target.
import { type Envelope, evidenceOf, type Lag, mediaTypes, membersOf } from '../suite/messages/index.ts';

/** What was observed, a sentence each. */
export const observationsOf = (envelopes: readonly Envelope[]): readonly string[] => {
  const lags = evidenceOf<Lag>(membersOf(envelopes, 'attachment'), mediaTypes.lag);
  if (lags.length === 0) return [];
  const longest = Math.max(...lags.map(({ milliseconds }) => milliseconds));
  return [
    `searches show what was written only after up to ${longest} ms: the documents promise no time, so no rule is violated, ` +
      'and a client has to ask again',
  ];
};
