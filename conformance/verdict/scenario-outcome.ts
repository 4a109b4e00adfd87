// How one scenario ended: passed, violated, not exercised, or inconclusive with the reason.
import {
  evidenceOf,
  mediaTypes,
  type Exchange,
  type Mismatch,
  type NotExercised,
  type Reworded,
  type Scenario,
  type Step,
  type Stopped,
} from '../suite/messages/index.ts';
import { isNetworkFault } from './network-fault.ts';

/** Why a scenario says nothing about its rule. */
export const causes = ['prerequisite', 'unreachable', 'suite', 'unfinished', 'contradiction', 'another-rule'] as const;

export type Cause = (typeof causes)[number];

export type Outcome =
  | { readonly result: 'passed'; readonly reworded: readonly Reworded[] }
  | { readonly result: 'violated'; readonly mismatches: readonly Mismatch[] }
  | { readonly result: 'not-exercised'; readonly need?: string; readonly reason: string }
  | { readonly result: 'inconclusive'; readonly cause: Cause; readonly reason: string };

const unwritten: Readonly<Record<string, string>> = {
  UNDEFINED: 'has no step definition',
  AMBIGUOUS: 'matches several step definitions',
  PENDING: 'is not written yet',
};

/** Errors that a mistake in a step throws; an assertion never does. */
const mistakes: readonly string[] = ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'];

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').trim();

const failureOf = ({ result }: Step): string =>
  firstLine(result.exception?.message ?? result.message ?? 'failed without a message');

const named = (step: Step): string => [step.keyword, step.text].filter((part) => part !== '').join(' ');

const toInconclusive = (cause: Cause, reason: string): Outcome => ({ result: 'inconclusive', cause, reason });

const isMistake = ({ result }: Step): boolean =>
  mistakes.includes(result.exception?.type ?? firstLine(result.message ?? '').split(':')[0] ?? '');

/** True where an assertion ended the step, and neither a mistake of the suite nor a target that did not answer. */
const isOfAssertion = (step: Step): boolean => !isMistake(step) && !isNetworkFault(step.result);

/** True where a scenario went through, and failed at its end for what was noted on its way. */
const isAtEnd = ({ phase, keyword }: Step): boolean => phase === 'outcome' && keyword === '';

/** The outcome of a scenario that failed for what belongs to other rules: that says nothing against its own. */
const failedElsewhere = (
  step: Step,
  [{ rule = '', what }]: readonly [Mismatch, ...Mismatch[]],
  { attachments }: Scenario,
): Outcome =>
  isAtEnd(step)
    ? { result: 'passed', reworded: evidenceOf<Reworded>(attachments, mediaTypes.reworded) }
    : toInconclusive('another-rule', `it ends at ${rule}: ${what}`);

const failed = (step: Step, mismatches: readonly Mismatch[], stopped: Stopped | undefined): Outcome => {
  if (mismatches.length === 0 && stopped !== undefined) return toInconclusive('unfinished', stopped.reason);
  if (mismatches.length === 0 && isNetworkFault(step.result)) {
    return toInconclusive('unreachable', `the target did not answer: ${failureOf(step)}`);
  }
  if (step.phase === 'prerequisite') {
    return toInconclusive('prerequisite', `prerequisite failed: ${named(step)}: ${failureOf(step)}`);
  }
  if (mismatches.length > 0) return { result: 'violated', mismatches };
  if (isMistake(step)) return toInconclusive('suite', `the suite itself failed: ${named(step)}: ${failureOf(step)}`);
  return { result: 'violated', mismatches: [{ what: `${named(step)}: ${failureOf(step)}` }] };
};

const outcomeOfSkipped = ({ attachments }: Scenario): Outcome => {
  const [why] = evidenceOf<NotExercised>(attachments, mediaTypes.notExercised);
  const need = why?.need === undefined ? {} : { need: why.need };
  return { result: 'not-exercised', ...need, reason: why?.reason ?? 'skipped without a reason' };
};

const outcomeOfUnfailed = (scenario: Scenario, mismatches: readonly Mismatch[]): Outcome => {
  const statuses = new Set(scenario.steps.map(({ result }) => result.status));
  if (mismatches.length > 0) return toInconclusive('contradiction', 'a mismatch is recorded although no step failed');
  if (statuses.has('SKIPPED')) return outcomeOfSkipped(scenario);
  if (statuses.size !== 1 || !statuses.has('PASSED'))
    return toInconclusive('suite', 'the scenario has no step that ran');
  return { result: 'passed', reworded: evidenceOf<Reworded>(scenario.attachments, mediaTypes.reworded) };
};

/** Whether the server was lost before the scenario ended: what it has found is then no finding about the server. */
const isServerLost = ({ attachments }: Pick<Scenario, 'attachments'>): boolean =>
  evidenceOf<Stopped>(attachments, mediaTypes.stopped).some((stopped) => stopped.isServerLost === true);

/** The differences that a scenario has found, at whichever rule. */
const mismatchesIn = (scenario: Scenario): readonly Mismatch[] =>
  isServerLost(scenario) ? [] : evidenceOf<Mismatch>(scenario.attachments, mediaTypes.mismatch);

/** The rule about several parameters at once: each of them may be heard alone. */
const combining = 'search/parameters-combine';

/** Whether a difference that belongs to a rule is a matter of the scenario's own one. */
const isOwn = ({ ruleIds }: Scenario, rule: string | undefined): boolean =>
  rule === undefined || ruleIds.includes(rule) || (ruleIds.includes(combining) && rule.startsWith('search/'));

/** The differences of a scenario that belong to a rule other than its own, by that rule. */
export const mismatchesElsewhere = (scenario: Scenario): ReadonlyMap<string, readonly Mismatch[]> => {
  const found = new Map<string, Mismatch[]>();
  for (const one of mismatchesIn(scenario))
    if (one.rule !== undefined && !isOwn(scenario, one.rule))
      found.set(one.rule, [...(found.get(one.rule) ?? []), one]);
  return found;
};

/** Judges one scenario by its steps and by what was attached to it. */
export const outcomeOf = (scenario: Scenario): Outcome => {
  if (!scenario.finished) return toInconclusive('unfinished', 'the run ended before this scenario did');
  const all = mismatchesIn(scenario);
  const atOtherRules = [...mismatchesElsewhere(scenario).values()].flat();
  const mismatches = all.filter(({ rule }) => isOwn(scenario, rule));
  const failure = scenario.steps.find(({ result }) => result.status === 'FAILED');
  const [first, ...more] = atOtherRules;
  if (failure !== undefined && mismatches.length === 0 && first !== undefined && isOfAssertion(failure))
    return failedElsewhere(failure, [first, ...more], scenario);
  if (failure !== undefined)
    return failed(failure, mismatches, evidenceOf<Stopped>(scenario.attachments, mediaTypes.stopped)[0]);
  const open = scenario.steps.find(({ result }) => result.status in unwritten);
  if (open !== undefined) return toInconclusive('suite', `${named(open)} ${unwritten[open.result.status] ?? ''}`);
  return outcomeOfUnfailed(scenario, mismatches);
};

const statusOf = (refusal: unknown): unknown => (refusal as { readonly status?: unknown } | null)?.status;

/** What was seen of a rule that no document binds: a refusal with another status is not the one that was assumed. */
export const observationOf = (
  scenarios: readonly { readonly reworded?: readonly Reworded[] }[],
): 'as assumed' | 'differently' =>
  scenarios
    .flatMap(({ reworded = [] }) => reworded)
    .every(({ expected, actual }) => statusOf(expected) === statusOf(actual))
    ? 'as assumed'
    : 'differently';

/** The exchanges of a scenario, in order. */
export const exchangesOf = ({ attachments }: Pick<Scenario, 'attachments'>): readonly Exchange[] =>
  evidenceOf<Exchange>(attachments, mediaTypes.exchange);
