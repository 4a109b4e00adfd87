// An alarm on a clock: it rings when the time has come, be it by itself or because the clock was set.
import type { Clock } from './clock.ts';

/** A timer cannot wait longer. */
const longest = 2 ** 31 - 1;

export interface Alarm {
  /** Sets the alarm to an instant of the clock, or takes it back. */
  readonly set: (due: number | undefined) => void;
}

/** While the clock stands still the alarm waits for it to be set. Its timer keeps no process alive. */
export const alarmOf = (clock: Clock, ring: () => void): Alarm => {
  let timer: NodeJS.Timeout | undefined;
  return {
    set: (due) => {
      clearTimeout(timer);
      timer = undefined;
      if (due === undefined) return;
      const wait = due - clock.now();
      if (clock.isFrozen() && wait > 0) return;
      timer = setTimeout(ring, Math.min(longest, Math.max(0, wait))).unref();
    },
  };
};
