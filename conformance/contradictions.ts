// Where the recorded result of a scenario contradicts what was recorded beside it.
import type { Envelope } from './messages/envelope.ts';
import { evidenceOf, mediaTypes, type Exchange } from './messages/evidence.ts';
import { scenariosOf, type Scenario, type Step } from './messages/scenarios.ts';
import { exchangesOf } from './verdict/outcome.ts';
import { stampOf } from './verdict/stamp.ts';

const isGreen = ({ steps }: Scenario): boolean => steps.every(({ result }) => result.status === 'PASSED');

const mismatchAlthoughGreen = (scenario: Scenario): readonly string[] =>
  evidenceOf(scenario.attachments, mediaTypes.mismatch).length > 0 && isGreen(scenario)
    ? ['it is recorded as passed, with a mismatch']
    : [];

const faultAlthoughGreen = (scenario: Scenario): readonly string[] =>
  isGreen(scenario) && exchangesOf(scenario).some(({ response }) => response.status >= 500)
    ? ['it is recorded as passed, although the target answered 5xx']
    : [];

interface Outcome {
  readonly issue?: readonly { readonly code?: string }[];
}

type Answer = Exchange['response'];

/** What the step says about an answer: whether status and code fit, and whether that alone decides the step. */
interface Claim {
  readonly pattern: RegExp;
  readonly fits: (answer: Answer, said: readonly string[], level: string) => boolean;
  readonly decides: (level: string) => boolean;
}

const codeOf = ({ body }: Answer): string => (body as Outcome | null | undefined)?.issue?.[0]?.code ?? '';

const claims: readonly Claim[] = [
  {
    pattern: /^the \S+ is rejected with (\d{3}) (\S+)/,
    fits: (answer, [status, code], level) =>
      level === 'refused'
        ? answer.status >= 400 && answer.status < 500
        : String(answer.status) === status && codeOf(answer) === code,
    decides: (level) => level === 'refused' || level === 'structural',
  },
  { pattern: /^the \S+ answers (\d{3})$/, fits: ({ status }, [said]) => String(status) === said, decides: () => true },
  { pattern: /^the \S+ succeeds$/, fits: ({ status }) => status < 300, decides: () => true },
];

const contradiction = (step: Step, answer: Answer, level: string): readonly string[] => {
  const claim = claims.find(({ pattern }) => pattern.test(step.text));
  if (claim === undefined) return [];
  const { status } = step.result;
  const fits = claim.fits(answer, (claim.pattern.exec(step.text) ?? []).slice(1), level);
  const answered = `the recorded answer is ${answer.status} ${codeOf(answer)}`.trimEnd();
  if (status === 'PASSED' && !fits) return [`'${step.text}' is recorded as passed, but ${answered}`];
  if (status === 'FAILED' && fits && claim.decides(level)) {
    return [`'${step.text}' is recorded as failed, but ${answered}`];
  }
  return [];
};

const answersAgainstSteps = (scenario: Scenario, isMock: boolean): readonly string[] => {
  const level = isMock ? 'exact' : scenario.match;
  let last: Answer | undefined;
  return scenario.steps.flatMap((step) => {
    last = exchangesOf(step).at(-1)?.response ?? last;
    return last === undefined || step.phase !== 'outcome' ? [] : contradiction(step, last, level);
  });
};

/** Every contradiction in a recorded stream, with the scenario it is about. */
export const contradictionsIn = (envelopes: readonly Envelope[]): readonly string[] => {
  const isMock = stampOf(envelopes).target.kind === 'mock';
  return scenariosOf(envelopes).flatMap((scenario) =>
    [...mismatchAlthoughGreen(scenario), ...faultAlthoughGreen(scenario), ...answersAgainstSteps(scenario, isMock)].map(
      (what) => `${scenario.at} ${scenario.name}: ${what}`,
    ),
  );
};
