// The clock: the system's, or one that a test has set.

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Stops the clock at an instant, in milliseconds since 1970. */
  readonly freeze: (instant: number) => void;
  /** Lets the clock follow the system again. */
  readonly release: () => void;
  readonly isFrozen: () => boolean;
}

export const clockOf = (system: () => number = Date.now): Clock => {
  let frozen: number | undefined;
  return {
    now: () => frozen ?? system(),
    freeze: (instant) => (frozen = instant),
    release: () => (frozen = undefined),
    isFrozen: () => frozen !== undefined,
  };
};
