// An index: a key, and the ids of the records under it.

const nothing: ReadonlySet<string> = new Set();

export class Index<Key extends string | number> {
  readonly #ids = new Map<Key, Set<string>>();

  add(key: Key, id: string): void {
    const ids = this.#ids.get(key);
    if (ids === undefined) this.#ids.set(key, new Set([id]));
    else ids.add(id);
  }

  delete(key: Key, id: string): void {
    const ids = this.#ids.get(key);
    if (ids === undefined) return;
    ids.delete(id);
    if (ids.size === 0) this.#ids.delete(key);
  }

  get(key: Key): ReadonlySet<string> {
    return this.#ids.get(key) ?? nothing;
  }

  /** The sets under the keys from `from` up to but not including `to`, by the shorter of two ways. */
  between(from: number, to: number): ReadonlySet<string>[] {
    if (to - from <= this.#ids.size) {
      const keys = Array.from({ length: Math.max(0, to - from) }, (_, position) => from + position);
      return keys.map((key) => this.get(key as Key));
    }
    return [...this.#ids].filter(([key]) => Number(key) >= from && Number(key) < to).map(([, ids]) => ids);
  }
}
