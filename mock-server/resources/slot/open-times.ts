// The open times of a practitioner: working hours in a time zone, cut into slots, less what is booked. Pure.
import { dayLength } from '../../../schemas/canvas/instant.ts';
import type { Hours } from '../../../schemas/canvas/record.ts';
import { instantAt } from '../../domain/local-time.ts';

/** The half-open span [start, end) of instants, in milliseconds since 1970. */
export interface Time {
  readonly start: number;
  readonly end: number;
}

/** The days to look at, each as the start of the UTC day with its date; the last one belongs to them. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

const minute = 60_000;

/** `HH:MM` as milliseconds after midnight. */
const clock = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * minute;
};

/** The span of one shift that begins on a day. One that ends no later than it begins ends on the next day. */
const shiftOn = (day: number, { from, to }: Hours, timeZone: string): Time => {
  const overnight = clock(to) <= clock(from) ? dayLength : 0;
  return { start: instantAt(day + clock(from), timeZone), end: instantAt(day + clock(to) + overnight, timeZone) };
};

const weekday = (day: number): number => new Date(day).getUTCDay();

/** The shifts that begin on the days or on the evening before them. */
const shifts = (hours: readonly Hours[], { first, last }: Days, timeZone: string): Time[] => {
  const count = Math.round((last - first) / dayLength) + 2;
  const days = Array.from({ length: Math.max(0, count) }, (_, position) => first + (position - 1) * dayLength);
  return days.flatMap((day) =>
    hours.filter((shift) => shift.days.includes(weekday(day))).map((shift) => shiftOn(day, shift, timeZone)),
  );
};

/** When slots of shifts begin, each once: from the beginning of a shift on at each of some steps, as long as one fits in. */
const startsOf = (shifts: readonly Time[], length: number, steps: readonly number[], within: Time): number[] => {
  const starts = new Set<number>();
  for (const { start, end } of shifts)
    for (const step of steps)
      for (let at = start; at + length <= end; at += step) if (at >= within.start && at < within.end) starts.add(at);
  return [...starts].toSorted((one, other) => one - other);
};

const byStart = (one: Time, other: Time): number => one.start - other.start;

/** Times that touch or overlap made into one, in order. */
const mergeTimes = (times: readonly Time[]): Time[] => {
  const whole: Time[] = [];
  for (const time of times.toSorted(byStart)) {
    const last = whole.at(-1);
    if (last === undefined || time.start > last.end) whole.push(time);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, time.end) };
  }
  return whole;
};

/** The slots that overlap no booked time. Both lists are in order, so that one pass is enough. */
const without = (slots: readonly Time[], booked: readonly Time[]): Time[] => {
  let next = 0;
  return slots.filter(({ start, end }) => {
    while ((booked[next]?.end ?? Infinity) <= start) next += 1;
    return (booked[next]?.start ?? Infinity) >= end;
  });
};

/** The span of some local days. */
export const spanOf = ({ first, last }: Days, timeZone: string): Time => ({
  start: instantAt(first, timeZone),
  end: instantAt(last + dayLength, timeZone),
});

const quarterHour = 15 * minute;

/** The slots of some minutes that begin on the days, lie within the hours and overlap no booked time, in order. */
export const openTimes = (
  hours: readonly Hours[],
  days: Days,
  timeZone: string,
  minutes: number,
  booked: readonly Time[],
  isOnQuarterHours = false,
): Time[] => {
  const length = minutes * minute;
  const steps = [length, ...(isOnQuarterHours ? [quarterHour] : [])];
  const starts = startsOf(shifts(hours, days, timeZone), length, steps, spanOf(days, timeZone));
  const slots = starts.map((start) => ({ start, end: start + length }));
  return without(slots, mergeTimes(booked));
};
