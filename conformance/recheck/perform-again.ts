// Performs a recorded run once more: the same scenarios, each answered by what was recorded, every assertion made anew.
import type { RuleId } from '../../schemas/rules/index.ts';
import {
  type Envelope,
  evidenceOf,
  isSilence,
  mediaTypes,
  type Exchange,
  type Mismatch,
  type NotExercised,
  type Target,
  scenariosOf,
  type Scenario,
} from '../suite/messages/index.ts';
import { performRecording, tagExpression } from '../suite/index.ts';
import { exchangesOf, stampOf } from '../verdict/index.ts';

/** What the step library needs to know of one scenario to perform it again: `targets/recorded.ts`. */
interface Performed {
  readonly target: Target | null;
  readonly exchanges: readonly Exchange[];
  readonly notExercised: NotExercised | null;
  /** What was said of a request that the server alone left without an answer; null where each has one. */
  readonly silence: string | null;
}

const silenceIn = (attachments: Scenario['attachments']): string | null => {
  const silence = evidenceOf<Mismatch>(attachments, mediaTypes.mismatch).find(isSilence);
  return silence === undefined ? null : String(silence.actual);
};

const performed = ({ attachments }: Scenario): Performed => ({
  target: evidenceOf<Target>(attachments, mediaTypes.target)[0] ?? null,
  exchanges: exchangesOf({ attachments }),
  notExercised: evidenceOf<NotExercised>(attachments, mediaTypes.notExercised)[0] ?? null,
  silence: silenceIn(attachments),
});

/** The messages of the repetition. Rejects where the suite cannot be started. */
export const performAgain = (envelopes: readonly Envelope[]): Promise<readonly Envelope[]> => {
  const stamp = stampOf(envelopes);
  const { selection } = stamp;
  const recording = Object.fromEntries(scenariosOf(envelopes).map((scenario) => [scenario.at, performed(scenario)]));
  const rules = selection.rules as readonly RuleId[];
  return performRecording(recording, stamp, { rules, tags: tagExpression(stamp, rules, selection.tags ?? undefined) });
};
