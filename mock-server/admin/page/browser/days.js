// Days as `YYYY-MM-DD`, counted without any time zone.

const at = (day) => new Date(`${day}T00:00:00Z`);

export const addDays = (day, count) => {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
};

/** Whether it is a day at all. */
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text).getTime());

/** 0 for Sunday. */
export const weekday = (day) => at(day).getUTCDay();

export const mondayOf = (day) => addDays(day, -((weekday(day) + 6) % 7));

/** `Tue 4 Mar 2031`. */
export const dayText = (day) =>
  at(day).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** `3 – 9 March 2031`. */
export const spanText = (first, days) => {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return days === 1 ? dayText(first) : format.formatRange(at(first), at(addDays(first, days - 1)));
};

/** The time of day in `2031-03-04T15:00:00+00:00`. */
export const timeOf = (text) => text.slice(11, 16);

/** `15:00–15:30`. */
export const timesOf = ({ start, end }) => `${timeOf(start)}–${timeOf(end)}`;

/** The day that an appointment begins on. */
export const dayOf = ({ start }) => dayText(start.slice(0, 10));
