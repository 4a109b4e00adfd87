// What speaks against a mutant: scripts in which both sides agree, and the mutant would not.
import { isReading, type Mutant } from '../mutants/index.ts';
import { ruleOf } from '../../schemas/rules/index.ts';
import { isBinding } from '../../schemas/rules/rule.ts';
import type { Comparer, Comparison } from './comparison.ts';
import type { MutatedMocks } from './mutated-mocks.ts';

/** Scripts that are asked about one mutant. */
const maxScripts = 12;

/** How much a script has to do with a mutant: it is about its rule, the rule has acted in it, or one of its topic has. */
const nearnessOf = ({ script, mock }: Comparison, { rule }: Mutant): number => {
  if (script.rules.includes(rule)) return 3;
  const acted = mock.outcomes.flatMap((outcome) => outcome?.rules ?? []);
  if (acted.includes(rule)) return 2;
  const topic = `${rule.split('/')[0] ?? ''}/`;
  return [...script.rules, ...acted].some((one) => one.startsWith(topic)) ? 1 : 0;
};

export class Evidence {
  readonly #comparer: Comparer;
  readonly #mocks: MutatedMocks;
  /** Comparisons in which nothing differs but what no document decides. */
  readonly #agreed: readonly Comparison[];
  readonly #known = new Map<Mutant, Promise<boolean>>();

  constructor(comparer: Comparer, mocks: MutatedMocks, agreed: readonly Comparison[]) {
    this.#comparer = comparer;
    this.#mocks = mocks;
    this.#agreed = agreed;
  }

  /**
   * True where a mutant answers otherwise in a script in which the counterpart answers as the mock does. Half a reading of
   * what no document states is a reading, too.
   */
  contradicts(mutant: Mutant): Promise<boolean> {
    if (isReading(mutant) && !isBinding(ruleOf(mutant.rule).basis)) return Promise.resolve(false);
    const known = this.#known.get(mutant) ?? this.#isContradicted(mutant);
    this.#known.set(mutant, known);
    return known;
  }

  async #isContradicted(mutant: Mutant): Promise<boolean> {
    const near = this.#agreed
      .map((comparison) => ({ comparison, nearness: nearnessOf(comparison, mutant) }))
      .filter(({ nearness }) => nearness > 0)
      .toSorted((one, other) => other.nearness - one.nearness)
      .slice(0, maxScripts);
    for (const { comparison } of near) {
      const { left } = await this.#comparer.tryMutant(await this.#mocks.start(mutant), comparison);
      if (left.length > 0) return true;
    }
    return false;
  }
}
