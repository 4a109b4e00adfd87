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

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** Whether two items of a list are the same: texts, or objects of plain values. */
const isSameItem = (one: unknown, other: unknown): boolean => {
  if (one === other || !isObject(one) || !isObject(other)) return one === other;
  for (const name in one) if (one[name] !== other[name]) return false;
  for (const name in other) if (!(name in one)) return false;
  return true;
};

const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((item, at) => isSameItem(item, other[at]));
};

/**
 * Whether an effect acted: it made something of a record another than it was, and not all of that is in the end as it was
 * before. A later effect may have undone it.
 */
export const hasActed = <T extends object>(before: T, after: T, final: T, members: readonly (keyof T)[]): boolean =>
  members.some((name) => !isSame(before[name], after[name]) && !isSame(before[name], final[name]));
