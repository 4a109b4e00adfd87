// Hunts for differences: runs scripts on both sides, and shrinks and names each difference that is new.
import { attributed, guessed, isExplained, type Bench, type Attribution } from './attribute.ts';
import type { Comparison, Sides } from './sides.ts';
import type { Script } from './script.ts';
import { shrunk } from './shrink.ts';
import type { Difference } from './compare.ts';

/** A difference with the smallest script that shows it. */
export interface Finding extends Attribution {
  readonly difference: Difference;
  readonly script: Script;
  readonly comparison: Comparison;
  /** The script in which it was seen first. */
  readonly seenIn: string;
  /** How many scripts have shown it. */
  times: number;
}

export interface Hunt {
  readonly findings: readonly Finding[];
  /** Scripts that were performed on both sides. */
  readonly scripts: number;
  /** Why it ended before the last script, or undefined. */
  readonly ended: string | undefined;
}

const placeOf = ({ where }: Difference): string => where.replace(/\[\d+\]/g, '');

/** Two findings are one where they prove the same rule, or where the same is suspected at the same place. */
const sameFinding = (one: Attribution & { readonly difference: Difference }, other: Finding): boolean =>
  one.rules[0] === other.rules[0] &&
  one.certainty === other.certainty &&
  (one.certainty === 'exactly' || placeOf(one.difference) === placeOf(other.difference));

class Hunter {
  readonly findings: Finding[] = [];
  readonly #sides: Sides;
  readonly #bench: Bench;
  /** The finding that each key has led to; undefined while it is a consequence of another. */
  readonly #known = new Map<string, Finding | undefined>();

  constructor(sides: Sides, bench: Bench) {
    this.#sides = sides;
    this.#bench = bench;
  }

  /** Performs a script and takes up every difference of it that is new. */
  async take(script: Script): Promise<void> {
    const comparison = await this.#sides.compare(script);
    for (const key of new Set(comparison.differences.map((one) => one.key))) {
      const known = this.#known.get(key);
      if (known !== undefined) known.times += 1;
      if (!this.#known.has(key) && !(await this.#recognise(comparison, key))) await this.#followOrKeep(comparison, key);
    }
  }

  /** True where what was proven before explains a difference that looks new. */
  async #recognise(comparison: Comparison, key: string): Promise<boolean> {
    for (const finding of this.findings) {
      if (!(await isExplained(this.#sides, this.#bench, comparison, key, finding.proof))) continue;
      this.#known.set(key, finding);
      finding.times += 1;
      return true;
    }
    return false;
  }

  /** Where the other side fails while a difference is looked into, the difference is kept as it was first seen. */
  async #followOrKeep(comparison: Comparison, key: string): Promise<void> {
    const { script } = comparison;
    const difference = comparison.differences.find((one) => one.key === key);
    try {
      await this.#follow(script, key);
    } catch (error) {
      const attribution = { certainty: 'concerns', rules: guessed(comparison, key), asIf: [] } as const;
      if (difference !== undefined)
        this.findings.push({ ...attribution, difference, script, comparison, seenIn: script.name, times: 1 });
      throw error;
    }
  }

  async #shows(script: Script, key: string): Promise<Comparison | undefined> {
    const comparison = await this.#sides.compare(script);
    return comparison.differences.some((one) => one.key === key) ? comparison : undefined;
  }

  /** Shrinks a difference, and names its rule unless an earlier call of the smallest script differs already. */
  async #follow(script: Script, key: string): Promise<void> {
    this.#known.set(key, undefined);
    const smallest = await shrunk(script, async (candidate) => (await this.#shows(candidate, key)) !== undefined);
    const comparison = await this.#shows(smallest, key);
    const [first] = comparison?.differences ?? [];
    if (comparison === undefined || first === undefined) return;
    const difference = comparison.differences.find((one) => one.key === key) ?? first;
    if (first.call < difference.call) {
      if (this.#known.has(first.key)) return;
      await this.#follow(smallest, first.key);
      return;
    }
    await this.#name(comparison, difference, script.name);
  }

  async #name(comparison: Comparison, difference: Difference & { key: string }, seenIn: string): Promise<void> {
    const attribution = await attributed(this.#sides, this.#bench, comparison, difference.key);
    const same = this.findings.find((one) => sameFinding({ ...attribution, difference }, one));
    if (same !== undefined) {
      this.#known.set(difference.key, same);
      return;
    }
    const { script } = comparison;
    const finding: Finding = { ...attribution, difference, script, comparison, seenIn, times: 1 };
    this.findings.push(finding);
    for (const { key } of comparison.differences) this.#known.set(key, finding);
  }
}

export interface HuntOptions {
  readonly sides: Sides;
  readonly bench: Bench;
  readonly scripts: Iterable<Script>;
  /** Told after each script how many were performed and how many findings there are. */
  readonly onScript?: (scripts: number, findings: number) => void;
  /** What to make of a fault that ends the hunt: its one line, or undefined to let it through. */
  readonly endOf: (error: unknown) => string | undefined;
}

/** Hunts through scripts. What was found before the other side failed is kept. */
export const hunt = async ({ sides, bench, scripts, onScript, endOf }: HuntOptions): Promise<Hunt> => {
  const hunter = new Hunter(sides, bench);
  let count = 0;
  try {
    for (const script of scripts) {
      await hunter.take(script);
      count += 1;
      onScript?.(count, hunter.findings.length);
    }
  } catch (error) {
    const ended = endOf(error);
    if (ended === undefined) throw error;
    return { findings: hunter.findings, scripts: count, ended };
  }
  return { findings: hunter.findings, scripts: count, ended: undefined };
};
