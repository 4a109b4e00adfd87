// A collection whose records also have a second key.
import { Collection, type KeyedRecordCollection, type Stored } from './collection.ts';
import { Layered } from './layered.ts';

export class KeyedCollection<T extends Stored> extends Collection<T> implements KeyedRecordCollection<T> {
  readonly #ids: Layered<string, string>;
  readonly #key: (record: T) => string;

  constructor(key: (record: T) => string, below?: KeyedCollection<T>) {
    super(below);
    this.#key = key;
    this.#ids = below === undefined ? new Layered() : below.#ids.branch();
  }

  override put(record: T): T | undefined {
    const before = super.put(record);
    if (before !== undefined) this.#forget(before);
    this.#ids.set(this.#key(record), record.id);
    return before;
  }

  override remove(id: string): T | undefined {
    const before = super.remove(id);
    if (before !== undefined) this.#forget(before);
    return before;
  }

  /** Gives up a key, unless another record has taken it over. */
  #forget(record: T): void {
    if (this.#ids.get(this.#key(record)) === record.id) this.#ids.delete(this.#key(record));
  }

  byKey(key: string): T | undefined {
    const id = this.#ids.get(key);
    return id === undefined ? undefined : this.get(id);
  }
}
