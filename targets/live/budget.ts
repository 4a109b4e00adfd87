// How many records a run may create: each counts from before it is sent until the server has refused it.
import { Withheld } from '../failures.ts';

export const usualBudget = 25;

export class Budget {
  /** More than any run creates. */
  static readonly most = 1_000_000;
  readonly #most: number;
  #spent = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get left(): number {
    return this.#most - this.#spent;
  }

  /** Refuses what would go beyond the budget before anything is sent. */
  require(count: number): void {
    if (count <= this.left) return;
    throw new Withheld(
      'budget',
      `the budget of ${this.#most} creates leaves ${this.left} of the ${count} it needs: raise --max-creates`,
    );
  }

  spend(): void {
    this.require(1);
    this.#spent += 1;
  }

  /** Gives back what a refusal has shown not to be created. */
  giveBack(): void {
    this.#spent -= 1;
  }
}
