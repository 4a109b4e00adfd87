// An examination as cucumber's messages, so that verdict, reports, recheck and merge read it as they read a run of the suite.
import { attachmentOf, mediaTypes, type Envelope } from '../suite/messages/index.ts';
import type { Course } from './judging.ts';
import type { Shard } from '../verdict/index.ts';
import { stepsOf, type Judged } from './scenario-steps.ts';

/** The traffic of an examination, from which recheck judges again. */
export interface Examined {
  readonly when: string;
  readonly courses: readonly Course[];
  /** The worlds that are judged; null where all are. */
  readonly worlds: readonly string[] | null;
  /** The part of a whole examination that this one is; null where it is the whole. */
  readonly shard: Shard | null;
}

const idOf = ({ world, obligation }: Judged): string => `${world}/${obligation}`;
const uriOf = (world: string): string => `examine/${world}`;
const place = { tags: [], description: '' };

const documentOf = (world: string, scenarios: readonly Judged[]): Envelope => ({
  gherkinDocument: {
    uri: uriOf(world),
    comments: [],
    feature: {
      ...place,
      keyword: 'Feature',
      location: { line: 1 },
      name: world.replaceAll('-', ' '),
      language: 'en',
      children: scenarios.map((judged) => ({
        scenario: {
          ...place,
          keyword: 'Scenario',
          location: { line: judged.line },
          id: `${idOf(judged)}-scenario`,
          name: judged.statement,
          examples: [],
          steps: stepsOf(judged).map(({ keyword, text }, index) => ({
            location: { line: judged.line },
            id: `${idOf(judged)}-node-${index}`,
            keyword,
            text,
          })),
        },
      })),
    },
  },
});

const pickleOf = (judged: Judged): Envelope => ({
  pickle: {
    id: `${idOf(judged)}-pickle`,
    uri: uriOf(judged.world),
    name: judged.statement,
    language: 'en',
    location: { line: judged.line },
    tags: [{ name: `@rule:${judged.obligation}`, astNodeId: '' }],
    steps: stepsOf(judged).map(({ type, text }, index) => ({
      id: `${idOf(judged)}-step-${index}`,
      type,
      text,
      astNodeIds: [`${idOf(judged)}-node-${index}`],
    })),
    astNodeIds: [`${idOf(judged)}-scenario`],
  },
});

const caseOf = (judged: Judged): Envelope => ({
  testCase: {
    id: `${idOf(judged)}-case`,
    pickleId: `${idOf(judged)}-pickle`,
    testSteps: stepsOf(judged).map((_, index) => ({
      id: `${idOf(judged)}-test-${index}`,
      pickleStepId: `${idOf(judged)}-step-${index}`,
    })),
  },
});

type Timestamp = NonNullable<Envelope['testRunStarted']>['timestamp'];

const timestampOf = (milliseconds: number): Timestamp => ({
  seconds: Math.floor(milliseconds / 1000),
  nanos: (milliseconds % 1000) * 1e6,
});

const attemptOf = (judged: Judged, timestamp: Timestamp): readonly Envelope[] => {
  const testCaseStartedId = `${idOf(judged)}-attempt`;
  return [
    { testCaseStarted: { id: testCaseStartedId, testCaseId: `${idOf(judged)}-case`, attempt: 0, timestamp } },
    ...stepsOf(judged).flatMap(({ status, message, attachments }, index): readonly Envelope[] => {
      const testStepId = `${idOf(judged)}-test-${index}`;
      const duration = { seconds: 0, nanos: 0 };
      return [
        ...attachments.map(([mediaType, body]): Envelope => ({
          attachment: {
            mediaType,
            contentEncoding: 'IDENTITY',
            body: JSON.stringify(body),
            testCaseStartedId,
            testStepId,
          },
        })),
        {
          testStepFinished: {
            testCaseStartedId,
            testStepId,
            timestamp,
            testStepResult: { status, duration, ...(message === undefined ? {} : { message }) },
          },
        },
      ];
    }),
    { testCaseFinished: { testCaseStartedId, willBeRetried: false, timestamp } },
  ];
};

/** The messages of an examination: what was judged, and the traffic that it was judged by. */
export const streamOf = (
  judged: readonly Judged[],
  examined: Examined,
  time: { readonly start: number; readonly end: number },
): readonly Envelope[] => {
  const [start, end] = [timestampOf(time.start), timestampOf(time.end)];
  const worlds = [...new Set(judged.map(({ world }) => world))];
  return [
    attachmentOf(mediaTypes.traffic, JSON.stringify(examined)),
    ...worlds.map((world) =>
      documentOf(
        world,
        judged.filter((each) => each.world === world),
      ),
    ),
    ...judged.map(pickleOf),
    { testRunStarted: { timestamp: start } },
    ...judged.map(caseOf),
    ...judged.flatMap((each) => attemptOf(each, end)),
    { testRunFinished: { success: judged.every(({ judgement }) => judgement.result !== 'violated'), timestamp: end } },
  ];
};
