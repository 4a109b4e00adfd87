// The message stream, indexed: what belongs to which attempt at which scenario.
import {
  millisecondsOf,
  type Attachment,
  type Envelope,
  type Hook,
  type Pickle,
  type TestCase,
  type TestCaseStarted,
  type TestStepResult,
} from './envelope.ts';
import { gherkinOf, type Gherkin } from './gherkin.ts';

interface Finish {
  readonly at: number;
  readonly willBeRetried: boolean;
}

export interface Stream {
  readonly gherkin: Gherkin;
  readonly pickles: ReadonlyMap<string, Pickle>;
  readonly testCases: readonly TestCase[];
  readonly hooks: ReadonlyMap<string, Hook>;
  /** The last attempt at each test case. */
  readonly attempts: ReadonlyMap<string, TestCaseStarted>;
  readonly finishes: ReadonlyMap<string, Finish>;
  /** By the keys of `stepKey`. */
  readonly results: ReadonlyMap<string, TestStepResult>;
  /** By attempt. */
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
}

/** The key of one step within one attempt. */
export const stepKey = (attempt: string, step: string): string => `${attempt} ${step}`;

/** The members of one kind, in the order of the stream. */
export const membersOf = <Kind extends keyof Envelope>(
  envelopes: readonly Envelope[],
  kind: Kind,
): readonly NonNullable<Envelope[Kind]>[] =>
  envelopes.flatMap((envelope) => {
    const member = envelope[kind];
    return member === undefined ? [] : [member];
  });

const groupedBy = <Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
};

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]));

/** Indexes a stream once, so that each question is one look-up. */
export const streamOf = (envelopes: readonly Envelope[]): Stream => ({
  gherkin: gherkinOf(membersOf(envelopes, 'gherkinDocument')),
  pickles: byId(membersOf(envelopes, 'pickle')),
  testCases: membersOf(envelopes, 'testCase'),
  hooks: byId(membersOf(envelopes, 'hook')),
  attempts: new Map(membersOf(envelopes, 'testCaseStarted').map((started) => [started.testCaseId, started])),
  finishes: new Map(
    membersOf(envelopes, 'testCaseFinished').map(({ testCaseStartedId, timestamp, willBeRetried }) => [
      testCaseStartedId,
      { at: millisecondsOf(timestamp), willBeRetried },
    ]),
  ),
  results: new Map(
    membersOf(envelopes, 'testStepFinished').map(({ testCaseStartedId, testStepId, testStepResult }) => [
      stepKey(testCaseStartedId, testStepId),
      testStepResult,
    ]),
  ),
  attachments: groupedBy(membersOf(envelopes, 'attachment'), ({ testCaseStartedId = '' }) => testCaseStartedId),
});
