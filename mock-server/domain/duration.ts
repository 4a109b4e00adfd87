// Durations as ISO 8601 writes them, and an instant moved by one: months and years go by the calendar.

interface Duration {
  readonly months: number;
  readonly milliseconds: number;
}

const form =
  /^([+-])?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d{1,3})?)S)?)?$/;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Reads `P1Y2M3W4DT5H6M7.5S`, or any part of it; a sign before it turns it round. */
export const parseDuration = (text: string): Duration | undefined => {
  const match = form.exec(text);
  if (match === null) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  const part = (position: number): number => Number((match[position] ?? '0').replace(',', '.'));
  return {
    months: sign * (part(2) * 12 + part(3)),
    milliseconds:
      sign * (part(4) * 7 * day + part(5) * day + part(6) * hour + part(7) * minute + Math.round(part(8) * second)),
  };
};

/** The last day of the month where it has no such day: a month after 31 January is the end of February. */
const monthsLater = (instant: number, months: number): number => {
  const moved = new Date(instant);
  const dayOfMonth = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(moved);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  moved.setUTCDate(Math.min(dayOfMonth, lastDay.getUTCDate()));
  return moved.getTime();
};

/** The instant that lies a duration after another: years and months first, then the rest. */
export const movedBy = (instant: number, { months, milliseconds }: Duration): number =>
  (months === 0 ? instant : monthsLater(instant, months)) + milliseconds;
