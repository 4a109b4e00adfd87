// An ambiguity of the contract as something to be asked: the exchanges that decide it, and the reader of the answers.
import type { MockOptions } from '../../../mock-server/index.ts';
import type { Target } from '../../../targets/index.ts';
import type { Outcome, Call } from '../../requests/index.ts';

/** What an experiment leaves behind: nothing; nothing, since every body is refused; or appointments, cleaned up later. */
export const impacts = ['reads', 'refused', 'creates'] as const;
export type Impact = (typeof impacts)[number];

/** Calls that are made one after the other, by name. A call names what another has created as `{<its name>:location}`. */
export interface Experiment {
  readonly impact: Impact;
  /** How many records it creates at most. */
  readonly creates: number;
  readonly calls: (cast: Target['cast']) => Readonly<Record<string, Call>>;
}

/** Why something stays open: no usable answer, not allowed to ask, or the answers do not show it. */
type Why = 'failed' | 'withheld' | 'open';

interface Decided {
  readonly value: string;
}

export interface Undecided {
  readonly undecided: string;
  readonly why: Why;
}

/** What the answers say: a value of the ambiguity, or why there is none. */
export type Observation = Decided | Undecided;

/** One way to decide an ambiguity. The less impact an experiment does, the earlier it is tried. */
export interface Attempt {
  readonly experiment: string;
  /** The calls whose answers the reader is given, in this order. */
  readonly from: readonly string[];
  readonly read: (...answers: readonly Outcome[]) => Observation;
  /** True where an answer of any status decides, 401 too. */
  readonly isAnyStatus?: boolean;
}

/** Options of a mock that takes a reading. */
export type Reading = Pick<MockOptions, 'settings' | 'validation' | 'framework'>;

export interface Ambiguity {
  /** `C3/type`: the number in docs/decisions/README.md, or that of a decision, and what of it is asked. */
  readonly id: string;
  readonly question: string;
  /** The decision record. */
  readonly decision: string;
  readonly attempts: readonly Attempt[];
  /** What a mock has to be told so that it answers with a value; nothing where no reading of it does. */
  readonly readings?: (value: string) => Reading | undefined;
}

/** An ambiguity that no probe decides, and why. */
export interface Unprobed {
  readonly id: string;
  readonly question: string;
  readonly reason: string;
}

export const decided = (value: string): Decided => ({ value });
export const open = (undecided: string): Undecided => ({ undecided, why: 'open' });

export const isDecided = (observation: Observation): observation is Decided => 'value' in observation;

/** A reading by a setting that takes the observed value as it is, where it is one of those listed. */
export const bySetting =
  (setting: string, ...values: readonly string[]): NonNullable<Ambiguity['readings']> =>
  (value) =>
    values.includes(value) ? { settings: { [setting]: value } } : undefined;
