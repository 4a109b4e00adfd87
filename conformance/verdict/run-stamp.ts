// The stamp of a run: which harness judged what, when, by which rules and with which filters.
import { defaultEdition, type Edition } from '../../schemas/editions/editions.ts';
import type { Validation } from '../../schemas/rules/rule.ts';
import {
  evidenceOf,
  mediaTypes,
  type Target,
  attachmentOf,
  membersOf,
  millisecondsOf,
  type Envelope,
} from '../suite/messages/index.ts';
import { tableFor } from './judged-table.ts';

/** An accepted deviation of one target from one rule. */
export interface KnownDeviation {
  readonly rule: string;
  readonly since: string;
  readonly why: string;
  readonly link: string;
}

/** What the register of probes says about one ambiguity on one target. */
export interface ProbeNote {
  readonly id: string;
  readonly question: string;
  readonly target: string;
  readonly edition: string;
  /** When it was asked, in UTC. */
  readonly at: string;
  readonly observed: string | null;
  readonly mock: string | null;
  readonly verdict: 'agrees' | 'differs' | 'undecided';
  /** Options of a mock that answers alike; null where none is needed or none is known. */
  readonly reading: string | null;
  /** Why it is open, or null. */
  readonly undecided: string | null;
  /** The exchanges that it rests on, in a line each; whole in the register. */
  readonly evidence: readonly string[];
}

/** One part of a run whose scenarios are spread over several: the first index is 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

export interface Stamp {
  readonly harness: { readonly name: string; readonly version: string };
  readonly edition: Edition;
  /** How the target was taken to validate bodies. */
  readonly validation: Validation;
  /** Whether refusals had to come in the words of the page, to the letter. */
  readonly strict?: boolean;
  readonly target: Target;
  /** How far a run against a live target was to go. */
  readonly level?: string;
  /** How many records it was allowed to create. */
  readonly maxCreates?: number;
  readonly seed: string | null;
  readonly ruleSet: { readonly digest: string; readonly rules: number };
  readonly selection: { readonly rules: readonly string[]; readonly tags: string | null };
  /** Which part of the scenarios ran, where it was one of several. */
  readonly shard?: Shard;
  /** The share of the selected rules that may stay unexercised. */
  readonly maxNotExercised: number;
  readonly knownDeviations: { readonly file: string | null; readonly entries: readonly KnownDeviation[] };
  /** What the register of probes holds about the target, where there is one. */
  readonly probes?: { readonly register: string; readonly notes: readonly ProbeNote[] };
}

const defaultMaxNotExercised = 0.5;

/** The table that this harness judges a target by, as a stamp names it. */
export const ruleSetOf = (target: Pick<Target, 'kind'>): Stamp['ruleSet'] => ({
  digest: tableFor(target).digest(),
  rules: tableFor(target).ids.length,
});

const unstamped: Stamp = {
  harness: { name: 'canvas-fhir-harness', version: 'unknown' },
  edition: defaultEdition,
  validation: 'documented',
  target: { kind: 'mock', baseUrl: 'unknown' },
  seed: null,
  ruleSet: { digest: 'unknown', rules: 0 },
  selection: { rules: [], tags: null },
  maxNotExercised: defaultMaxNotExercised,
  knownDeviations: { file: null, entries: [] },
};

/** The envelope that carries a stamp at the head of a recorded stream. */
export const stampEnvelope = (stamp: Stamp): Envelope => attachmentOf(mediaTypes.run, JSON.stringify(stamp));

/** The stamp of a stream; the target is the one that the scenarios themselves recorded, where they did. */
export const stampOf = (envelopes: readonly Envelope[]): Stamp => {
  const attachments = membersOf(envelopes, 'attachment');
  // A stream of an older harness says nothing about validation: there was one way only.
  const stamp = { ...unstamped, ...evidenceOf<Stamp>(attachments, mediaTypes.run)[0] };
  const [target] = evidenceOf<Target>(attachments, mediaTypes.target);
  return target === undefined ? stamp : { ...stamp, target: { kind: target.kind, baseUrl: target.baseUrl } };
};

export interface Clocked {
  /** When the run started. */
  readonly time: string;
  readonly milliseconds: number;
}

/** When a recorded run started and how long it took. */
export const clockOf = (envelopes: readonly Envelope[]): Clocked => {
  const start = millisecondsOf(membersOf(envelopes, 'testRunStarted')[0]?.timestamp ?? { seconds: 0, nanos: 0 });
  const end = membersOf(envelopes, 'testRunFinished')[0]?.timestamp;
  return {
    time: new Date(start).toISOString(),
    milliseconds: end === undefined ? 0 : Math.max(0, millisecondsOf(end) - start),
  };
};
