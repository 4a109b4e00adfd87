// From the message stream to scenarios: what each one is, how its steps ended, and what was attached to it.
import type {
  Attachment,
  Envelope,
  Pickle,
  PickleStep,
  StepArgument,
  TestCase,
  TestStep,
  TestStepResult,
} from './envelope.ts';
import { millisecondsOf } from './envelope.ts';
import { stepKey, streamOf, type Stream } from './stream.ts';

/** What a step is there for. What comes before the first action is a prerequisite, hooks included. */
type Phase = 'prerequisite' | 'action' | 'outcome';

export interface Step {
  readonly phase: Phase;
  /** Given, When, Then, And, or empty for a hook. */
  readonly keyword: string;
  readonly text: string;
  readonly argument?: StepArgument;
  readonly result: TestStepResult;
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

const tagged = ({ tags }: Pickle, prefix: string): readonly string[] => [
  ...new Set(tags.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length))),
];

/** File and line of a pickle. */
export const placeOf = ({ uri, location }: Pickle): string => `${uri.replaceAll('\\', '/')}:${location?.line ?? 0}`;

/** The ids of the rules a pickle is tagged with. */
export const ruleIdsOf = (pickle: Pickle): readonly string[] => tagged(pickle, '@rule:');

const phaseOf = (type: PickleStep['type'], seenAction: boolean): Phase => {
  if (type === 'Context') return 'prerequisite';
  if (type === 'Action') return 'action';
  return type === 'Outcome' || seenAction ? 'outcome' : 'prerequisite';
};

interface Attempt {
  readonly stream: Stream;
  readonly pickle: Pickle;
  readonly id: string;
  readonly attachments: readonly Attachment[];
}

const stepOf = ({ stream, pickle, id, attachments }: Attempt, step: TestStep, seenAction: boolean): Step => {
  const pickleStep = pickle.steps.find(({ id: known }) => known === step.pickleStepId);
  const hook = stream.hooks.get(step.hookId ?? '');
  return {
    phase: phaseOf(pickleStep?.type, seenAction),
    keyword: stream.gherkin.keywords.get(pickleStep?.astNodeIds[0] ?? '') ?? '',
    text: pickleStep?.text ?? hook?.name ?? (hook?.type ?? 'hook').toLowerCase().replaceAll('_', ' '),
    ...(pickleStep?.argument === undefined ? {} : { argument: pickleStep.argument }),
    result: stream.results.get(stepKey(id, step.id)) ?? { status: 'UNKNOWN' },
    attachments: attachments.filter(({ testStepId }) => testStepId === step.id),
  };
};

const stepsOf = (attempt: Attempt, testSteps: readonly TestStep[]): readonly Step[] => {
  const steps: Step[] = [];
  for (const step of testSteps) {
    steps.push(
      stepOf(
        attempt,
        step,
        steps.some(({ phase }) => phase === 'action'),
      ),
    );
  }
  return steps;
};

const noTime = { seconds: 0, nanos: 0 };

const scenarioOf = (stream: Stream, { id, pickleId, testSteps }: TestCase): readonly Scenario[] => {
  const pickle = stream.pickles.get(pickleId);
  const started = stream.attempts.get(id);
  if (pickle === undefined) return [];
  const attempt = started?.id ?? '';
  const attachments = started === undefined ? [] : (stream.attachments.get(attempt) ?? []);
  const finish = stream.finishes.get(attempt);
  return [
    {
      name: pickle.name,
      feature: stream.gherkin.features.get(pickle.uri) ?? pickle.uri,
      rule: stream.gherkin.rules.get(pickle.astNodeIds[0] ?? '') ?? '',
      at: placeOf(pickle),
      ruleIds: ruleIdsOf(pickle),
      match: tagged(pickle, '@match:')[0] ?? 'template',
      steps: stepsOf({ stream, pickle, id: attempt, attachments }, testSteps),
      attachments,
      finished: finish !== undefined && !finish.willBeRetried,
      milliseconds: Math.max(0, (finish?.at ?? 0) - millisecondsOf(started?.timestamp ?? noTime)),
    },
  ];
};

/** The scenarios a run was to hold, each by its last attempt, in the order of file and line. */
export const scenariosOf = (envelopes: readonly Envelope[]): readonly Scenario[] => {
  const stream = streamOf(envelopes);
  return stream.testCases
    .flatMap((testCase) => scenarioOf(stream, testCase))
    .sort((one, other) => one.at.localeCompare(other.at, 'en', { numeric: true }));
};
