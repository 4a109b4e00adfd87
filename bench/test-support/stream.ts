// Message streams for unit tests: a few words a scenario, in the shape in which cucumber would send them.
import {
  type Attachment,
  type Envelope,
  type Status,
  mediaTypes,
  type Target,
} from '../../conformance/suite/messages/index.ts';
import { harness } from '../../conformance/run/package.ts';
import { ruleSetOf, stampEnvelope, type KnownDeviation, type Stamp } from '../../conformance/verdict/index.ts';
import { defaultEdition } from '../../schemas/editions/editions.ts';

export interface StepInShort {
  readonly type: 'Context' | 'Action' | 'Outcome';
  readonly text: string;
  readonly status: Status;
  readonly error?: { readonly type: string; readonly message: string };
  readonly attachments?: readonly (readonly [keyof typeof mediaTypes, object])[];
}

export interface ScenarioInShort {
  readonly name?: string;
  readonly rules: readonly string[];
  readonly match?: string;
  readonly steps: readonly StepInShort[];
  /** In the suite, but not chosen by the filter. */
  readonly isFilteredOut?: boolean;
  /** Cut off before its end. */
  readonly isUnfinished?: boolean;
  /** How an earlier attempt ended, which was repeated. */
  readonly retriedAfter?: Status;
}

export interface RunInShort {
  readonly scenarios: readonly ScenarioInShort[];
  readonly target?: Target;
  readonly knownDeviations?: readonly KnownDeviation[];
  readonly stamp?: Partial<Stamp>;
}

/** A step that passed. */
export const passed = (type: StepInShort['type'], text: string = type): StepInShort => ({
  type,
  text,
  status: 'PASSED',
});

/** Given, When and Then, all of which passed. */
export const green: readonly StepInShort[] = [passed('Context'), passed('Action'), passed('Outcome')];

/** The stamp of a run against the mock. */
const stampFor = ({ target, knownDeviations = [], stamp = {} }: RunInShort): Stamp => ({
  harness,
  edition: defaultEdition,
  validation: 'documented',
  target: target ?? { kind: 'mock', baseUrl: 'http://127.0.0.1:4010' },
  seed: null,
  ruleSet: ruleSetOf({ kind: 'mock' }),
  selection: { rules: [], tags: null },
  maxNotExercised: 1,
  knownDeviations: { file: knownDeviations.length === 0 ? null : 'known.yaml', entries: knownDeviations },
  ...stamp,
});

interface Named {
  readonly id: string;
  readonly inShort: ScenarioInShort;
}

const at = (seconds: number): { readonly seconds: number; readonly nanos: number } => ({ seconds, nanos: 0 });

const attachmentOf = (attempt: string, step: string, kind: keyof typeof mediaTypes, body: object): Attachment => ({
  mediaType: mediaTypes[kind],
  contentEncoding: 'IDENTITY',
  body: JSON.stringify(body),
  testCaseStartedId: attempt,
  testStepId: step,
});

const described = (id: string, { name = id, rules, match, steps }: ScenarioInShort, line: number): Envelope => ({
  pickle: {
    id: `${id}-pickle`,
    uri: 'features/in-short.feature',
    name,
    language: 'en',
    location: { line },
    tags: [
      ...rules.map((rule) => ({ name: `@rule:${rule}`, astNodeId: '' })),
      ...(match === undefined ? [] : [{ name: `@match:${match}`, astNodeId: '' }]),
    ],
    steps: steps.map(({ type, text }, index) => ({
      id: `${id}-step-${index}`,
      type,
      text,
      astNodeIds: [`${id}-node-${index}`],
    })),
    astNodeIds: [`${id}-scenario`],
  },
});

const place = { location: { line: 1 }, tags: [], description: '', keyword: '' };

/** The feature file of these scenarios. */
const documentOf = (named: readonly Named[]): Envelope => ({
  gherkinDocument: {
    uri: 'features/in-short.feature',
    comments: [],
    feature: {
      ...place,
      name: 'Scenarios in short',
      language: 'en',
      children: named.map(({ id, inShort: { name = id, steps } }) => ({
        scenario: {
          ...place,
          id: `${id}-scenario`,
          name,
          examples: [],
          steps: steps.map(({ text }, index) => ({ ...place, id: `${id}-node-${index}`, keyword: 'Given ', text })),
        },
      })),
    },
  },
});

const stepEnvelopes = (id: string, attempt: string, { steps }: ScenarioInShort): readonly Envelope[] =>
  steps.flatMap(({ status, error, attachments = [] }, index) => {
    const testStepId = `${id}-test-${index}`;
    const exception = error === undefined ? {} : { message: `${error.type}: ${error.message}`, exception: error };
    return [
      ...attachments.map(([kind, body]) => ({ attachment: attachmentOf(attempt, testStepId, kind, body) })),
      {
        testStepFinished: {
          testCaseStartedId: attempt,
          testStepId,
          timestamp: at(100),
          testStepResult: { status, duration: at(0), ...exception },
        },
      },
    ];
  });

const started = (id: string, attempt: string, number: number): Envelope => ({
  testCaseStarted: { id: attempt, testCaseId: `${id}-case`, attempt: number, timestamp: at(100) },
});

const finished = (attempt: string, willBeRetried: boolean): Envelope => ({
  testCaseFinished: { testCaseStartedId: attempt, willBeRetried, timestamp: at(101) },
});

const attempted = (id: string, inShort: ScenarioInShort): readonly Envelope[] => {
  const { retriedAfter, isUnfinished = false } = inShort;
  const failed = { ...inShort, steps: inShort.steps.map((step) => ({ ...step, status: retriedAfter ?? step.status })) };
  const [first, last] = [`${id}-first`, `${id}-last`];
  return [
    ...(retriedAfter === undefined
      ? []
      : [started(id, first, 0), ...stepEnvelopes(id, first, failed), finished(first, true)]),
    started(id, last, retriedAfter === undefined ? 0 : 1),
    ...stepEnvelopes(id, last, inShort),
    ...(isUnfinished ? [] : [finished(last, false)]),
  ];
};

const caseOf = (id: string, { steps }: ScenarioInShort): Envelope => ({
  testCase: {
    id: `${id}-case`,
    pickleId: `${id}-pickle`,
    testSteps: steps.map((_, index) => ({ id: `${id}-test-${index}`, pickleStepId: `${id}-step-${index}` })),
  },
});

/** The stream of a run. */
export const streamOf = (run: RunInShort): readonly Envelope[] => {
  const named = run.scenarios.map((inShort, index) => ({ id: `s${index}`, inShort, line: index + 1 }));
  const chosen = named.filter(({ inShort }) => inShort.isFilteredOut !== true);
  return [
    stampEnvelope(stampFor(run)),
    documentOf(named),
    ...named.map(({ id, inShort, line }) => described(id, inShort, line)),
    { testRunStarted: { timestamp: at(100) } },
    ...chosen.map(({ id, inShort }) => caseOf(id, inShort)),
    ...chosen.flatMap(({ id, inShort }) => attempted(id, inShort)),
    { testRunFinished: { success: true, timestamp: at(102) } },
  ];
};
