// What a scenario creates for others as well: the cells of its records, as long as the target accepts them.
import type { Combined, CombinedRecords } from '../../targets/index.ts';
import type { Row } from './table.ts';

export class CombinedCreates {
  #attempts: readonly CombinedRecords[];
  #position = -1;
  readonly #combined: Combined | undefined;

  constructor(combined: Combined | undefined) {
    this.#combined = combined;
    this.#attempts = combined?.attempts ?? [];
  }

  /** Goes on to the next record. */
  goOn(): void {
    this.#position += 1;
  }

  /** The cells of the record, with those of others; undefined where it carries what the scenario alone sends. */
  get cells(): readonly Row[] | undefined {
    return this.#attempts[0]?.[this.#position];
  }

  /** Has this scenario, and the others, try less at once from here on. */
  refuse(): void {
    const [refused, ...left] = this.#attempts;
    this.#attempts = left;
    if (refused !== undefined) this.#combined?.refuse(refused);
  }
}
