// What shrinking may cost: records that it creates on the other side, so that finding differences comes first.
import type { Comparison } from '../attribution/index.ts';
import { isWrite } from '../requests/index.ts';

/** Records that shrinking creates at most unless told otherwise. */
export const usualShrinkCreates = 500;

export class ShrinkBudget {
  readonly #max: number;
  #created = 0;

  constructor(max: number = usualShrinkCreates) {
    this.#max = max;
  }

  isSpent(): boolean {
    return this.#created >= this.#max;
  }

  /** What to say where it has run out; undefined before. */
  get exhausted(): string | undefined {
    return this.isSpent() ? `shrinking has created ${this.#created} records: raise --shrink-creates` : undefined;
  }

  /** Counts what a comparison has created on the other side. */
  spend({ script, counterpart }: Comparison): void {
    this.#created += script.calls.filter(
      (call, position) =>
        isWrite(call) && call.method === 'POST' && (counterpart.outcomes[position]?.status ?? 400) < 300,
    ).length;
  }
}
