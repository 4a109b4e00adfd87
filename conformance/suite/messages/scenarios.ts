// From the message stream to scenarios: what each one is, how its steps ended, and what was attached to it.
import type { PickleStepArgument } from '@cucumber/messages';
import { Query } from '@cucumber/query';
import { placeOf } from '../../../targets/index.ts';
import {
  millisecondsOf,
  type Attachment,
  type Envelope,
  type Json,
  type Pickle,
  type TestStepResult,
} from './envelope.ts';
import { ruleIdsOf, tagsOf } from './pickle.ts';

/** What a step is there for. What comes before the first action is a prerequisite, hooks included. */
type Phase = 'prerequisite' | 'action' | 'outcome';

export interface Step {
  readonly phase: Phase;
  /** Given, When, Then, And, or empty for a hook. */
  readonly keyword: string;
  readonly text: string;
  readonly argument?: Json<PickleStepArgument>;
  readonly result: Omit<TestStepResult, 'duration'>;
  readonly attachments: readonly Attachment[];
}

export interface Scenario {
  readonly name: string;
  readonly feature: string;
  /** The name of the Gherkin Rule, or empty. */
  readonly rule: string;
  /** File and line. */
  readonly at: string;
  readonly ruleIds: readonly string[];
  /** How close a refusal by a live target has to come. */
  readonly match: string;
  readonly steps: readonly Step[];
  readonly attachments: readonly Attachment[];
  readonly finished: boolean;
  readonly milliseconds: number;
}

// The messages in the types of the query, which brings its own copy of them.
type QueryEnvelope = Parameters<Query['update']>[0];
type QueryPickle = ReturnType<Query['findAllPickles']>[number];
type QueryStep = Parameters<Query['findPickleStepBy']>[0];
type FinishedStep = ReturnType<Query['findTestStepsFinishedBy']>[number];

/** The last attempt at a scenario; undefined where it was never started. */
type Attempt = Parameters<Query['findTestCaseFinishedBy']>[0] | undefined;

const phaseOf = (type: Pickle['steps'][number]['type'], hasActed: boolean): Phase => {
  if (type === 'Context') return 'prerequisite';
  if (type === 'Action') return 'action';
  return type === 'Outcome' || hasActed ? 'outcome' : 'prerequisite';
};

const stepOf = (query: Query, attempt: Attempt, testStep: QueryStep, hasActed: boolean): Step => {
  const step = query.findPickleStepBy(testStep);
  const hook = query.findHookBy(testStep);
  const ended = attempt && query.findTestStepsFinishedBy(attempt).find(({ testStepId }) => testStepId === testStep.id);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a step that was cut off has attachments, too
  const place = { testCaseStartedId: attempt?.id ?? '', testStepId: testStep.id } as FinishedStep;
  return {
    phase: phaseOf(step?.type, hasActed),
    keyword: (step && query.findStepBy(step)?.keyword.trim()) ?? '',
    text: step?.text ?? hook?.name ?? (hook?.type ?? 'hook').toLowerCase().replaceAll('_', ' '),
    ...(step?.argument === undefined ? {} : { argument: step.argument }),
    result: ended?.testStepResult ?? { status: 'UNKNOWN' },
    attachments: query.findAttachmentsBy(place),
  };
};

const stepsOf = (query: Query, attempt: Attempt, testSteps: readonly QueryStep[]): readonly Step[] => {
  let hasActed = false;
  return testSteps.map((testStep) => {
    const step = stepOf(query, attempt, testStep, hasActed);
    hasActed ||= step.phase === 'action';
    return step;
  });
};

const scenarioOf = (query: Query, attempt: Attempt, pickle: QueryPickle, testSteps: readonly QueryStep[]): Scenario => {
  const { feature, rule } = query.findLineageBy(pickle) ?? {};
  const finish = attempt && query.findTestCaseFinishedBy(attempt);
  const steps = stepsOf(query, attempt, testSteps);
  const [start, end] = [attempt, finish].map((event) => (event === undefined ? 0 : millisecondsOf(event.timestamp)));
  return {
    name: pickle.name,
    feature: feature?.name ?? pickle.uri,
    rule: rule?.name ?? '',
    at: placeOf(pickle),
    ruleIds: ruleIdsOf(pickle),
    match: tagsOf(pickle, 'match')[0] ?? 'template',
    steps,
    attachments: steps.flatMap(({ attachments }) => attachments),
    finished: finish !== undefined && !finish.willBeRetried,
    milliseconds: Math.max(0, (end ?? 0) - (start ?? 0)),
  };
};

/** The scenarios a run was to hold, each by its last attempt, in the order of file and line. */
export const scenariosOf = (envelopes: readonly Envelope[]): readonly Scenario[] => {
  const query = new Query();
  const stream = envelopes as readonly QueryEnvelope[];
  for (const envelope of stream) query.update(envelope);
  const pickles = new Map(query.findAllPickles().map((pickle) => [pickle.id, pickle]));
  const attempts = new Map(stream.flatMap(({ testCaseStarted: one }) => (one ? [[one.testCaseId, one] as const] : [])));
  return stream
    .flatMap(({ testCase }) => {
      const pickle = pickles.get(testCase?.pickleId ?? '');
      if (testCase === undefined || pickle === undefined) return [];
      return [scenarioOf(query, attempts.get(testCase.id), pickle, testCase.testSteps)];
    })
    .sort((one, other) => one.at.localeCompare(other.at, 'en', { numeric: true }));
};
