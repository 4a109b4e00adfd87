// A whole examination: what a client did, judged, with the same verdict and the same reports as a run of the suite.
import type { Edition } from '../../schemas/editions/editions.ts';
import type { ObligationId } from '../../schemas/obligations/index.ts';
import { loadDeviations } from '../deviations/index.ts';
import { judgeRun } from '../reports/index.ts';
import { harness } from '../run/package.ts';
import type { Envelope, Target } from '../suite/messages/index.ts';
import { ruleSetOf, stampEnvelope, type Shard, type Stamp, type VerdictDocument } from '../verdict/index.ts';
import { judgeCourses } from './judge-courses.ts';
import type { Course } from './judging.ts';
import { streamOf } from './stream.ts';

export interface ExamineOptions {
  readonly edition: Edition;
  /** The obligations to judge; all where it is empty. */
  readonly obligations: readonly ObligationId[];
  readonly out: string;
  readonly cucumberHtml: boolean;
  readonly knownDeviations?: string;
  readonly maxNotExercised: number;
  readonly shard?: Shard;
}

/** What was examined, and how. */
export interface Examination {
  /** The command that ran, or where the traffic was read. */
  readonly client: string;
  /** What the client did, as a step. */
  readonly when: string;
  readonly courses: readonly Course[];
  /** The worlds to judge, where others ran for comparison only. */
  readonly worlds?: readonly string[];
  readonly start: number;
  readonly end: number;
}

const stampFor = (options: ExamineOptions, target: Target): Stamp => ({
  harness,
  edition: options.edition,
  validation: 'documented',
  target,
  seed: null,
  ruleSet: ruleSetOf(target),
  selection: { rules: options.obligations, tags: null },
  maxNotExercised: options.maxNotExercised,
  ...(options.shard === undefined ? {} : { shard: options.shard }),
  knownDeviations: loadDeviations(options.knownDeviations, target),
});

/** The messages of an examination. */
export const messagesOf = (options: ExamineOptions, examination: Examination): readonly Envelope[] => {
  const { client, when, courses, worlds, start, end } = examination;
  const { edition, obligations: selected, shard } = options;
  const judged = judgeCourses(courses, {
    edition,
    selected,
    when,
    ...(worlds === undefined ? {} : { worlds }),
    ...(shard === undefined ? {} : { shard }),
  });
  const stamp = stampFor(options, { kind: 'client', baseUrl: client });
  return [
    stampEnvelope(stamp),
    ...streamOf(judged, { when, courses, worlds: worlds ?? null, shard: shard ?? null }, { start, end }),
  ];
};

/** Judges what a client did, and leaves the reports in the folder. */
export const conclude = (options: ExamineOptions, examination: Examination): Promise<VerdictDocument> =>
  judgeRun(options.out, messagesOf(options, examination), options);
