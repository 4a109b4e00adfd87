// The journal: the latest exchanges, as many as were asked for, the oldest of them forgotten first.
import type { Entry, Exchange } from './exchange.ts';

/** Characters of a body that are kept; a longer one is cut. */
export const maxTextLength = 65_536;

/** A copy, not a slice: a slice would keep the whole text alive. */
const cut = (text: string): string =>
  text.length <= maxTextLength ? text : Buffer.from(text.slice(0, maxTextLength)).toString();

export class Journal {
  readonly #slots: (Entry | undefined)[] = [];
  readonly #size: number;
  readonly #listeners = new Set<(entry: Entry) => void>();
  #next = 1;

  /** `size` is how many exchanges are kept; none with 0. */
  constructor(size: number) {
    this.#size = size;
  }

  /** The id that the next exchange will have. */
  get next(): number {
    return this.#next;
  }

  get size(): number {
    return this.#size;
  }

  /** Writes an exchange down under the next id. The object is kept as it is, its texts cut where they are long. */
  add(exchange: Exchange): void {
    const entry: Entry = Object.assign(exchange, {
      id: this.#next,
      requestText: cut(exchange.requestText),
      responseText: cut(exchange.responseText),
    });
    if (this.#size > 0) this.#slots[this.#next % this.#size] = entry;
    this.#next += 1;
    for (const listener of this.#listeners) listener(entry);
  }

  get(id: number): Entry | undefined {
    const entry = this.#size === 0 ? undefined : this.#slots[id % this.#size];
    return entry?.id === id ? entry : undefined;
  }

  /** The exchanges that are kept, the newest first. */
  *latest(): Generator<Entry> {
    for (let id = this.#next - 1; id > 0 && id >= this.#next - this.#size; id -= 1) {
      const entry = this.get(id);
      if (entry !== undefined) yield entry;
    }
  }

  /** Forgets those that meet a condition. */
  forget(isMeant: (entry: Entry) => boolean): void {
    for (const [slot, entry] of this.#slots.entries())
      if (entry !== undefined && isMeant(entry)) this.#slots[slot] = undefined;
  }

  /** Tells a listener of every exchange from now on, until the given function is called. */
  listen(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
