// The mutants that follow from the table itself: every rule left out, every refusal with another status, code and text.
import { ruleOf, type RefusalId, type RuleId } from '../../../schemas/rules/index.ts';
import type { Mutant } from './mutant.ts';

/** Rules whose code cannot step aside: what they refuse cannot be served at all. They are bent by their outcomes. */
const essential: readonly RuleId[] = [
  'interaction/method-not-supported',
  'interaction/unknown-path',
  'interaction/body-size',
  'interaction/body-is-json',
  'appointment-type/must-exist',
  'appointment-type/code-must-exist',
  'validation/method-not-allowed',
  'validation/path-not-found',
  'validation/body-is-json',
  'validation/body-is-required',
  'validation/body-is-an-object',
  // Whoever watches an answer writes it anew, without its indentation: this one is broken by hand.
  'validation/pretty',
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
/** An answer without an issue has no code that could be another. */
const isNoticeable = ({ rule, fault }: Mutant): boolean =>
  ruleOf(rule).outcome?.form !== 'detail' || fault !== 'another code';

const differing = (rule: RefusalId): Mutant[] =>
  bent(rule)
    .filter(isNoticeable)
    .map((mutant) =>
      ruleOf(rule).outcome?.code === 'too-long' && mutant.fault === 'another code'
        ? { ...mutant, options: { outcomes: { [rule]: { code: 'invalid' } } } }
        : mutant,
    );

const isRefusal = (id: RuleId): id is RefusalId => ruleOf(id).outcome !== undefined;

/** The systematic mutants of some rules. */
export const systematic = (ids: readonly RuleId[]): Mutant[] => {
  const removable = ids.filter((id) => ruleOf(id).stage !== 'inherent' && !essential.includes(id));
  return [...removable.map(leftOut), ...ids.filter(isRefusal).flatMap(differing)];
};
