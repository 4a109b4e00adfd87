// A collection of records by id, in the order in which they were first put.

export interface Stored {
  readonly id: string;
}

export class Collection<T extends Stored> {
  readonly #records = new Map<string, T>();

  get size(): number {
    return this.#records.size;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  /** Puts a record in the place of the one with its id, and gives the one that was there. */
  put(record: T): T | undefined {
    const before = this.#records.get(record.id);
    this.#records.set(record.id, record);
    return before;
  }

  remove(id: string): T | undefined {
    const before = this.#records.get(id);
    this.#records.delete(id);
    return before;
  }

  values(): IterableIterator<T> {
    return this.#records.values();
  }
}
