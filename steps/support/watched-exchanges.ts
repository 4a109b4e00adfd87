// What the exchanges of a scenario have shown that belongs to another rule, whatever the scenario is about.
import type { Exchange, Mismatch } from '../../targets/index.ts';
import { mislabelledIn } from './mislabelled.ts';
import { MisnamedRecords } from './misnamed-records.ts';
import { IgnoredFilters } from './outside-filter.ts';
import { newlyMisshownIn, type HeldTo } from './shown-forms.ts';

export class WatchedExchanges {
  readonly #filters = new IgnoredFilters();
  readonly #misnamed = new MisnamedRecords();
  /** Whether a wrong media type was noted: once a scenario is enough. */
  #isMislabelled = false;

  /** The rule that differences belong to from here on; undefined where nothing was seen. */
  get rule(): string | undefined {
    return this.#misnamed.rule ?? this.#filters.rule;
  }

  readonly #heldTo: () => HeldTo;

  /** `heldTo` says what the target is held to. */
  constructor(heldTo: () => HeldTo) {
    this.#heldTo = heldTo;
  }

  /** Looks at an exchange as it went over the wire, and as a scenario compares it: gives that back. */
  watch(recorded: Exchange, exchange: Exchange, note: (found: Mismatch) => void): Exchange {
    newlyMisshownIn(recorded, this.#heldTo()).forEach(note);
    const misnamed = this.#misnamed.watch(recorded);
    if (misnamed !== undefined) note(misnamed);
    const mislabelled = mislabelledIn(recorded);
    if (mislabelled !== undefined && !this.#isMislabelled) note(mislabelled);
    this.#isMislabelled ||= mislabelled !== undefined;
    return this.#filters.watch(exchange);
  }
}
