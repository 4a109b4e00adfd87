// What a run comes to: the one conclusion that its exit code stands for, and why.
import type { Conclusion } from '../run/exit-codes.ts';
import {
  membersOf,
  type Envelope,
  evidenceOf,
  mediaTypes,
  type NotExercised,
  type Stopped,
} from '../suite/messages/index.ts';
import { isExercised } from './divergence-and-coverage.ts';
import type { RuleVerdict, ScenarioVerdict } from './rule-verdict.ts';
import { otherEdition } from './other-edition.ts';
import { tableFor } from './judged-table.ts';
import type { Stamp } from './run-stamp.ts';

interface Evidence {
  readonly envelopes: readonly Envelope[];
  readonly stamp: Stamp;
  readonly rules: readonly RuleVerdict[];
  readonly unattributed: readonly ScenarioVerdict[];
  readonly stale: readonly string[];
}

/** The rules of known deviations that were exercised and now hold. */
export const staleOf = ({ knownDeviations }: Stamp, rules: readonly RuleVerdict[]): readonly string[] =>
  knownDeviations.entries
    .map(({ rule }) => rule)
    .filter((id) => rules.some((rule) => rule.id === id && ['verified', 'reworded'].includes(rule.verdict)));

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const configurationFaults = (evidence: Evidence): readonly string[] => [
  ...endedAs(evidence, 'configuration'),
  ...suiteFaults(evidence),
];

const suiteFaults = ({ envelopes }: Evidence): readonly string[] => [
  ...membersOf(envelopes, 'parseError').map(({ message }) => `a feature file cannot be parsed: ${message}`),
  ...membersOf(envelopes, 'testRunHookFinished').flatMap(({ result }) =>
    result.status === 'FAILED' ? [`a hook of the whole run failed: ${result.message ?? ''}`] : [],
  ),
];

/** The reasons for which the run was ended, of those that lead to one conclusion. */
const endedAs = ({ envelopes }: Evidence, wanted: Stopped['conclusion']): readonly string[] => [
  ...new Set(
    evidenceOf<Stopped>(membersOf(envelopes, 'attachment'), mediaTypes.stopped)
      .filter(({ conclusion = 'stopped' }) => conclusion === wanted)
      .map(({ reason }) => reason),
  ),
];

/** What the credentials of the run do not reach, with the next step and how many scenarios needed it. */
const accessFaults = ({ envelopes }: Evidence): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { need, reason } of evidenceOf<NotExercised>(membersOf(envelopes, 'attachment'), mediaTypes.notExercised))
    if (need === 'access') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(
    ([reason, count]) => `${countOf(count, 'scenario was', 'scenarios were')} left out: ${reason}`,
  );
};

const stops = (evidence: Evidence): readonly string[] => endedAs(evidence, 'stopped');

const violations = ({ rules, unattributed }: Evidence): readonly string[] => [
  ...rules.filter(({ verdict }) => verdict === 'violated').map(({ id }) => `${id} is violated`),
  ...unattributed.filter(({ result }) => result === 'violated').map(({ at }) => `${at} fails and names no rule`),
];

/** That a run which found violations did not come to its end. */
const interruptions = (evidence: Evidence): readonly string[] => {
  const { envelopes } = evidence;
  const isCut = membersOf(envelopes, 'testRunFinished').length === 0;
  return [
    ...endedAs(evidence, 'inconclusive').map((reason) => `the run was interrupted: ${reason}`),
    ...(isCut ? ['the run was interrupted: it ended before it was finished'] : []),
    ...accessFaults(evidence),
    ...reasonsUnreached(inconclusiveIn(evidence)),
  ];
};

const divergences = (evidence: Evidence): readonly string[] => {
  const found = violations(evidence);
  const hint = otherEdition(evidence.stamp.edition, evidence.rules);
  return found.length === 0 ? [] : [...interruptions(evidence), ...(hint === undefined ? [] : [hint]), ...found];
};

const staleEntries = ({ stale }: Evidence): readonly string[] =>
  stale.map((id) => `${id} is listed as a known deviation but now holds`);

/** True for the reason of a rule that the level of the run leaves out: it was not meant to be exercised. */
const isOutsideLevel = (reason: string): boolean => reason.startsWith('the level ');

const ranShort = ({ rules, stamp }: Evidence): readonly string[] => {
  const selected = rules.filter(
    ({ applicable, reason = '' }) => applicable && reason !== 'filtered out' && !isOutsideLevel(reason),
  );
  const missed = selected.filter((rule) => !isExercised(rule)).length;
  const share = missed / Math.max(1, selected.length);
  if (share <= stamp.maxNotExercised) return [];
  const { many } = tableFor(stamp.target);
  return [
    `${missed} of the ${selected.length} selected ${many} were not exercised (allowed: ${stamp.maxNotExercised})`,
  ];
};

const inconclusiveIn = ({ rules, unattributed }: Evidence): readonly ScenarioVerdict[] => [
  ...new Map(
    [...rules.flatMap(({ scenarios }) => scenarios), ...unattributed]
      .filter(({ result }) => result === 'inconclusive')
      .map((scenario) => [scenario.at, scenario]),
  ).values(),
];

/** The reasons of inconclusive scenarios, most frequent first, each with how often it occurs. */
const reasonsOf = (scenarios: readonly ScenarioVerdict[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { reason = '' } of scenarios) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${countOf(count, 'scenario is', 'scenarios are')} inconclusive: ${reason}`);
};

const reasonsUnreached = (scenarios: readonly ScenarioVerdict[]): readonly string[] => {
  const silent = scenarios.filter(({ cause }) => cause === 'unreachable');
  const [first] = silent;
  if (first === undefined) return [];
  return [`in ${countOf(silent.length, 'scenario', 'scenarios')} ${first.reason ?? ''}`];
};

const doubtsOf = (evidence: Evidence): readonly string[] => {
  const { envelopes, rules, stamp } = evidence;
  const ended = endedAs(evidence, 'inconclusive');
  if (ended.length > 0) return ended;
  if (membersOf(envelopes, 'testCaseStarted').length === 0) return ['no scenario ran'];
  const scenarios = inconclusiveIn(evidence);
  return [
    ...reasonsUnreached(scenarios),
    ...(membersOf(envelopes, 'testRunFinished').length === 0 ? ['the run ended before it was finished'] : []),
    ...(rules.some(isExercised) ? [] : [`no ${tableFor(stamp.target).one} was exercised`]),
    ...reasonsOf(scenarios.filter(({ cause }) => cause !== 'unreachable')),
    ...ranShort(evidence),
  ];
};

/** In order of precedence: the first that has a reason is the conclusion. */
const askers: readonly (readonly [Conclusion, (evidence: Evidence) => readonly string[]])[] = [
  ['configuration', configurationFaults],
  ['stopped', stops],
  ['divergent', divergences],
  ['configuration', accessFaults],
  ['stale', staleEntries],
  ['inconclusive', doubtsOf],
];

/** The conclusion of a run, with every reason for it. */
export const conclusionOf = (
  evidence: Evidence,
): { readonly conclusion: Conclusion; readonly because: readonly string[] } => {
  for (const [conclusion, ask] of askers) {
    const because = ask(evidence);
    if (because.length > 0) return { conclusion, because };
  }
  const { one, many } = tableFor(evidence.stamp.target);
  const verified = countOf(
    evidence.rules.filter(isExercised).length,
    `exercised ${one} holds`,
    `exercised ${many} hold`,
  );
  return { conclusion: 'conformant', because: [verified] };
};
