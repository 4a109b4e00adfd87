// A finding: what a target does about one ambiguity, when that was seen, and how the mock reads it.

/** One request, in symbols, and its answer. */
export interface Evidence {
  readonly call: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

export interface Finding {
  readonly id: string;
  readonly question: string;
  readonly decision: string;
  readonly target: string;
  readonly edition: string;
  readonly harness: string;
  /** When the probe began, in UTC. */
  readonly at: string;
  /** What the target does; null where that is open. */
  readonly observed: string | null;
  readonly undecided: { readonly why: string; readonly reason: string } | null;
  /** What the mock of the edition does by itself; null where it cannot be seen. */
  readonly mock: string | null;
  readonly verdict: 'agrees' | 'differs' | 'undecided';
  /** Options of a mock that was tried and answers alike; null where none is needed or none is known. */
  readonly reading: string | null;
  readonly evidence: readonly Evidence[];
}
