// What a judge of clients is: from the exchanges of a client, in the order of time, to one judgement on one obligation.
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Delivered, Recorded } from '../traffic/index.ts';

/** How a client that was run has ended. */
export interface Ending {
  /** Undefined where it did not end by itself. */
  readonly exitCode: number | undefined;
  readonly hasHung: boolean;
  /** What it printed to stdout and stderr, without secrets. */
  readonly output: string;
}

/** What the clinic did in a world of events: the appointment that it booked, and when it had cancelled it. */
export interface ClinicAct {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly cancelled: number;
  /** Whether a receiver is told of cancellations. */
  readonly hearsOfCancellations: boolean;
}

/** What a receiver of the client was told of in traffic that was kept. */
export interface Told {
  readonly deliveries: readonly Delivered[];
  /** Until when the client was watched, in milliseconds since 1970; undefined where only the traffic tells. */
  readonly until?: number | undefined;
}

/** The traffic of a client in one world, with what was done to it there. */
export interface Course {
  /** The provocation, or `traffic` where nothing was provoked. */
  readonly world: string;
  readonly calls: readonly Recorded[];
  /** Undefined where the client was not run by this harness. */
  readonly ending?: Ending;
  /** Undefined where the clinic did nothing that a receiver was told of. */
  readonly clinic?: ClinicAct;
  /** Undefined where nothing is known of events. */
  readonly told?: Told;
}

export interface Context {
  readonly edition: Edition;
  readonly world: string;
  readonly ending?: Ending;
  /** The same client where the provocation was left out; undefined where nothing was provoked. */
  readonly control?: Course;
  /** The same client where nothing out of the ordinary happens. */
  readonly plain?: Course;
  readonly clinic?: ClinicAct;
  readonly told?: Told;
}

/** What a client did against an obligation: the exchange that shows it, and what led to it. */
export interface Finding {
  readonly what: string;
  readonly calls: readonly Recorded[];
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export type Judgement =
  | { readonly result: 'kept'; readonly shown: readonly Recorded[] }
  | { readonly result: 'violated'; readonly findings: readonly [Finding, ...Finding[]] }
  | { readonly result: 'not-exercised' };

export type Judge = (calls: readonly Recorded[], context: Context) => Judgement;

export const notExercised: Judgement = { result: 'not-exercised' };

/** So many findings of one kind are told: more would say the same. */
const maxFindings = 3;

/** Kept where what would show a fault was there and shows none; not exercised where nothing of the kind was there. */
export const judgedBy = (shown: readonly Recorded[], findings: readonly Finding[]): Judgement => {
  const [first, ...more] = findings;
  if (first !== undefined) return { result: 'violated', findings: [first, ...more.slice(0, maxFindings - 1)] };
  return shown.length === 0 ? notExercised : { result: 'kept', shown: shown.slice(-maxFindings) };
};
