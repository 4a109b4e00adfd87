// Hunts for differences: runs scripts on both sides, and shrinks and names each difference that is new.
import { attributed, isExplained, type Bench, type Attribution } from '../attribution/attribute.ts';
import type { Comparison, Keyed, Sides } from '../attribution/comparison.ts';
import { isWithin, likenessOf } from '../attribution/fingerprint.ts';
import type { Outcomes } from '../requests/perform.ts';
import type { Script } from '../requests/script.ts';
import { shrunk, withoutCalls } from './shrink.ts';
import { upTo, type Seen } from './seen.ts';
import { isBefore, splitsIn } from './split.ts';
import type { Difference } from '../requests/compare.ts';

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
  /** Calls that were made on both sides, and those that could be made on one alone. */
  readonly compared: number;
  readonly uncompared: number;
  /** Why it ended before the last script, or undefined. */
  readonly ended: string | undefined;
}

/** Two findings are one where one bend explains both, or where nothing does and the same is suspected. */
const isSameFinding = (one: Attribution, other: Attribution): boolean =>
  one.rules[0] === other.rules[0] &&
  one.certainty === other.certainty &&
  (one.asIf.length === 0
    ? one.rules.join() === other.rules.join()
    : one.asIf.some((bend) => other.asIf.includes(bend)));

class Hunter {
  readonly findings: Finding[] = [];
  compared = 0;
  uncompared = 0;
  readonly #sides: Sides;
  readonly #bench: Bench;
  /** The finding that each key has led to; undefined while it is a consequence of another. */
  readonly #known = new Map<string, Finding | undefined>();
  /** The finding that each likeness has led to. */
  readonly #alike = new Map<string, Finding>();

  constructor(sides: Sides, bench: Bench) {
    this.#sides = sides;
    this.#bench = bench;
  }

  /** Performs a script and takes up every difference that is new. What is behind a split is seen without it. */
  async take(script: Script): Promise<void> {
    const taken = new Set<string>();
    for (let rest = script; rest.calls.length > 0;) {
      const comparison = await this.#sides.compare(rest);
      if (rest === script) this.#count(comparison);
      const splits = splitsIn(comparison);
      for (const difference of comparison.differences.filter((one) => isBefore(splits, one)))
        if (!taken.has(difference.key)) {
          taken.add(difference.key);
          await this.#takeUp(comparison, difference);
        }
      if (comparison.ended !== undefined) throw comparison.ended as Error;
      if (splits.length === 0) return;
      rest = withoutCalls(rest, splits);
    }
  }

  /** What the other side did not come to any more was not left out: the run has ended there. */
  #count({ script, ours, theirs, ended }: Comparison): void {
    const isMade = (outcomes: Outcomes, position: number): boolean => outcomes[position] !== undefined;
    const both = script.calls.filter((_call, position) => isMade(ours, position) && isMade(theirs, position));
    this.compared += both.length;
    if (ended === undefined) this.uncompared += script.calls.length - both.length;
  }

  async #takeUp(comparison: Comparison, difference: Keyed): Promise<void> {
    const { key } = difference;
    const known = this.#known.get(key) ?? this.#alike.get(likenessOf(difference) ?? '');
    if (known !== undefined) this.#recognised(key, known);
    if (this.#known.has(key) || (await this.#recognise(comparison, difference))) return;
    await this.#followOrKeep(comparison, difference);
  }

  #recognised(key: string, finding: Finding): void {
    this.#known.set(key, finding);
    finding.times += 1;
  }

  /** True where what was proven before explains a difference that looks new. */
  async #recognise(comparison: Comparison, difference: Keyed): Promise<boolean> {
    for (const finding of this.findings) {
      if (!(await isExplained(this.#sides, this.#bench, comparison, difference, finding.proof))) continue;
      this.#recognised(difference.key, finding);
      return true;
    }
    return false;
  }

  /** Where the other side fails while a difference is looked into, it is named by the smallest script so far. */
  async #followOrKeep(comparison: Comparison, difference: Keyed): Promise<void> {
    const best: Seen = { seen: [comparison, difference] };
    try {
      if (comparison.ended === undefined) await this.#follow(comparison.script, difference, best);
      else await this.#name(...upTo(best.seen), comparison.script.name);
    } catch (error) {
      await this.#name(...upTo(best.seen), comparison.script.name);
      throw error;
    }
  }

  /** The script on both sides, with the difference in question, should it be there. */
  async #shown(script: Script, key: string): Promise<Seen['seen'] | undefined> {
    const comparison = await this.#sides.compare(script);
    if (comparison.ended !== undefined) throw comparison.ended as Error;
    const difference = comparison.differences.find((one) => isWithin(one.key, key));
    return difference === undefined ? undefined : [comparison, difference];
  }

  /** Shrinks a difference, and names its rule unless it comes of a write that only one side has taken. */
  async #follow(script: Script, { key, call }: Keyed, best: Seen): Promise<void> {
    this.#known.set(key, undefined);
    const stillDiffers = async (smaller: Script): Promise<boolean> => {
      const seen = await this.#shown(smaller, key);
      if (seen !== undefined) best.seen = seen;
      return seen !== undefined;
    };
    await shrunk(script, call, stillDiffers, this.#sides.canBeAsked);
    const [comparison, difference] = best.seen;
    const splits = splitsIn(comparison);
    const earlier = comparison.differences.find((one) => one.call < difference.call && splits.includes(one.call));
    if (earlier === undefined) this.#known.set(key, await this.#name(comparison, difference, script.name));
    else if (!this.#known.has(earlier.key)) {
      best.seen = [comparison, earlier];
      await this.#follow(comparison.script, earlier, best);
    }
  }

  async #name(comparison: Comparison, difference: Keyed, seenIn: string): Promise<Finding> {
    const attribution = await attributed({
      sides: this.#sides,
      bench: this.#bench,
      comparison,
      difference,
      isSettled: (key) => this.#known.get(key) !== undefined,
    });
    const { script } = comparison;
    const same = this.findings.find((one) => isSameFinding(attribution, one));
    const finding: Finding = same ?? { ...attribution, difference, script, comparison, seenIn, times: 1 };
    if (same === undefined) this.findings.push(finding);
    this.#known.set(difference.key, finding);
    const likeness = likenessOf(difference);
    if (likeness !== undefined) this.#alike.set(likeness, finding);
    return finding;
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
  const result = (ended: string | undefined): Hunt => {
    const { findings, compared, uncompared } = hunter;
    return { findings, scripts: count, compared, uncompared, ended };
  };
  try {
    for (const script of scripts) {
      await hunter.take(script);
      count += 1;
      onScript?.(count, hunter.findings.length);
    }
  } catch (error) {
    const ended = endOf(error);
    if (ended === undefined) throw error;
    return result(ended);
  }
  return result(undefined);
};
