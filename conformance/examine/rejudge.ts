// Judges a recorded examination again, from the traffic that its messages hold.
import type { ObligationId } from '../../schemas/obligations/index.ts';
import { evidenceOf, mediaTypes, membersOf, type Envelope } from '../suite/messages/index.ts';
import { stampEnvelope, stampOf, verdictOf, type Stamp, type VerdictDocument } from '../verdict/index.ts';
import { judgeCourses } from './judge-courses.ts';
import type { Judged } from './scenario-steps.ts';
import { streamOf, type Examined } from './stream.ts';

/** Judges the traffic of a whole examination, or of one of its shards. */
const judgedAgain = ({ when, courses, worlds, shard }: Examined, { edition, selection }: Stamp): readonly Judged[] =>
  judgeCourses(courses, {
    edition,
    selected: selection.rules as readonly ObligationId[],
    when,
    ...(worlds === null ? {} : { worlds }),
    ...(shard === null ? {} : { shard }),
  });

/** The verdict that the judges of this harness come to. A merged examination holds the traffic of each shard. */
export const rejudge = (envelopes: readonly Envelope[]): VerdictDocument => {
  const stamp = stampOf(envelopes);
  const parts = evidenceOf<Examined>(membersOf(envelopes, 'attachment'), mediaTypes.traffic);
  const time = { start: 0, end: 0 };
  const streams = parts.flatMap((examined) => streamOf(judgedAgain(examined, stamp), examined, time));
  return verdictOf([stampEnvelope(stamp), ...streams]);
};
