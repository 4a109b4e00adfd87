// What finding and explaining differences takes, and what the one hands to the other.
import type { AgreeingMock, Comparer, Comparison, Keyed, MutatedMocks } from '../attribution/index.ts';
import type { Conclusion } from '../../conformance/run/exit-codes.ts';
import type { Script } from '../requests/index.ts';
import type { ShrinkBudget } from './shrink-budget.ts';

/** What ends a comparison: its one line, and whether nothing more can be asked at all. */
export interface End {
  readonly reason: string;
  readonly isOver: boolean;
  /** What the command ends in where nothing was found. */
  readonly conclusion: Conclusion;
}

/** What comparing takes. */
export interface Means {
  readonly comparer: Comparer;
  readonly mock: AgreeingMock;
  readonly mocks: MutatedMocks;
  /** True where the counterpart can be asked a part of a request. */
  readonly canBeAsked: boolean;
  readonly budget: ShrinkBudget;
  /** What to make of a fault that ends the search; undefined lets it through. */
  readonly endOf: (error: unknown) => End | undefined;
}

/** A difference as it was seen first, and the scripts that have shown it. */
export interface Seen {
  readonly comparison: Comparison;
  readonly difference: Keyed;
  readonly scripts: readonly Script[];
}

/** What was performed: every script, and those in which both sides agree. */
export interface Observed {
  readonly played: readonly Comparison[];
  readonly agreed: readonly Comparison[];
}
