// An index: a key, and the ids of the records under it. Like the records it is kept in layers.
import { Layered } from './layered.ts';

/** Some ids, and how many they are. */
export interface Ids extends Iterable<string> {
  readonly size: number;
}

const nothing: Ids = new Set();

/** Up to so many ids one is looked for in the list; to take one out of more, they become a set. */
const shortList = 32;

/** Ids in the order in which they were added. They are appended to a list, which costs less than a set and is smaller. */
class Listed implements Ids {
  #ids: string[] | Set<string>;

  constructor(ids: string[]) {
    this.#ids = ids;
  }

  get size(): number {
    return this.#ids instanceof Set ? this.#ids.size : this.#ids.length;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#ids.values();
  }

  add(id: string): void {
    if (this.#ids instanceof Set) this.#ids.add(id);
    else this.#ids.push(id);
  }

  /** False where it does not stand here. */
  delete(id: string): boolean {
    if (!(this.#ids instanceof Set) && this.#ids.length > shortList) this.#ids = new Set(this.#ids);
    if (this.#ids instanceof Set) return this.#ids.delete(id);
    const isHere = this.#ids.includes(id);
    // Another list: who goes through this one at the moment misses none.
    if (isHere) this.#ids = this.#ids.filter((other) => other !== id);
    return isHere;
  }
}

/** So many changes above each other are laid into one, so that going through them stays short. */
const maxDepth = 24;

/** The ids of a layer below, less some and with others. */
class Changed implements Ids {
  readonly #below: Ids;
  readonly #depth: number;
  readonly added = new Listed([]);
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
    if (this.removed.size === 0 || !this.removed.delete(id)) this.added.add(id);
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

type Own = Listed | Changed;

export class Index<Key extends string | number> {
  readonly #ids: Layered<Key, Own>;
  /** The sets that this layer has made and may write. */
  readonly #written = new Map<Key, Own>();

  constructor(below?: Index<Key>) {
    this.#ids = below === undefined ? new Layered() : below.#ids.branch();
  }

  /** An id is added under a key once, and deleted only where it stands. */
  add(key: Key, id: string): void {
    const ids = this.#writable(key);
    if (ids === undefined) this.#write(key, new Listed([id]));
    else ids.add(id);
  }

  delete(key: Key, id: string): void {
    const ids = this.#writable(key);
    ids?.delete(id);
    if (ids === undefined || ids.size > 0) return;
    this.#ids.delete(key);
    this.#written.delete(key);
  }

  /** The ids under a key as this layer may change them; undefined where no layer has the key. */
  #writable(key: Key): Own | undefined {
    const written = this.#written.get(key);
    if (written !== undefined) return written;
    const below = this.#ids.get(key);
    return below && this.#write(key, new Changed(below));
  }

  #write(key: Key, ids: Own): Own {
    this.#ids.set(key, ids);
    this.#written.set(key, ids);
    return ids;
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
