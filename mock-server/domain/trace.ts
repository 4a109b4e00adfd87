// The trace of a request: the rules that acted on it, in order.
import type { RuleId } from '../../schemas/rules/index.ts';

/** Rules that acted, each once, the first one first. */
export type Trace = Set<RuleId>;

const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));

/** Whether a member of the changed value is another than it was: an effect that changes nothing did not act. */
export const differs = (before: object, after: object): boolean => {
  if (before === after) return false;
  const held = before as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(after)) if (!isSame(held[name], value)) return true;
  return false;
};
