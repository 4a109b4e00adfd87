// Chance from a seed: the same seed gives the same sequence of numbers.
import { createHash } from 'node:crypto';

export interface SeededRandom {
  /** The next number, at least 0 and below 1. */
  readonly next: () => number;
  /** Begins the sequence again. */
  readonly restart: () => void;
}

/** A linear congruential generator over 48 bits, as POSIX describes it. */
export const seededRandom = (seed: string): SeededRandom => {
  const start = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 12)}`);
  let state = start;
  return {
    next: () => {
      state = (state * 0x5deece66dn + 11n) & 0xffffffffffffn;
      return Number(state) / 2 ** 48;
    },
    restart: () => (state = start),
  };
};
