// A collection of records by id, in the order in which they were first put.
import { Layered } from './layered.ts';

export interface Stored {
  readonly id: string;
}

export class Collection<T extends Stored> {
  readonly #records: Layered<string, T>;

  constructor(below?: Collection<T>) {
    this.#records = below === undefined ? new Layered() : below.#records.branch();
  }

  get size(): number {
    return this.#records.size;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  /** Puts a record in the place of the one with its id, and gives the one that was there. */
  put(record: T): T | undefined {
    return this.#records.set(record.id, record);
  }

  remove(id: string): T | undefined {
    return this.#records.delete(id);
  }

  values(): IterableIterator<T> {
    return this.#records.values();
  }
}
