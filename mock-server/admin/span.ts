// Some days of the clinic, as instants: what the schedule is asked for.
import { dayLength, dayOf, formatInstant, parseDay } from '../../schemas/canvas/instant.ts';
import { instantAt, offsetAt } from '../domain/local-time.ts';

/** The half-open span [from, to) in milliseconds, and its first day as the clinic's clocks have it. */
export interface Span {
  readonly first: string;
  readonly days: number;
  readonly from: number;
  readonly to: number;
}

/** Days that one question may be about. */
const maxDays = 62;

export const formatDay = (day: number): string => formatInstant(day * dayLength).slice(0, 10);

/** The number of the day that the clocks of a zone show at an instant. */
export const localDay = (instant: number, timeZone: string): number => dayOf(instant + offsetAt(instant, timeZone));

/** 1 January 1970 was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

const today = (now: number, timeZone: string, days: number): number => {
  const day = localDay(now, timeZone);
  return (days === 7 ? mondayOf(day) : day) * dayLength;
};

/** The span of a query, or in words what is wrong with it. Without a first day it begins today, a week on its Monday. */
export const spanOf = (
  { from, days = '7' }: { readonly from?: string | undefined; readonly days?: string | undefined },
  now: number,
  timeZone: string,
): Span | string => {
  const length = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  if (length < 1 || length > maxDays) return `days: must be a whole number from 1 to ${maxDays}`;
  const start = from === undefined ? today(now, timeZone, length) : parseDay(from);
  if (start === undefined) return `from: '${String(from).slice(0, 40)}' is not a day (YYYY-MM-DD)`;
  const [begin, end] = [instantAt(start, timeZone), instantAt(start + length * dayLength, timeZone)];
  return { first: formatDay(dayOf(start)), days: length, from: begin, to: end };
};
