// Days that a scenario may name besides its own.
import { dayAfter } from '../../schemas/canvas/day.ts';

/** The day on which the scenarios are played that scripts are made of. */
export const playedDay = '2031-03-04';

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The first day from one on that falls on the weekday of the played scenarios: a clinic has its hours by the weekday. */
export const sameWeekdayFrom = (day: string): string => dayAfter(day, (weekdayOf(playedDay) - weekdayOf(day) + 7) % 7);

/** Each day within reach of one, with how many days it lies behind it. */
export const daysAround = (day: string, reach: number): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length: 2 * reach + 1 }, (_none, index) => index - reach).map((distance) => [
      dayAfter(day, distance),
      distance,
    ]),
  );
