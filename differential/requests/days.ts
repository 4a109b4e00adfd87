// Days that a scenario may name besides its own.
import { dayAfter } from '../../schemas/canvas/day.ts';

/** The day on which the scenarios are played that scripts are made of. */
export const playedDay = '2031-03-04';

/** How many days from its own a scenario may name another: more than the longest search for slots spans. */
export const reach = 100;

/** Each day within reach of one, with how many days it lies behind it. */
export const daysAround = (day: string): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length: 2 * reach + 1 }, (_none, index) => index - reach).map((distance) => [
      dayAfter(day, distance),
      distance,
    ]),
  );
