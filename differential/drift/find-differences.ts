// Finds differences: performs scripts on both sides, and shrinks each difference that is new and attributes it to a rule.
import {
  attributed,
  isExplained,
  type MutatedMocks,
  type Comparer,
  type Comparison,
  type Keyed,
  isWithin,
  likenessOf,
} from '../attribution/index.ts';
import type { Outcomes, Script } from '../requests/index.ts';
import { shrunk, withoutCalls } from './shrink.ts';
import { isSameFinding, type Finding } from './finding.ts';
import { upTo, type Example, type Smallest } from './smallest.ts';
import { divergingWrites, isBefore } from './diverging-writes.ts';

export interface FoundDifferences {
  readonly findings: readonly Finding[];
  /** Scripts that were performed on both sides. */
  readonly scripts: number;
  /** Calls that were made on both sides, and those that could be made on one alone. */
  readonly compared: number;
  readonly uncompared: number;
  /** Why it ended before the last script, or undefined. */
  readonly ended: string | undefined;
}

/** What comparing takes. */
interface Means {
  readonly comparer: Comparer;
  readonly mocks: MutatedMocks;
  /** True where the counterpart can be asked a part of a request. */
  readonly canBeAsked: boolean;
}

class DifferenceFinder {
  readonly findings: Finding[] = [];
  compared = 0;
  uncompared = 0;
  readonly #comparer: Comparer;
  readonly #canBeAsked: boolean;
  readonly #mocks: MutatedMocks;
  /** The finding that each key has led to; undefined while it is a consequence of another. */
  readonly #known = new Map<string, Finding | undefined>();
  /** The finding that each likeness has led to. */
  readonly #alike = new Map<string, Finding>();

  constructor({ comparer, mocks, canBeAsked }: Means) {
    this.#comparer = comparer;
    this.#mocks = mocks;
    this.#canBeAsked = canBeAsked;
  }

  /** Performs a script and looks into every difference that is new. What comes after diverging writes is seen without them. */
  async take(script: Script): Promise<void> {
    const taken = new Set<string>();
    for (let rest = script; rest.calls.length > 0;) {
      const comparison = await this.#comparer.compare(rest);
      if (rest === script) this.#count(comparison);
      const diverging = divergingWrites(comparison);
      for (const difference of comparison.differences.filter((one) => isBefore(diverging, one)))
        if (!taken.has(difference.key)) {
          taken.add(difference.key);
          await this.#lookInto(comparison, difference);
        }
      if (comparison.ended !== undefined) throw comparison.ended as Error;
      if (diverging.length === 0) return;
      rest = withoutCalls(rest, diverging);
    }
  }

  /** What the counterpart did not come to any more was not left out: the run has ended there. */
  #count({ script, mock, counterpart, ended }: Comparison): void {
    const isMade = (outcomes: Outcomes, position: number): boolean => outcomes[position] !== undefined;
    const both = script.calls.filter(
      (_call, position) => isMade(mock.outcomes, position) && isMade(counterpart.outcomes, position),
    );
    this.compared += both.length;
    if (ended === undefined) this.uncompared += script.calls.length - both.length;
  }

  async #lookInto(comparison: Comparison, difference: Keyed): Promise<void> {
    const { key } = difference;
    const known = this.#known.get(key) ?? this.#alike.get(likenessOf(difference) ?? '');
    if (known !== undefined) this.#countAgain(key, known);
    if (this.#known.has(key) || (await this.#isExplainedByKnown(comparison, difference))) return;
    await this.#shrinkOrReport(comparison, difference);
  }

  #countAgain(key: string, finding: Finding): void {
    this.#known.set(key, finding);
    finding.times += 1;
  }

  /** True where what was proven before explains a difference that looks new. */
  async #isExplainedByKnown(comparison: Comparison, difference: Keyed): Promise<boolean> {
    for (const finding of this.findings) {
      if (!(await isExplained(this.#comparer, this.#mocks, comparison, difference, finding.proof))) continue;
      this.#countAgain(difference.key, finding);
      return true;
    }
    return false;
  }

  /** Where the counterpart fails while a difference is looked into, it is named by the smallest script so far. */
  async #shrinkOrReport(comparison: Comparison, difference: Keyed): Promise<void> {
    const smallest: Smallest = { example: [comparison, difference] };
    try {
      if (comparison.ended === undefined) await this.#shrink(comparison.script, difference, smallest);
      else await this.#attribute(...upTo(smallest.example), comparison.script.name);
    } catch (error) {
      await this.#attribute(...upTo(smallest.example), comparison.script.name);
      throw error;
    }
  }

  /** The script on both sides, with the difference in question, should it be there. */
  async #showing(script: Script, key: string): Promise<Example | undefined> {
    const comparison = await this.#comparer.compare(script);
    if (comparison.ended !== undefined) throw comparison.ended as Error;
    const difference = comparison.differences.find((one) => isWithin(one.key, key));
    return difference === undefined ? undefined : [comparison, difference];
  }

  /** Shrinks a difference, and names its rule unless it comes of a write that only one side has accepted. */
  async #shrink(script: Script, { key, call }: Keyed, smallest: Smallest): Promise<void> {
    this.#known.set(key, undefined);
    const stillDiffers = async (smaller: Script): Promise<boolean> => {
      const shown = await this.#showing(smaller, key);
      if (shown !== undefined) smallest.example = shown;
      return shown !== undefined;
    };
    await shrunk(script, call, stillDiffers, this.#canBeAsked);
    const [comparison, difference] = smallest.example;
    const diverging = divergingWrites(comparison);
    const earlier = comparison.differences.find((one) => one.call < difference.call && diverging.includes(one.call));
    if (earlier === undefined) this.#known.set(key, await this.#attribute(comparison, difference, script.name));
    else if (!this.#known.has(earlier.key)) {
      smallest.example = [comparison, earlier];
      await this.#shrink(comparison.script, earlier, smallest);
    }
  }

  async #attribute(comparison: Comparison, difference: Keyed, seenIn: string): Promise<Finding> {
    const attribution = await attributed({
      comparer: this.#comparer,
      mocks: this.#mocks,
      comparison,
      difference,
      isKnown: (key) => this.#known.get(key) !== undefined,
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

interface Task extends Means {
  readonly scripts: Iterable<Script>;
  /** Told after each script how many were performed and how many findings there are. */
  readonly onScript?: (scripts: number, findings: number) => void;
  /** What to make of a fault that ends the search: its one line, or undefined to let it through. */
  readonly endOf: (error: unknown) => string | undefined;
}

/** Goes through scripts. What was found before the counterpart failed is part of the result. */
export const findDifferences = async ({ scripts, onScript, endOf, ...means }: Task): Promise<FoundDifferences> => {
  const finder = new DifferenceFinder(means);
  let count = 0;
  const result = (ended: string | undefined): FoundDifferences => {
    const { findings, compared, uncompared } = finder;
    return { findings, scripts: count, compared, uncompared, ended };
  };
  try {
    for (const script of scripts) {
      await finder.take(script);
      count += 1;
      onScript?.(count, finder.findings.length);
    }
  } catch (error) {
    const ended = endOf(error);
    if (ended === undefined) throw error;
    return result(ended);
  }
  return result(undefined);
};
