// The clock: the system's, one that a test has stopped, or one that a test has set and that runs on.

/** What there is to keep of a clock: where it stands still, or how far from the system's it runs. */
export interface ClockState {
  readonly frozenAt?: number;
  readonly offset: number;
}

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Stops the clock at an instant, in milliseconds since 1970. */
  readonly freeze: (instant: number) => void;
  /** Sets the clock to an instant and lets it run on from there. */
  readonly runFrom: (instant: number) => void;
  /** Lets the clock follow the system again. */
  readonly release: () => void;
  readonly isFrozen: () => boolean;
  readonly state: () => ClockState;
  readonly restore: (state: ClockState) => void;
  /** Tells a listener, each time the clock is set, what time it was before. */
  readonly listen: (listener: (before: number) => void) => void;
}

/** A year is left on either side, so that zones, retries and slots around now lie in the years that FHIR can write. */
const [earliest, latest] = [Date.parse('0002-01-01T00:00:00Z'), Date.parse('9998-12-31T23:59:59Z')] as const;

/** The years that a clock can show, for a message. */
export const clockYears = 'the years 2 to 9998';

/** Whether a clock can show an instant. */
export const isOnClock = (instant: number): boolean => instant >= earliest && instant <= latest;

export const clockOf = (system: () => number = Date.now): Clock => {
  let state: ClockState = { offset: 0 };
  const listeners: ((before: number) => void)[] = [];
  // One that runs on to the end stays there.
  const now = (): number => Math.min(latest, Math.max(earliest, state.frozenAt ?? system() + state.offset));
  const set = (next: ClockState): void => {
    const before = now();
    state = next;
    for (const listener of listeners) listener(before);
  };
  return {
    now,
    freeze: (instant) => set({ frozenAt: instant, offset: 0 }),
    runFrom: (instant) => set({ offset: instant - system() }),
    release: () => set({ offset: 0 }),
    isFrozen: () => state.frozenAt !== undefined,
    state: () => state,
    restore: set,
    listen: (listener) => void listeners.push(listener),
  };
};
