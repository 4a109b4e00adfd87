// What the exchanges of a scenario have shown that belongs to another rule, whatever the scenario is about.
import { belowBase, type Exchange, type Mismatch, type Target } from '../../targets/index.ts';
import { exchangeWithoutMarks } from '../../targets/live/index.ts';
import { mislabelledIn } from './mislabelled.ts';
import { MisnamedRecords } from './misnamed-records.ts';
import { IgnoredFilters } from './outside-filter.ts';
import { newlyMisshownIn } from './shown-forms.ts';

/** Takes note of a difference that belongs to another rule. */
type Note = (found: Mismatch) => void;

export class WatchedExchanges {
  readonly #filters = new IgnoredFilters();
  readonly #misnamed = new MisnamedRecords();
  /** Whether a wrong media type was noted: once a scenario is enough. */
  #isMislabelled = false;

  /** The rule that differences belong to from here on; undefined where nothing was seen. */
  get rule(): string | undefined {
    return this.#misnamed.rule ?? this.#filters.rule;
  }

  /** Looks at an exchange as it went over the wire: gives it as a scenario compares it, without marks and below the base. */
  watch(recorded: Exchange, { kind, baseUrl }: Target, note: Note): Exchange {
    newlyMisshownIn(recorded).forEach(note);
    const misnamed = this.#misnamed.watch(recorded);
    if (misnamed !== undefined) note(misnamed);
    const mislabelled = mislabelledIn(recorded);
    if (mislabelled !== undefined && !this.#isMislabelled) note(mislabelled);
    this.#isMislabelled ||= mislabelled !== undefined;
    return this.#filters.watch(kind === 'mock' ? recorded : belowBase(exchangeWithoutMarks(recorded), baseUrl));
  }
}
