// How many records a run may create: each counts from before it is sent until the server has refused it.
import { Withheld } from '../failures.ts';
import type { Allowance } from '../scenario.ts';

export const usualBudget = 25;

interface Limits {
  /** What whoever runs it allows: what goes beyond is left out. */
  readonly maxCreates: number;
  /** What the plan of the run allows: the run ends rather than go beyond. */
  readonly planned?: Allowance | undefined;
  /** Ends the run. */
  readonly end: (message: string) => never;
}

const none: Allowance = { creates: 0, patients: 0 };

/** What records of a type count for. */
const countOf = (type: string, records: number): Allowance => ({
  creates: records,
  patients: type === 'Patient' ? records : 0,
});

export class Budget {
  /** More than any run creates. */
  static readonly most = 1_000_000;
  readonly #limits: Limits;
  #spent = none;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** What the plan allows: as much as whoever runs it does, where there is none. */
  get #planned(): Allowance {
    const { maxCreates, planned = { creates: maxCreates, patients: maxCreates } } = this.#limits;
    return planned;
  }

  #isWithin(most: Allowance, { creates, patients }: Allowance): boolean {
    return this.#spent.creates + creates <= most.creates && this.#spent.patients + patients <= most.patients;
  }

  /** Whether a record of a type can be made without going beyond anything. */
  hasRoom(type: string): boolean {
    const wanted = countOf(type, 1);
    return this.#spent.creates + wanted.creates <= this.#limits.maxCreates && this.#isWithin(this.#planned, wanted);
  }

  /** Refuses what would go beyond the budget before anything is sent, and ends the run where its plan ends. */
  require({ creates, patients }: Allowance): void {
    const { maxCreates, end } = this.#limits;
    const planned = this.#planned;
    const left = maxCreates - this.#spent.creates;
    if (creates > left)
      throw new Withheld(
        'budget',
        `the budget of ${maxCreates} creates leaves ${left} of the ${creates} it needs: raise --max-creates`,
      );
    if (this.#isWithin(planned, { creates, patients })) return;
    end(
      `the plan of this run ends at ${planned.creates} creates, ${planned.patients} of them patients: ` +
        'the server keeps more than the documents say, leaves creates without an answer of its own, ' +
        'or does not let the run put a record back as it was',
    );
  }

  /** Counts a create that is about to be sent, and makes so many records on this server. */
  spend(type: string, records = 1): void {
    this.require(countOf(type, records));
    this.#add(countOf(type, records), 1);
  }

  /** Counts records that were made besides, whether or not there is room for them. */
  add(type: string, records: number): void {
    this.#add(countOf(type, records), 1);
  }

  /** Gives back what a refusal has shown not to be created. */
  giveBack(type: string, records = 1): void {
    this.#add(countOf(type, records), -1);
  }

  #add({ creates, patients }: Allowance, sign: 1 | -1): void {
    this.#spent = {
      creates: this.#spent.creates + sign * creates,
      patients: this.#spent.patients + sign * patients,
    };
  }
}
