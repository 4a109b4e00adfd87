// The trace of a request: the rules that acted on it, in order.
import type { RuleId } from '../../schemas/rules/index.ts';

/** Rules that acted, each once, the first one first. */
export type Trace = Set<RuleId>;

/** Lists of another length are told apart without looking into them, which is what most changes are. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return JSON.stringify(one) === JSON.stringify(other);
};

/** Whether a member of the changed value is another than it was: an effect that changes nothing did not act. */
export const differs = (before: object, after: object): boolean => {
  if (before === after) return false;
  const [held, changed] = [before, after] as Readonly<Record<string, unknown>>[];
  for (const name in changed) if (!isSame(held?.[name], changed[name])) return true;
  return false;
};
