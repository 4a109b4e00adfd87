// An index: a key, and the ids of the records under it. Like the records it is kept in layers.
import { Layered } from './layered.ts';

/** Some ids, and how many they are. */
export interface Ids extends Iterable<string> {
  readonly size: number;
}

const nothing: Ids = new Set();

/** So many changes above each other are laid into one, so that going through them stays short. */
const maxDepth = 24;

/** The ids of a layer below, less some and with others. */
class Changed implements Ids {
  readonly #below: Ids;
  readonly #depth: number;
  readonly added = new Set<string>();
  readonly removed = new Set<string>();

  constructor(below: Ids) {
    const isDeep = below instanceof Changed && below.#depth >= maxDepth;
    this.#below = isDeep ? lowest(below) : below;
    this.#depth = this.#below instanceof Changed ? this.#below.#depth + 1 : 1;
    if (isDeep) this.#take(below);
  }

  get below(): Ids {
    return this.#below;
  }

  get size(): number {
    return this.#below.size - this.removed.size + this.added.size;
  }

  *[Symbol.iterator](): Generator<string> {
    for (const id of this.#below) if (!this.removed.has(id)) yield id;
    yield* this.added;
  }

  add(id: string): void {
    if (!this.removed.delete(id)) this.added.add(id);
  }

  delete(id: string): void {
    if (!this.added.delete(id)) this.removed.add(id);
  }

  /** Takes over the changes of another and of those below it, the lowest first. */
  #take({ below, added, removed }: Changed): void {
    if (below instanceof Changed) this.#take(below);
    for (const id of removed) this.delete(id);
    for (const id of added) this.add(id);
  }
}

const lowest = (ids: Ids): Ids => (ids instanceof Changed ? lowest(ids.below) : ids);

type Own = Set<string> | Changed;

export class Index<Key extends string | number> {
  readonly #ids: Layered<Key, Own>;
  /** The sets that this layer has made and may write. */
  readonly #written = new Map<Key, Own>();

  constructor(below?: Index<Key>) {
    this.#ids = below === undefined ? new Layered() : below.#ids.branch();
  }

  /** An id is added under a key once, and deleted only where it stands. */
  add(key: Key, id: string): void {
    this.#writable(key).add(id);
  }

  delete(key: Key, id: string): void {
    const ids = this.#writable(key);
    ids.delete(id);
    if (ids.size > 0) return;
    this.#ids.delete(key);
    this.#written.delete(key);
  }

  #writable(key: Key): Own {
    const written = this.#written.get(key);
    if (written !== undefined) return written;
    const below = this.#ids.get(key);
    const own = below === undefined ? new Set<string>() : new Changed(below);
    this.#ids.set(key, own);
    this.#written.set(key, own);
    return own;
  }

  get(key: Key): Ids {
    return this.#ids.get(key) ?? nothing;
  }

  *keys(): Generator<Key> {
    for (const [key] of this.#ids.entries()) yield key;
  }

  /** The ids under each key from `from` up to but not including `to`, by the shorter of two ways. */
  between(from: number, to: number): Ids[] {
    if (to - from <= this.#ids.size) {
      const keys = Array.from({ length: Math.max(0, to - from) }, (_, position) => from + position);
      return keys.map((key) => this.get(key as Key));
    }
    return [...this.#ids.entries()].filter(([key]) => Number(key) >= from && Number(key) < to).map(([, ids]) => ids);
  }
}
