// The trace of a request: the rules that acted on it, in order.
import type { RuleId } from '../../schemas/rules/index.ts';

/** One of the ways that requests have gone: the rules that acted, and the steps from here that others took. */
interface Way {
  readonly rules: readonly RuleId[];
  readonly next: Map<RuleId, Way>;
}

const start = (): Way => ({ rules: [], next: new Map() });

/** So many ways are known at most; then they are found anew. */
const mostWays = 20_000;

let ways = start();
let known = 0;

const step = (way: Way, rule: RuleId): Way => {
  const next = way.rules.includes(rule) ? way : { rules: [...way.rules, rule], next: new Map<RuleId, Way>() };
  way.next.set(rule, next);
  known += 1;
  return next;
};

/** Rules that acted, each once, the first one first. Requests on which the same rules act share one list of them. */
export class Trace {
  #way: Way;

  constructor() {
    if (known > mostWays) [ways, known] = [start(), 0];
    this.#way = ways;
  }

  get rules(): readonly RuleId[] {
    return this.#way.rules;
  }

  add(rule: RuleId): void {
    this.#way = this.#way.next.get(rule) ?? step(this.#way, rule);
  }

  /** Adds what another trace was told. */
  follow({ rules }: Trace): void {
    for (const rule of rules) this.add(rule);
  }
}

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
