// What changes from one edition to another: rules that come, rules that go, and pairs where one takes another's place.
import { isInEdition } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Outcome } from '../../schemas/rules/rule.ts';
import { isRuleId, ruleIds, ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import { featureRules } from '../suite/features.ts';
import { ruleIdsOf } from '../suite/messages/index.ts';

/** A rule as a difference shows it. */
export interface Side {
  readonly id: string;
  readonly statement: string;
  readonly basis: string;
  /** How it refuses; null where it refuses nothing. */
  readonly outcome: Outcome | null;
  readonly scenarios: readonly string[];
}

/** One rule that comes or goes, or two of which the later takes the place of the earlier. */
export interface Change {
  readonly kind: 'changed' | 'added' | 'ended';
  readonly old: Side | null;
  readonly new: Side | null;
  /** What a client has to change, one sentence for each step on the way. */
  readonly clientChange: readonly string[];
}

/** A change by the ids of its rules: `old -> new`. */
export const nameOf = ({ old, new: next }: Pick<Change, 'old' | 'new'>): string =>
  [old?.id, next?.id].filter((id) => id !== undefined).join(' -> ');

export interface Difference {
  readonly from: Edition;
  readonly to: Edition;
  readonly changes: readonly Change[];
}

const sideOf = (id: RuleId, scenarios: ReadonlyMap<string, readonly string[]>): Side => {
  const { statement, basis, outcome } = ruleOf(id);
  return { id, statement, basis, outcome: outcome ?? null, scenarios: scenarios.get(id) ?? [] };
};

/** Every rule with its scenarios, each as `features/<topic>.feature: <name>`. */
const scenariosByRule = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    featureRules().flatMap(({ uri, tags, scenarios }) =>
      ruleIdsOf({ tags }).map((id) => [id, scenarios.map((name) => `${uri}: ${name}`)] as const),
    ),
  );

/** A rule and those it has replaced, the latest first. */
const lineage = (id: RuleId): readonly RuleId[] => {
  const { replaces = '' } = ruleOf(id);
  return isRuleId(replaces) ? [id, ...lineage(replaces)] : [id];
};

/** Each rule of the later edition whose predecessor is one of the earlier. */
const successions = (added: readonly RuleId[], ended: readonly RuleId[]): ReadonlyMap<RuleId, RuleId> =>
  new Map(
    added.flatMap((id) => {
      const before = lineage(id).find((known) => ended.includes(known));
      return before === undefined ? [] : [[id, before] as const];
    }),
  );

/** The sentences of the rules that came on the way from one rule to another. */
const stepsTo = (id: RuleId, before: RuleId | undefined): readonly string[] => {
  const line = lineage(id);
  const steps = before === undefined ? [id] : line.slice(0, line.indexOf(before));
  return steps.toReversed().flatMap((step) => ruleOf(step).clientChange ?? []);
};

const onAdding = (id: RuleId): string => {
  const { outcome, statement } = ruleOf(id);
  return outcome === undefined ? `It now holds: ${statement}` : `Avoid what is now refused: ${statement}`;
};

const onEnding = (id: RuleId): string =>
  ruleOf(id).clientChange ?? `Do not rely on it any longer: ${ruleOf(id).statement}`;

interface Step {
  readonly kind: Change['kind'];
  readonly before: RuleId | undefined;
  readonly after: RuleId | undefined;
  readonly clientChange: readonly string[];
}

const stepsForward = (added: readonly RuleId[], ended: readonly RuleId[]): readonly Step[] => {
  const successors = successions(added, ended);
  const replaced = new Set(successors.values());
  return [
    ...added.map((after) => {
      const before = successors.get(after);
      const steps = stepsTo(after, before);
      const clientChange = steps.length > 0 ? steps : [onAdding(after)];
      return { kind: before === undefined ? ('added' as const) : ('changed' as const), before, after, clientChange };
    }),
    ...ended
      .filter((id) => !replaced.has(id))
      .map((before) => ({ kind: 'ended' as const, before, after: undefined, clientChange: [onEnding(before)] })),
  ];
};

const backwards = { added: 'ended', ended: 'added', changed: 'changed' } as const;

/** What changes from one edition to another, in the order of the table. Going back, the older statement holds again. */
export const difference = (from: Edition, to: Edition): Difference => {
  const scenarios = scenariosByRule();
  const [earlier, later] = from <= to ? [from, to] : [to, from];
  const added = ruleIds.filter((id) => isInEdition(id, later) && !isInEdition(id, earlier));
  const ended = ruleIds.filter((id) => isInEdition(id, earlier) && !isInEdition(id, later));
  const toSide = (id: RuleId | undefined): Side | null => (id === undefined ? null : sideOf(id, scenarios));
  const changes = stepsForward(added, ended).map(({ kind, before, after, clientChange }): Change => {
    if (from <= to) return { kind, old: toSide(before), new: toSide(after), clientChange };
    const again = before === undefined ? 'It no longer holds.' : `It holds again: ${ruleOf(before).statement}`;
    return { kind: backwards[kind], old: toSide(after), new: toSide(before), clientChange: [again] };
  });
  const placeOf = ({ old, new: next }: Change): number => ruleIds.indexOf((next ?? old)?.id as RuleId);
  return { from, to, changes: changes.toSorted((one, other) => placeOf(one) - placeOf(other)) };
};
