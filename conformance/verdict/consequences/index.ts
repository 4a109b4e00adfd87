// Violations that say no more than another one does: a rule is not to blame for what a scenario could not even arrange.
import { isBinding } from '../../../schemas/rules/rule.ts';
import { belowBase } from '../../../targets/index.ts';
import { evidenceOf, mediaTypes, type Exchange, type Scenario, type Target } from '../../suite/messages/index.ts';
import type { RuleVerdict, ScenarioVerdict } from '../rule-verdict.ts';
import { exchangesOf } from '../scenario-outcome.ts';
import type { Cause } from './cause.ts';
import { doubledEntries } from './doubled-entries.ts';
import { fruitlessParameters } from './fruitless-parameters.ts';
import { leftOutRecords } from './left-out-records.ts';
import { refusedKinds } from './refused-kinds.ts';
import { refusedReads } from './refused-reads.ts';
import { refusedStatuses } from './refused-statuses.ts';
import { shownCauses } from './shown-causes.ts';
import { takenTimes } from './taken-times.ts';
import { crowdedSearches, lostParameters, misheardParameters } from './unheard-parameters.ts';
import { unsteadyValues } from './unsteady-values.ts';
import { unkeptWrites } from './unkept-writes.ts';

/** The scenarios that ran, by rule. */
type Ran = ReadonlyMap<string, readonly Scenario[]>;

const reasonOf = ({ what, rule }: Cause): string => `it rests on ${what}: see ${rule}`;

/** A scenario that says nothing about its rule, since something else is broken. */
const withoutBlame = ({ name, at, exchanges }: ScenarioVerdict, cause: Cause): ScenarioVerdict => ({
  name,
  at,
  result: 'inconclusive',
  cause: 'another-rule',
  reason: reasonOf(cause),
  exchanges,
});

/** The causes of what differs from a rule, by scenario; undefined where one of its scenarios has none. The widest cause comes first. */
const causesOf = (
  { id, scenarios }: RuleVerdict,
  ran: Ran,
  causes: readonly Cause[],
): ReadonlyMap<ScenarioVerdict, Cause> | undefined => {
  const found = new Map<ScenarioVerdict, Cause>();
  // A cause is explained by one before it only: two that explain each other would leave nobody to blame.
  const own = causes.findIndex(({ rule }) => rule === id);
  const others = own < 0 ? causes : causes.slice(0, own);
  for (const one of scenarios.filter(({ result }) => result === 'violated')) {
    const scenario = ran.get(id)?.find(({ at, name }) => at === one.at && name === one.name);
    const [cause, ...more] = (one.mismatches ?? []).map((mismatch) =>
      others.find(({ explains }) => scenario !== undefined && explains(mismatch, scenario)),
    );
    if (cause === undefined || more.includes(undefined)) return undefined;
    found.set(one, cause);
  }
  return found;
};

/** The verdict on a rule again, where something else is broken that explains all its violations. */
const judgeAgain = (
  rule: RuleVerdict,
  found: ReadonlyMap<ScenarioVerdict, Cause>,
  known: ReadonlySet<string>,
): RuleVerdict => {
  const [first] = found.values();
  if (first === undefined) return rule;
  // Where the cause is accepted, so is what follows from it.
  if (known.has(first.rule)) return { ...rule, verdict: 'known-deviation', reason: reasonOf(first) };
  const scenarios = rule.scenarios.map((one) => {
    const cause = found.get(one);
    return cause === undefined ? one : withoutBlame(one, cause);
  });
  return { ...rule, verdict: 'inconclusive', reason: reasonOf(first), scenarios };
};

/** So many rules have to rest on a fault before it is told of a rule of which no scenario ran: one may be broken by itself. */
const fewestConsequences = 2;

/** True of a rule that a server can break, and of which no scenario of its own says that it is broken. */
const isUnseen = ({ verdict, basis, applicable }: RuleVerdict): boolean =>
  applicable && isBinding(basis) && !['violated', 'known-deviation'].includes(verdict);

/** The rules that are broken though no scenario of theirs says so: several others rest on them. */
const unseenRules = (rules: readonly RuleVerdict[], ran: Ran, causes: readonly Cause[]): ReadonlySet<string> => {
  const violated = rules.filter(({ verdict }) => verdict === 'violated');
  const isShown = ({ id }: RuleVerdict): boolean => {
    const own = causes.filter(({ rule, isWhole }) => isWhole && rule === id);
    return violated.filter((rule) => causesOf(rule, ran, own) !== undefined).length >= fewestConsequences;
  };
  return new Set(
    rules
      .filter(isUnseen)
      .filter(isShown)
      .map(({ id }) => id),
  );
};

/** The verdict on a rule that is broken, as the scenarios of other rules show. */
const blame = (rule: RuleVerdict, shown: ReadonlyMap<ScenarioVerdict, Cause>): RuleVerdict => {
  const [cause] = shown.values();
  if (cause === undefined) return rule;
  const reason = `scenarios of other rules show it: they rest on ${cause.what}`;
  return { ...rule, verdict: 'violated', reason, scenarios: [...rule.scenarios, ...shown.keys()] };
};

/** The exchanges of a scenario with their paths below the base of its target. */
const exchangesBelowBase = (scenario: Scenario): readonly Exchange[] => {
  const [target] = evidenceOf<Target>(scenario.attachments, mediaTypes.target);
  const exchanges = exchangesOf(scenario);
  return target === undefined ? exchanges : exchanges.map((one) => belowBase(one, target.baseUrl));
};

/** The verdicts without the violations that say no more than another one does. What is listed as known stays as it is. */
export const withoutConsequences = (rules: readonly RuleVerdict[], ran: Ran): readonly RuleVerdict[] => {
  const idsOf = (...wanted: readonly string[]): ReadonlySet<string> =>
    new Set(rules.filter(({ verdict }) => wanted.includes(verdict)).map(({ id }) => id));
  const broken = idsOf('violated', 'known-deviation');
  // The exchanges of a whole run are many: they are read only where it matters.
  if (broken.size < 2) return rules;
  const exchanged = new Map(
    [...new Set([...ran.values()].flat())].map((scenario) => [scenario, exchangesBelowBase(scenario)]),
  );
  const all = [
    ...refusedKinds(exchanged),
    ...refusedReads(exchanged),
    ...refusedStatuses(exchanged),
    ...takenTimes(exchanged),
    ...unkeptWrites(exchanged),
    ...shownCauses(exchanged),
    ...unsteadyValues(exchanged),
    ...fruitlessParameters(exchanged),
    ...leftOutRecords(exchanged),
    ...doubledEntries(exchanged),
    crowdedSearches(exchanged),
    ...lostParameters(exchanged),
    ...misheardParameters(exchanged),
  ];
  const unseen = unseenRules(rules, ran, all);
  const causes = all.filter(({ rule, isWhole }) => broken.has(rule) || (isWhole && unseen.has(rule)));
  const known = idsOf('known-deviation');
  const found = new Map(
    rules
      .filter(({ verdict }) => verdict === 'violated')
      .map((rule) => [rule.id, causesOf(rule, ran, causes) ?? new Map<ScenarioVerdict, Cause>()] as const),
  );
  const explained = [...found.values()].flatMap((own) => [...own]);
  return rules.map((rule) => {
    const own = found.get(rule.id);
    if (own !== undefined) return judgeAgain(rule, own, known);
    return unseen.has(rule.id) ? blame(rule, new Map(explained.filter(([, cause]) => cause.rule === rule.id))) : rule;
  });
};
