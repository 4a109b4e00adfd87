// Judges a recorded examination again, from the traffic that its messages hold.
import type { ObligationId } from '../../schemas/obligations/index.ts';
import { evidenceOf, mediaTypes, membersOf, type Envelope } from '../suite/messages/index.ts';
import { stampEnvelope, stampOf, verdictOf, type VerdictDocument } from '../verdict/index.ts';
import { judgeCourses } from './judge-courses.ts';
import { streamOf, type Examined } from './stream.ts';

/** The verdict that the judges of this harness come to. */
export const rejudged = (envelopes: readonly Envelope[]): VerdictDocument => {
  const stamp = stampOf(envelopes);
  const [examined] = evidenceOf<Examined>(membersOf(envelopes, 'attachment'), mediaTypes.traffic);
  const { when, courses, worlds } = examined ?? { when: '', courses: [], worlds: null };
  const selected = stamp.selection.rules as readonly ObligationId[];
  const judging = { edition: stamp.edition, selected, when, ...(worlds === null ? {} : { worlds }) };
  const judged = judgeCourses(courses, judging);
  return verdictOf([stampEnvelope(stamp), ...streamOf(judged, { when, courses, worlds }, { start: 0, end: 0 })]);
};
