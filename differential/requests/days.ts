// Days that a scenario may name besides its own.
import { dayAfter } from '../../schemas/canvas/day.ts';

/** Each day within reach of one, with how many days it lies behind it. */
export const daysAround = (day: string, reach: number): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length: 2 * reach + 1 }, (_none, index) => index - reach).map((distance) => [
      dayAfter(day, distance),
      distance,
    ]),
  );
