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
}

export const clockOf = (system: () => number = Date.now): Clock => {
  let state: ClockState = { offset: 0 };
  return {
    now: () => state.frozenAt ?? system() + state.offset,
    freeze: (instant) => (state = { frozenAt: instant, offset: 0 }),
    runFrom: (instant) => (state = { offset: instant - system() }),
    release: () => (state = { offset: 0 }),
    isFrozen: () => state.frozenAt !== undefined,
    state: () => state,
    restore: (saved) => (state = saved),
  };
};
