// A map in layers: what a layer does not hold itself it finds below. A layer with others above it is never written again.

const gone = Symbol('removed here, whatever lies below');

/** So many layers above the lowest are laid into one, so that reading stays short however often a world was saved. */
const maxDepth = 24;

export class Layered<Key, Value> {
  readonly #below: Layered<Key, Value> | undefined;
  readonly #own: Map<Key, Value | typeof gone>;
  readonly #depth: number;
  #size: number;

  constructor(below?: Layered<Key, Value>, own: ReadonlyMap<Key, Value | typeof gone> = new Map()) {
    this.#below = below;
    this.#own = new Map(own);
    this.#depth = below === undefined ? 0 : below.#depth + 1;
    this.#size = below?.size ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  get(key: Key): Value | undefined {
    const own = this.#own.get(key);
    if (own === undefined) return this.#below?.get(key);
    return own === gone ? undefined : own;
  }

  /** Sets a value and gives the one that was there. */
  set(key: Key, value: Value): Value | undefined {
    const before = this.get(key);
    if (before === undefined) this.#size += 1;
    this.#own.set(key, value);
    return before;
  }

  delete(key: Key): Value | undefined {
    const before = this.get(key);
    if (before === undefined) return undefined;
    this.#size -= 1;
    if (this.#below?.get(key) === undefined) this.#own.delete(key);
    else this.#own.set(key, gone);
    return before;
  }

  /** Keys and values in the order in which the keys were first set. */
  entries(): IterableIterator<[Key, Value]> {
    if (this.#below === undefined) return this.#own.entries() as IterableIterator<[Key, Value]>;
    return this.#own.size === 0 ? this.#below.entries() : this.#merged(this.#below);
  }

  *#merged(below: Layered<Key, Value>): Generator<[Key, Value]> {
    for (const [key, value] of below.entries()) {
      const own = this.#own.get(key);
      if (own !== gone) yield [key, own ?? value];
    }
    for (const [key, value] of this.#own) if (value !== gone && below.get(key) === undefined) yield [key, value];
  }

  *values(): Generator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  /** A layer above this one. It takes no time that grows with what this one holds. */
  branch(): Layered<Key, Value> {
    if (this.#below === undefined) return new Layered(this);
    if (this.#own.size === 0) return this.#below.branch();
    return this.#depth < maxDepth ? new Layered(this) : this.#flat().branch();
  }

  /** This layer and those below it, the lowest first. */
  #layers(): readonly Layered<Key, Value>[] {
    return this.#below === undefined ? [this] : [...this.#below.#layers(), this];
  }

  /** The layers above the lowest as one. */
  #flat(): Layered<Key, Value> {
    const [lowest, ...layers] = this.#layers();
    const flat = new Layered(lowest, new Map(layers.flatMap((layer) => [...layer.#own])));
    flat.#size = this.#size;
    return flat;
  }
}
