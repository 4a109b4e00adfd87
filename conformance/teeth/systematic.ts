// The mutants that follow from the table itself: every rule left out, every refusal with another status, code and text.
import { inEdition } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions.ts';
import { ruleIds, ruleOf, type RefusalId, type RuleId } from '../../schemas/rules/index.ts';
import type { Mutant } from './mutant.ts';

/** Rules whose code cannot step aside: what they refuse cannot be served at all. They are bent by their outcomes. */
const essential: readonly RuleId[] = [
  'interaction/method-not-supported',
  'interaction/unknown-path',
  'interaction/body-size',
  'interaction/body-is-json',
  'appointment-type/must-exist',
  'booking/time-required',
  'searchset/paging',
];

const leftOut = (rule: RuleId): Mutant => ({ rule, fault: 'left out', options: { without: [rule] } });

const bent = (rule: RefusalId): Mutant[] => [
  { rule, fault: 'another status', options: { outcomes: { [rule]: { status: 409 } } } },
  { rule, fault: 'another code', options: { outcomes: { [rule]: { code: 'too-long' } } } },
  { rule, fault: 'another text', options: { outcomes: { [rule]: { text: 'Something went wrong' } } } },
];

/** Those of `too-long` get yet another code, so that the mutant differs. */
const differing = (rule: RefusalId): Mutant[] =>
  bent(rule).map((mutant) =>
    ruleOf(rule).outcome?.code === 'too-long' && mutant.fault === 'another code'
      ? { ...mutant, options: { outcomes: { [rule]: { code: 'invalid' } } } }
      : mutant,
  );

const isRefusal = (id: RuleId): id is RefusalId => ruleOf(id).outcome !== undefined;

/** The systematic mutants of an edition. */
export const systematic = (edition: Edition): Mutant[] => {
  const ids = ruleIds.filter((id) => inEdition(id, edition));
  const removable = ids.filter((id) => ruleOf(id).stage !== 'inherent' && !essential.includes(id));
  return [...removable.map(leftOut), ...ids.filter(isRefusal).flatMap(differing)];
};
