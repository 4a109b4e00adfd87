// What a scenario borrows from the pool of the run, and what it brings back.
import type { Loan, Loanable } from '../target.ts';
import { makingOf, type Making, type Pickled } from './arrangement.ts';
import type { Budget } from './budget.ts';
import type { FreeDays } from './free-days.ts';
import type { Ask } from './discovery.ts';
import { isRestored, Pool, type Put, type Unit } from './shared-records.ts';

interface LendingOptions {
  readonly ask: Ask;
  readonly put: Put;
  readonly budget: Budget;
  readonly days: FreeDays;
  /** What a record looked like before the run first wrote to it. */
  readonly before: (type: string, id: string) => string | undefined;
}

export interface OpenLoan extends Loan {
  readonly day: string;
  /** Brings everything back that is as it was. */
  readonly end: (hasPassed: boolean) => Promise<void>;
}

export class Lending {
  readonly #pool = new Pool();
  readonly #options: LendingOptions;

  constructor(options: LendingOptions) {
    this.#options = options;
  }

  /** What a scenario would have to create, with what can be lent to it. */
  needOf({ arrangement, besides }: Making): number {
    return besides + (arrangement === undefined || this.#pool.has(arrangement.key) ? 0 : arrangement.size);
  }

  /** Opens the loan of a scenario. Throws Withheld where what it has to create goes beyond the budget. */
  async open(pickle: Pickled): Promise<OpenLoan> {
    const making = makingOf(pickle);
    this.#options.budget.require(this.needOf(making));
    const { arrangement } = making;
    const unit = arrangement === undefined ? undefined : this.#pool.take(arrangement.key);
    const day = unit?.day ?? (await this.#options.days.next());
    const waiting = [...(unit?.records ?? [])];
    const made: Loanable[] = [];
    return {
      day,
      next: (type) => (waiting[0]?.type === type ? waiting.shift() : undefined),
      made: (record) => void made.push(record),
      end: async (hasPassed) => {
        const isUntouched = waiting.length === unit?.records.length;
        if (unit !== undefined && isUntouched) this.#pool.give(unit);
        else if (hasPassed && arrangement !== undefined)
          await this.#takeBack(unit, { key: arrangement.key, day, records: made }, arrangement.size);
      },
    };
  }

  /** Takes what was lent, or what was made in its stead, into the pool, if it is whole, alone on its day and as it was. */
  async #takeBack(lent: Unit | undefined, made: Unit, size: number): Promise<void> {
    const back = lent ?? made;
    const isWhole = back.records.length === size && (lent === undefined || made.records.length === 0);
    if (isWhole && (await this.#isAsBefore(back).catch(() => false))) this.#pool.give(back);
  }

  async #isAsBefore({ records }: Unit): Promise<boolean> {
    const { ask, put, before } = this.#options;
    for (const record of records) {
      const pristine = before(record.type, record.id);
      if (pristine !== undefined && !(await isRestored(record, pristine, ask, put))) return false;
    }
    return true;
  }
}
