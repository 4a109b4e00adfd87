// Writes in groups: what has gathered while one batch was written goes with the next, and who waits is told.
import type { Database, OpenDirectory } from './directory.ts';
import { keys, seal, storedKey } from './entries.ts';
import { faultOf, wordsOf } from './directory-fault.ts';
import { sizeOf, type Loaded } from './load.ts';

export type Entry = { readonly key: string; readonly value: unknown } | { readonly key: string; readonly gone: true };

export class WriteQueue {
  readonly #database: Database;
  readonly #known: Set<string>;
  /** How many records the database was filled with, which stay as they are. */
  readonly #filled: number;
  readonly #acknowledge: (batch: number) => void;
  readonly #path: string;
  #batch: number;
  #waiting = new Map<string, Entry>();
  #running: Promise<void> | undefined;
  #failure: Error | undefined;

  /** Goes on from what the database holds. */
  constructor({ path, database, acknowledge }: OpenDirectory, { base, keys: known, batch }: Loaded) {
    this.#path = path;
    this.#database = database;
    this.#acknowledge = acknowledge;
    this.#known = known;
    this.#filled = sizeOf(base);
    this.#batch = batch;
  }

  /** Why nothing can be written any more; undefined while all is well. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Takes a write; a later one of the same key replaces it. */
  add(entry: Entry): void {
    const key = storedKey(entry.key);
    this.#waiting.set(key, { ...entry, key });
  }

  /** Writes what has gathered. Resolves when it is on the disk. */
  async flushed(more: () => readonly Entry[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    // What is being written may be older than what the caller waits for, so the next batch counts.
    while (this.#running !== undefined) await this.#running;
    for (const entry of more()) this.add(entry);
    if (this.#waiting.size === 0) return;
    this.#running = this.#write().finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #write(): Promise<void> {
    const entries = [...this.#waiting.values()];
    this.#waiting = new Map();
    for (const entry of entries) {
      if ('gone' in entry) this.#known.delete(entry.key);
      else this.#known.add(entry.key);
    }
    const operations = entries.map((entry) =>
      'gone' in entry
        ? ({ type: 'del', key: entry.key } as const)
        : ({ type: 'put', key: entry.key, value: seal(entry.value) } as const),
    );
    const total = {
      type: 'put',
      key: keys.total,
      value: seal([this.#filled + this.#known.size, ++this.#batch]),
    } as const;
    try {
      await this.#database.batch([...operations, total], { sync: true });
      this.#acknowledge(this.#batch);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /** After one batch that could not be written none is, so that the database ends with what was acknowledged. */
  #fail(error: unknown): Error {
    const remedy = 'What was acknowledged before is kept; writes are refused until the mock is started again';
    this.#failure ??= faultOf(this.#path, `cannot be written: ${wordsOf(error)}. ${remedy}`);
    process.emitWarning(this.#failure.message, 'DirectoryFault');
    return this.#failure;
  }
}
