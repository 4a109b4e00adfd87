// Searches that lag behind writes: a search that does not show what was just written is asked again for a while. The
// documents promise no time within which a search shows it.
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds after a write within which a search may be asked again. */
const longestLag = 2000;

/** Milliseconds between two searches at least. */
const shortestPause = 50;

/** How often a search is repeated in vain before a server that has never lagged is believed. */
const maxInVain = 3;

/** What is known of how far the searches of a server lag behind. */
export class SearchLag {
  #writtenAt = -Infinity;
  #longest = 0;
  #told = 0;
  #inVain = 0;
  #isAsking = false;

  /** Takes note of a write that was answered just now. */
  noteWrite(): void {
    this.#writtenAt = performance.now();
    this.#isAsking = false;
  }

  /** Waits before a search as long as this server has been seen to lag: on any other, not at all. */
  async settle(): Promise<void> {
    const left = this.#longest - this.#sinceWrite;
    if (left > 0) await wait(left);
  }

  /** Waits before a search is asked again; false where what was written had its time, or this server does not lag. */
  async waitToAskAgain(): Promise<boolean> {
    const left = longestLag - this.#sinceWrite;
    const isHopeless = this.#longest === 0 && this.#inVain >= maxInVain;
    if (left <= 0 || isHopeless) {
      if (this.#isAsking) this.#inVain += 1;
      this.#isAsking = false;
      return false;
    }
    this.#isAsking = true;
    await wait(Math.min(left, Math.max(shortestPause, this.#sinceWrite / 2)));
    return true;
  }

  /** Takes note that asking again has helped. */
  noteHelp(): void {
    this.#isAsking = false;
    this.#longest = Math.max(this.#longest, Math.min(longestLag, Math.ceil(this.#sinceWrite)));
  }

  /** Milliseconds of the longest lag, once each time that it has grown; undefined otherwise. */
  newLongest(): number | undefined {
    if (this.#longest === this.#told) return undefined;
    this.#told = this.#longest;
    return this.#longest;
  }

  get #sinceWrite(): number {
    return performance.now() - this.#writtenAt;
  }
}
