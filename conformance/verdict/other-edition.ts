// Violations that fit another edition better than the one that the run was held to.
import { isInEdition } from '../../schemas/contract.ts';
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import { isRuleId } from '../../schemas/rules/index.ts';
import type { RuleVerdict } from './rule-verdict.ts';

/** One or two rules that have gone by another edition may as well be faults of their own. */
const fewest = 3;

/** That a server may be of another edition, in a sentence; undefined where nothing speaks for it. */
export const otherEdition = (edition: Edition, rules: readonly RuleVerdict[]): string | undefined => {
  const violated = rules.flatMap(({ id, verdict }) => (verdict === 'violated' && isRuleId(id) ? [id] : []));
  const explained = editions
    .filter((other) => other !== edition)
    .map((other) => ({ other, count: violated.filter((id) => !isInEdition(id, other)).length }));
  const [best] = explained.toSorted((one, two) => two.count - one.count);
  if (best === undefined || best.count < fewest || best.count * 2 < violated.length) return undefined;
  const fitting = explained.filter(({ count }) => count === best.count).map(({ other }) => other);
  return `${best.count} of the ${violated.length} violated rules do not hold in the edition of ${fitting.join(' or ')}: the server may be of another edition (canvas-harness editions detect finds out)`;
};
