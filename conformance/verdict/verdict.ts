// The verdict on a run: a pure function of its message stream and of the rule table.
import { createHash } from 'node:crypto';
import { exitCodes, type Conclusion } from '../run/exit-codes.ts';
import { lineOf, membersOf, type Envelope, ruleIdsOf, scenariosOf, type Scenario } from '../suite/messages/index.ts';
import { conclusionOf, staleOf } from './conclusion.ts';
import {
  countsOf,
  coverageOf,
  divergenceOf,
  type Counts,
  type Coverage,
  type Divergence,
} from './divergence-and-coverage.ts';
import { withoutConsequences } from './consequences/index.ts';
import { ruleVerdict, scenarioVerdict, type RuleVerdict, type ScenarioVerdict } from './rule-verdict.ts';
import { mismatchesElsewhere } from './scenario-outcome.ts';
import { switchedOffIn } from './switched-off.ts';
import { unsteadinessOf } from './unsteady.ts';
import { observationsOf } from './observations.ts';
import { tableFor, type JudgedTable } from './judged-table.ts';
import { clockOf, stampOf, type Clocked, type Stamp } from './run-stamp.ts';

const schemaVersion = 1;

export interface VerdictDocument extends Stamp, Clocked {
  readonly schemaVersion: typeof schemaVersion;
  /** SHA-256 of the messages that it follows from: none of them can be changed alone. */
  readonly evidence: string;
  readonly conclusion: Conclusion;
  readonly exitCode: number;
  /** Why the conclusion is what it is, a sentence each. */
  readonly because: readonly string[];
  /** What was seen of the target that no rule speaks of, a sentence each; absent where nothing was. */
  readonly observations?: readonly string[];
  readonly divergence: Divergence;
  readonly coverage: Coverage;
  readonly counts: Counts;
  readonly scenarios: number;
  readonly rules: readonly RuleVerdict[];
  /** Scenarios that no rule of the table answers for. */
  readonly unattributed: readonly ScenarioVerdict[];
  /** Rules of known deviations that now hold. */
  readonly stale: readonly string[];
}

/** The scenarios of each rule: its own, and those of others that found a difference which belongs to it. */
const byRule = (scenarios: readonly Scenario[], { ids }: JudgedTable): ReadonlyMap<string, readonly Scenario[]> => {
  const groups = new Map<string, Scenario[]>(ids.map((id) => [id, []]));
  for (const scenario of scenarios)
    for (const id of [...scenario.ruleIds, ...mismatchesElsewhere(scenario).keys()]) groups.get(id)?.push(scenario);
  return groups;
};

const isUnattributed = ({ ruleIds }: Scenario, { ids }: JudgedTable): boolean =>
  !ruleIds.some((id) => ids.includes(id));

const digestOf = (envelopes: readonly Envelope[]): string => {
  const hash = createHash('sha256');
  for (const envelope of envelopes) hash.update(`${lineOf(envelope)}\n`);
  return hash.digest('hex');
};

/** Judges a run from its messages. The same messages give the same verdict, wherever and whenever. */
export const verdictOf = (envelopes: readonly Envelope[]): VerdictDocument => {
  const stamp = stampOf(envelopes);
  const scenarios = scenariosOf(envelopes);
  const table = tableFor(stamp.target);
  const asked = stamp.selection.rules;
  const notAskedFor = asked.length === 0 ? [] : table.ids.filter((id) => !asked.includes(id));
  const known = new Set([...membersOf(envelopes, 'pickle').flatMap(ruleIdsOf), ...notAskedFor]);
  const ran = byRule(scenarios, table);
  const unsteady = unsteadinessOf(scenarios);
  const off = stamp.target.kind === 'live' ? switchedOffIn(ran) : [];
  const judged = table.ids.map((id) => ruleVerdict(id, { table, stamp, ran, known, unsteady, off }));
  const rules = stamp.target.kind === 'client' ? judged : withoutConsequences(judged, ran);
  const unattributed = scenarios
    .filter((scenario) => isUnattributed(scenario, table))
    .map((scenario) => scenarioVerdict(scenario));
  const stale = staleOf(stamp, rules);
  const observations = observationsOf(envelopes);
  const { conclusion, because } = conclusionOf({ envelopes, stamp, rules, unattributed, stale });
  return {
    schemaVersion,
    ...stamp,
    ...clockOf(envelopes),
    evidence: digestOf(envelopes),
    conclusion,
    exitCode: exitCodes[conclusion].code,
    because,
    ...(observations.length === 0 ? {} : { observations }),
    divergence: divergenceOf(rules),
    coverage: coverageOf(rules),
    counts: countsOf(rules),
    scenarios: scenarios.length,
    rules,
    unattributed,
    stale,
  };
};
