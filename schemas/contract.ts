// The contract in force: the rule table filtered to one edition, less what is left out on purpose.
import { defaultEdition, holdsIn, type Edition } from './editions.ts';
import type { Outcome } from './rules/rule.ts';
import { ruleIds, ruleOf, type RefusalId, type RuleId } from './rules/index.ts';

export interface ContractOptions {
  readonly edition?: Edition;
  /** Rules to leave out, so that a suite can be shown to notice. */
  readonly without?: readonly RuleId[];
  /** Refusals to answer otherwise than documented, for the same purpose. */
  readonly outcomes?: Readonly<Partial<Record<RefusalId, Partial<Outcome>>>>;
}

export interface Contract {
  readonly edition: Edition;
  readonly holds: (id: RuleId) => boolean;
  readonly outcome: (id: RefusalId) => Outcome;
}

/** True where a rule holds in an edition. `until` is the first edition without it. */
export const inEdition = (id: RuleId, edition: Edition): boolean => holdsIn(ruleOf(id), edition);

/** The contract of an edition. */
export const contractOf = ({
  edition = defaultEdition,
  without = [],
  outcomes = {},
}: ContractOptions = {}): Contract => {
  const held = new Set(ruleIds.filter((id) => inEdition(id, edition) && !without.includes(id)));
  return {
    edition,
    holds: (id) => held.has(id),
    outcome: (id) => {
      const { outcome } = ruleOf(id);
      if (outcome === undefined) throw new Error(`${id} refuses nothing`);
      return { ...outcome, ...outcomes[id] };
    },
  };
};
