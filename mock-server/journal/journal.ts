// The journal: the latest exchanges, as many as were asked for, the oldest of them forgotten first.
import type { IncomingHttpHeaders } from 'node:http';
import { Entry, type Exchange } from './exchange.ts';

/** Whether two requests had the same headers in the same order. */
const isSame = (one: IncomingHttpHeaders, other: IncomingHttpHeaders): boolean => {
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length && names.every((name, at) => name === others[at] && one[name] === other[name]);
};

export class Journal {
  readonly #slots: (Entry | undefined)[] = [];
  readonly #size: number;
  readonly #listeners = new Set<(entry: Entry) => void>();
  #next = 1;
  /** What was sent last: most clients send the same headers with every request, and their entries share them. */
  #headers: IncomingHttpHeaders = {};

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

  /** Writes an exchange down under the next id. */
  add(exchange: Exchange): void {
    if (!isSame(this.#headers, exchange.requestHeaders)) this.#headers = exchange.requestHeaders;
    const entry = new Entry(this.#next, exchange, this.#headers);
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
