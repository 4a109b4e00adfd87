// The trace of a request: the rules that acted on it, in order.
import type { RuleId } from '../../schemas/rules/index.ts';

/** The rules that acted on some requests, in order, and the paths that go on from there. Requests share it. */
interface Path {
  readonly rules: readonly RuleId[];
  readonly next: Map<RuleId, Path>;
}

const start = (): Path => ({ rules: [], next: new Map() });

/** Paths that are remembered at most; then all are forgotten. */
const maxPaths = 20_000;

let firstPath = start();
let pathCount = 0;

const stepTo = (path: Path, rule: RuleId): Path => {
  const next = path.rules.includes(rule) ? path : { rules: [...path.rules, rule], next: new Map<RuleId, Path>() };
  path.next.set(rule, next);
  pathCount += 1;
  return next;
};

/** Rules that acted, each once, the first one first. Requests on which the same rules act share one list of them. */
export class Trace {
  #path: Path;

  constructor() {
    if (pathCount > maxPaths) [firstPath, pathCount] = [start(), 0];
    this.#path = firstPath;
  }

  get rules(): readonly RuleId[] {
    return this.#path.rules;
  }

  add(rule: RuleId): void {
    this.#path = this.#path.next.get(rule) ?? stepTo(this.#path, rule);
  }

  /** Adds what another trace was told. One that was told nothing goes the other's way. */
  follow(other: Trace): void {
    if (this.rules.length === 0) this.#path = other.#path;
    else for (const rule of other.rules) this.add(rule);
  }
}

/** Lists of another length are told apart without looking into them, which is what most changes are. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return JSON.stringify(one) === JSON.stringify(other);
};

/** Whether something of what an effect changed is in the end not as it was before: a later effect may have undone all of it. */
export const isLasting = (before: object, after: object, final: object): boolean => {
  if (final === after) return true;
  const [former, changed, last] = [before, after, final] as Readonly<Record<string, unknown>>[];
  for (const name in changed)
    if (!isSame(former?.[name], changed[name]) && !isSame(former?.[name], last?.[name])) return true;
  return false;
};

/** Whether a member of the changed value is another than it was: an effect that changes nothing did not act. */
export const isDifferent = (before: object, after: object): boolean => {
  if (before === after) return false;
  const [former, changed] = [before, after] as Readonly<Record<string, unknown>>[];
  for (const name in changed) if (!isSame(former?.[name], changed[name])) return true;
  return false;
};
