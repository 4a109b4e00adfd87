// The mutants that follow from the table itself: every rule left out, every refusal with another status, code and text.
import { ruleOf, type RefusalId, type RuleId } from '../../../schemas/rules/index.ts';
import type { Mutant } from './mutant.ts';

/** Rules that cannot be left out: what they refuse cannot be served at all. Only their outcomes are mutated. */
const indispensable: readonly RuleId[] = [
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
  // An answer that is watched is written again without its indentation, so this one is mutated by hand.
  'validation/pretty',
  'booking/time-required',
  'searchset/paging',
];

const leftOut = (rule: RuleId): Mutant => ({ rule, fault: 'left out', options: { without: [rule] } });

/** A refusal with another status, code and text. An answer without an issue has no code to change. */
const mutatedOutcomes = (rule: RefusalId): Mutant[] => {
  const { code, form } = ruleOf(rule).outcome ?? {};
  const mutated = (fault: string, outcome: object): Mutant => ({
    rule,
    fault,
    options: { outcomes: { [rule]: outcome } },
  });
  return [
    mutated('another status', { status: 409 }),
    ...(form === 'detail' ? [] : [mutated('another code', { code: code === 'too-long' ? 'invalid' : 'too-long' })]),
    mutated('another text', { text: 'Something went wrong' }),
  ];
};

const isRefusal = (id: RuleId): id is RefusalId => ruleOf(id).outcome !== undefined;

/** The mutants of some rules that need no code of their own. */
export const mutantsFromTable = (ids: readonly RuleId[]): Mutant[] => {
  const dispensable = ids.filter((id) => ruleOf(id).stage !== 'inherent' && !indispensable.includes(id));
  return [...dispensable.map(leftOut), ...ids.filter(isRefusal).flatMap(mutatedOutcomes)];
};
