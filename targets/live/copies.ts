// How many records the server makes of one create: looked at for the first of each type, and for all where it was more than one.
import { NoAnswer } from '../send.ts';
import type { Ask } from './discovery.ts';
import { findByMark, type Found, SearchRefused, type Sent } from './find-marked.ts';
import type { SearchLag } from './search-lag.ts';

export class Copies {
  readonly #ask: Ask;
  readonly #run: string;
  readonly #lag: SearchLag;
  readonly #most = new Map<string, number>();

  constructor(ask: Ask, run: string, lag: SearchLag) {
    this.#ask = ask;
    this.#run = run;
    this.#lag = lag;
  }

  /** How many records a create of a type has made at most so far. */
  countFor(type: string): number {
    return this.#most.get(type) ?? 1;
  }

  /** The ids of the records that a create has made, where that has to be looked at; none where a search shows none. */
  async madeBy(sent: Sent): Promise<readonly string[]> {
    // Without a time the search would go through the whole clinic.
    const isFindable = sent.type === 'Patient' || sent.start !== undefined;
    if (!isFindable || this.#most.get(sent.type) === 1) return [];
    const ids = (await this.#findShown(sent)).map(({ id }) => id);
    this.#most.set(sent.type, Math.max(this.countFor(sent.type), ids.length));
    return ids;
  }

  /** What a search shows of a create, once it shows any. */
  async #findShown(sent: Sent): Promise<readonly Found[]> {
    await this.#lag.settle();
    const first = await this.#find(sent);
    if (first.length > 0) return first;
    while (await this.#lag.waitToAskAgain()) {
      const found = await this.#find(sent);
      if (found.length === 0) continue;
      this.#lag.noteHelp();
      return found;
    }
    return first;
  }

  /** A look that fails says nothing about the create. */
  #find(sent: Sent): Promise<readonly Found[]> {
    return findByMark(this.#ask, this.#run, sent, 1).catch((error: unknown) => {
      if (error instanceof NoAnswer || error instanceof SearchRefused) return [];
      throw error;
    });
  }
}
