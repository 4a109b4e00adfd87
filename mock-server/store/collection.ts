// A collection of records by id, in the order in which they were first put.
import { Layered } from './layered.ts';

export interface Stored {
  readonly id: string;
}

/** What every collection can do. */
export interface RecordCollection<T extends Stored> {
  readonly size: number;
  get(id: string): T | undefined;
  /** Puts a record in the place of the one with its id, and gives the one that was there. */
  put(record: T): T | undefined;
  remove(id: string): T | undefined;
  values(): IterableIterator<T>;
}

/** A collection whose records have a second key. */
export interface KeyedRecordCollection<T extends Stored> extends RecordCollection<T> {
  byKey(key: string): T | undefined;
}

export class Collection<T extends Stored> implements RecordCollection<T> {
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
