// From the outcomes of its scenarios to the verdict on one rule.
import { isBinding, type Basis, type Interaction, type MatchLevel, type Source } from '../../schemas/rules/rule.ts';
import { topicOf } from '../../schemas/rules/index.ts';
import { serverFailed, type Mismatch, type Reworded, type Scenario } from '../suite/messages/index.ts';
import { exchangesOf, mismatchesElsewhere, observationOf, outcomeOf, type Cause } from './scenario-outcome.ts';
import type { Outcome } from './scenario-outcome.ts';
import { tableFor, type JudgedTable } from './judged-table.ts';
import { otherReading } from './readings.ts';
import { switchBehind, type SwitchedOff } from './switched-off.ts';
import type { Stamp } from './run-stamp.ts';

export const verdicts = [
  'violated',
  'known-deviation',
  'inconclusive',
  'observed',
  'reworded',
  'verified',
  'not-exercised',
  'not-applicable',
] as const;

export type Verdict = (typeof verdicts)[number];

export interface ScenarioVerdict {
  readonly name: string;
  readonly at: string;
  readonly result: Outcome['result'];
  readonly reason?: string;
  /** Why it is inconclusive, as one word. */
  readonly cause?: Cause;
  readonly mismatches?: readonly Mismatch[];
  readonly reworded?: readonly Reworded[];
  readonly exchanges: number;
}

export interface RuleVerdict {
  readonly id: string;
  readonly topic: string;
  readonly verdict: Verdict;
  /** Why it is inconclusive, not applicable or not exercised, in full or in part. */
  readonly reason?: string;
  /** What a live target did where the rule is not documented well enough to hold it to. */
  readonly observation?: 'as assumed' | 'differently';
  readonly applicable: boolean;
  readonly basis: Basis;
  /** How close a refusal by a live target has to come; of rules that refuse. */
  readonly match?: MatchLevel;
  readonly statement: string;
  readonly source: Source;
  readonly on: readonly Interaction[];
  /** Of an obligation: what breaks on a live server, and what the client should do instead. */
  readonly matters?: string;
  readonly remedy?: string;
  readonly scenarios: readonly ScenarioVerdict[];
}

interface Judging {
  readonly table: JudgedTable;
  readonly stamp: Stamp;
  /** The scenarios that ran, by rule. */
  readonly ran: ReadonlyMap<string, readonly Scenario[]>;
  /** Why server errors are no rule's fault; undefined where they are. */
  readonly unsteady: string | undefined;
  /** What the instance has switched off. */
  readonly off: readonly SwitchedOff[];
  /** The rules that have a scenario in the suite, whether it ran or not. */
  readonly known: ReadonlySet<string>;
}

/** The verdict on one scenario, ready to be written: on its own rule, or on another that its differences belong to. */
export const scenarioVerdict = (scenario: Scenario, rule?: string): ScenarioVerdict => {
  const atOtherRules = rule === undefined ? undefined : mismatchesElsewhere(scenario).get(rule);
  const outcome: Outcome =
    atOtherRules === undefined ? outcomeOf(scenario) : { result: 'violated', mismatches: atOtherRules };
  return {
    name: scenario.name,
    at: scenario.at,
    result: outcome.result,
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
    ...('cause' in outcome ? { cause: outcome.cause } : {}),
    ...('mismatches' in outcome ? { mismatches: outcome.mismatches } : {}),
    ...('reworded' in outcome && outcome.reworded.length > 0 ? { reworded: outcome.reworded } : {}),
    exchanges: exchangesOf(scenario).length,
  };
};

/** A scenario that failed for no more than a server error, on a server that fails now and then, says nothing. */
const withoutPassingFailure = (scenario: ScenarioVerdict, { unsteady }: Pick<Judging, 'unsteady'>): ScenarioVerdict => {
  const { result, mismatches = [] } = scenario;
  if (unsteady === undefined || result !== 'violated' || mismatches.some(({ what }) => what !== serverFailed))
    return scenario;
  return { ...scenario, result: 'inconclusive', cause: 'unreachable', reason: unsteady };
};

/** What a scenario comes to where the instance has switched off what it is about. */
const withoutSwitchedOff = (verdict: ScenarioVerdict, scenario: Scenario, { off }: Judging): ScenarioVerdict => {
  const reason = verdict.result === 'violated' ? switchBehind(scenario, off) : undefined;
  if (reason === undefined) return verdict;
  const { name, at, exchanges } = verdict;
  return { name, at, result: 'not-exercised', reason, exchanges };
};

type Judgement = Pick<RuleVerdict, 'verdict' | 'reason' | 'observation'>;

/** So many reasons are told in full; the scenarios hold the others. */
const maxReasons = 3;

const reasonsOf = (scenarios: readonly ScenarioVerdict[], result: ScenarioVerdict['result']): string => {
  const all = scenarios.flatMap((scenario) => (scenario.result === result ? [scenario.reason ?? ''] : []));
  const reasons = [...new Set(all)];
  const more = reasons.length - maxReasons;
  return [...reasons.slice(0, maxReasons), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
};

const judgeUnexercised = (id: string, { stamp, known, table }: Judging): Judgement => {
  if (!table.isInEdition(id, stamp.edition)) return { verdict: 'not-applicable', reason: 'not in this edition' };
  if (!table.isInForce(id, stamp))
    return { verdict: 'not-applicable', reason: `not under ${stamp.validation} validation` };
  return { verdict: 'not-exercised', reason: known.has(id) ? 'filtered out' : 'no scenario' };
};

const isOnlyObserved = (id: string, { target }: Stamp): boolean =>
  target.kind === 'live' && !isBinding(tableFor(target).entryOf(id).basis);

/** A server that fails is at fault, however well the rule is documented: no reading of the documents allows it. */
const hasFailed = ({ result, mismatches = [] }: ScenarioVerdict): boolean =>
  result === 'violated' && mismatches.some(({ isFailure }) => isFailure);

/** Why what differs on a live target may differ: a decision record allows that reading. Undefined where none does. */
const readingTaken = (id: string, { stamp, ran }: Judging): string | undefined => {
  if (stamp.target.kind !== 'live') return undefined;
  const differing = (ran.get(id) ?? []).flatMap((scenario) => {
    const { result, mismatches = [] } = scenarioVerdict(scenario, id);
    return result === 'violated' ? [{ mismatches, exchanges: exchangesOf(scenario) }] : [];
  });
  return otherReading(id, differing);
};

const judgeViolated = (id: string, judging: Judging, scenarios: readonly ScenarioVerdict[]): Judgement => {
  const { stamp } = judging;
  const reason = readingTaken(id, judging);
  if (reason !== undefined) return { verdict: 'observed', observation: 'differently', reason };
  if (isOnlyObserved(id, stamp) && !scenarios.some(hasFailed))
    return { verdict: 'observed', observation: 'differently' };
  const isKnown = stamp.knownDeviations.entries.some(({ rule }) => rule === id);
  return { verdict: isKnown ? 'known-deviation' : 'violated' };
};

const passed = (id: string, stamp: Stamp, scenarios: readonly ScenarioVerdict[]): Judgement => {
  const rest = reasonsOf(scenarios, 'not-exercised');
  const reason = rest === '' ? {} : { reason: `in part not exercised: ${rest}` };
  if (isOnlyObserved(id, stamp)) return { verdict: 'observed', observation: observationOf(scenarios), ...reason };
  const isReworded = scenarios.some(({ reworded }) => reworded !== undefined);
  return { verdict: isReworded ? 'reworded' : 'verified', ...reason };
};

/** True where a switch of the instance, which the page itself describes, takes the rule out of force. */
const isSwitchedOff = (id: string, { ran, off }: Judging): boolean =>
  (ran.get(id) ?? []).every((scenario) => {
    const outcome = outcomeOf(scenario);
    return ('need' in outcome && outcome.need === 'double-booking-on') || switchBehind(scenario, off) !== undefined;
  });

const judgementOf = (id: string, judging: Judging, scenarios: readonly ScenarioVerdict[]): Judgement => {
  const results = new Set(scenarios.map(({ result }) => result));
  if (results.size === 0) return judgeUnexercised(id, judging);
  if (results.has('violated')) return judgeViolated(id, judging, scenarios);
  if (results.has('inconclusive')) return { verdict: 'inconclusive', reason: reasonsOf(scenarios, 'inconclusive') };
  if (results.has('passed')) return passed(id, judging.stamp, scenarios);
  if (isSwitchedOff(id, judging)) return { verdict: 'not-applicable', reason: reasonsOf(scenarios, 'not-exercised') };
  return { verdict: 'not-exercised', reason: reasonsOf(scenarios, 'not-exercised') };
};

/** A strict run wants the words of the page to the letter, where the page has words. */
const matchOf = (match: MatchLevel, { strict = false }: Stamp): MatchLevel =>
  strict && match === 'template' ? 'exact' : match;

/** The verdict on one rule of the table. */
export const ruleVerdict = (id: string, judging: Judging): RuleVerdict => {
  const { basis, statement, source, on, outcome, matters, remedy } = judging.table.entryOf(id);
  const scenarios = (judging.ran.get(id) ?? [])
    .map((scenario) => withoutSwitchedOff(scenarioVerdict(scenario, id), scenario, judging))
    .map((scenario) => withoutPassingFailure(scenario, judging));
  const judgement = judgementOf(id, judging, scenarios);
  return {
    id,
    topic: topicOf(id),
    ...judgement,
    applicable: judging.table.isInForce(id, judging.stamp) && judgement.verdict !== 'not-applicable',
    basis,
    ...(outcome === undefined ? {} : { match: matchOf(outcome.match, judging.stamp) }),
    statement,
    source,
    on,
    ...(matters === undefined ? {} : { matters }),
    ...(remedy === undefined ? {} : { remedy }),
    scenarios,
  };
};
