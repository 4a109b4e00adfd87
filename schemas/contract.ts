// The contract in force: the rule table filtered to one edition, less what is left out on purpose.
import { defaultEdition, editionNamed, isInForceIn, type latest, type Edition } from './editions/editions.ts';
import type { Outcome, Validation } from './rules/rule.ts';
import { ruleIds, ruleOf, type RefusalId, type RuleId } from './rules/index.ts';

/** The ways to validate a body, the default first. */
export const validations: readonly Validation[] = ['documented', 'framework'];

/** The versions of the framework whose validation is known, the default first. */
export const frameworks = ['1.5', '3.0'] as const;
export type Framework = (typeof frameworks)[number];

export interface ContractOptions {
  readonly edition?: Edition | typeof latest;
  /** By the word of the document unless said otherwise. */
  readonly validation?: Validation;
  /** Which version validates where the framework does; 1.5 unless said otherwise. */
  readonly framework?: Framework;
  /** Rules to leave out, so that a suite can be shown to notice. */
  readonly without?: readonly RuleId[];
  /** Refusals to answer otherwise than documented, for the same purpose. */
  readonly outcomes?: Readonly<Partial<Record<RefusalId, Partial<Outcome>>>>;
}

/** What a contract is made of: an edition, and a way to validate. */
export interface ContractChoice {
  readonly edition: Edition;
  readonly validation: Validation;
}

export interface Contract extends ContractChoice {
  readonly framework: Framework;
  readonly isInForce: (id: RuleId) => boolean;
  readonly outcome: (id: RefusalId) => Outcome;
}

/** True where a rule holds in an edition. `until` is the first edition without it. */
export const isInEdition = (id: RuleId, edition: Edition): boolean => isInForceIn(ruleOf(id), edition);

/** True where a rule holds in an edition and under a way to validate. */
export const isInForceUnder = (id: RuleId, { edition, validation }: ContractChoice): boolean =>
  isInEdition(id, edition) && (ruleOf(id).validation ?? validation) === validation;

/** The contract of an edition. */
export const contractOf = ({
  edition: named = defaultEdition,
  validation = 'documented',
  framework = '1.5',
  without = [],
  outcomes = {},
}: ContractOptions = {}): Contract => {
  const edition = editionNamed(named) ?? defaultEdition;
  const held = new Set(ruleIds.filter((id) => isInForceUnder(id, { edition, validation }) && !without.includes(id)));
  return {
    edition,
    validation,
    framework,
    isInForce: (id) => held.has(id),
    outcome: (id) => {
      const { outcome } = ruleOf(id);
      if (outcome === undefined) throw new Error(`${id} refuses nothing`);
      return { ...outcome, ...outcomes[id] };
    },
  };
};
