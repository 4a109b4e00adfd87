// Dates and times as the framework's library reads them from texts and numbers.
import { refused, taken, type Checked } from './issue.ts';
import { Float, type Value } from './python-values.ts';

const noDate = refused('invalid date format', 'value_error.date');
const noDateTime = refused('invalid datetime format', 'value_error.datetime');
const noTime = refused('invalid time format', 'value_error.time');

type Read = Checked<string>;

const notANumber = refused('cannot convert float NaN to integer', 'value_error');

/** Beyond so many seconds a number is taken for milliseconds, then for microseconds, and so on. */
const maxSeconds = 2e10;
/** Beyond so much there is only the first and the last moment of all. */
const maxNumber = 3e20;

const numberOf = (value: bigint | Float | boolean): number => Number(value instanceof Float ? value.value : value);

/** The number that Python's float() reads from a text, or undefined. */
const numberIn = (text: string): number | undefined => {
  const trimmed = text.trim();
  if (/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i.test(trimmed))
    return Number(trimmed.replaceAll('_', ''));
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (word === null) return undefined;
  if (/^nan$/i.test(word[2] ?? '')) return NaN;
  return word[1] === '-' ? -Infinity : Infinity;
};

/** The moment of a number of seconds, or of milliseconds where it is too great. */
const momentOf = (number: number): Checked<Date> => {
  if (number > maxNumber) return taken(new Date(Date.UTC(9999, 11, 31, 23, 59, 59, 999)));
  if (number < -maxNumber) return taken(new Date('0001-01-01T00:00:00.000Z'));
  if (Number.isNaN(number)) return notANumber;
  let seconds = number;
  while (Math.abs(seconds) > maxSeconds) seconds /= 1000;
  return taken(new Date(seconds * 1000));
};

const asText =
  (write: (moment: Date) => string) =>
  (number: number): Read => {
    const moment = momentOf(number);
    return 'value' in moment ? taken(write(moment.value)) : moment;
  };

const dayOf = asText((moment) => moment.toISOString().slice(0, 10));
const instantOf = asText((moment) => moment.toISOString());

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const isDay = (year = '', month = '', day = ''): boolean => {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m);
};

const isTime = (hour = '', minute = '', second = '0'): boolean =>
  Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;

/** An offset has to be less than a day. */
const isZone = (zone: string | undefined): boolean => {
  if (zone === undefined || zone === 'Z') return true;
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  return 60 * Number(zone.slice(1, 3)) + minutes < 1440;
};

const datePart = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`;
const timePart = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,12})?)?(Z|[+-]\d{2}(?::?\d{2})?)?`;
/** Python's $ stands before a last line break as well. */
const end = String.raw`\n?$`;
const wholeDate = new RegExp(`^${datePart}${end}`);
const wholeTime = new RegExp(`^${timePart}${end}`);
const wholeDateTime = new RegExp(`^${datePart}[T ]${timePart}${end}`);

const parseDate = (text: string): Read => {
  const number = numberIn(text);
  if (number !== undefined) return dayOf(number);
  const [, year, month, day] = wholeDate.exec(text) ?? [];
  const padded = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  return isDay(year, month, day) ? taken(padded) : noDate;
};

const parseDateTime = (text: string): Read => {
  const number = numberIn(text);
  if (number !== undefined) return instantOf(number);
  const [, year, month, day, hour, minute, second, zone] = wholeDateTime.exec(text) ?? [];
  const isMoment = isDay(year, month, day) && isTime(hour, minute, second) && isZone(zone);
  return isMoment ? taken(text.trim()) : noDateTime;
};

const parseTime = (text: string): Read => {
  const number = numberIn(text);
  if (number !== undefined) return timeOf(number);
  const [, hour, minute, second, zone] = wholeTime.exec(text) ?? [];
  return hour !== undefined && isTime(hour, minute, second) && isZone(zone) ? taken(text.trim()) : noTime;
};

const timeOf = (number: number): Read => {
  if (number >= 86400) return noTime;
  if (Number.isNaN(number)) return notANumber;
  if (number < 0) return refused('date value out of range', 'value_error');
  return taken(new Date(number * 1000).toISOString().slice(11, 19));
};

/** Texts by `read`, numbers by `write`, and the words for what is neither. */
const moment =
  (kind: string, read: (text: string) => Read, write: (number: number) => Read) =>
  (value: Value): Read => {
    if (typeof value === 'string') return read(value);
    if (value instanceof Float || typeof value === 'bigint' || typeof value === 'boolean')
      return write(numberOf(value));
    return refused(`invalid type; expected ${kind}, string, bytes, int or float`, 'type_error');
  };

const year = String.raw`([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)`;
const month = '(0[1-9]|1[0-2])';
const day = '(0[1-9]|[1-2][0-9]|3[0-1])';
const clock = String.raw`([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?`;
const zone = String.raw`(Z|([+\-])((0[0-9]|1[0-3]):[0-5][0-9]|14:00))`;
const fhirDate = new RegExp(`^${year}(-${month}(-${day})?)?`);
const fhirInstant = new RegExp(`^${year}-${month}-${day}T${clock}${zone}`);
const fhirMinutes = new RegExp(`^${year}-${month}-${day}T([01][0-9]|2[0-3]):[0-5][0-9]${zone}`);
const fhirTime = new RegExp(`^${clock}`);
/** A year, with a month and a day or without. */
const parts = new RegExp(String.raw`^\d{4}(?:-(\d{2}))?(?:-(\d{2}))?${end}`);

/** A whole day is parsed; a year or a month alone is kept as it is; what is neither goes to `other`. */
const byParts =
  (other: (text: string) => Read) =>
  (text: string): Read => {
    const match = parts.exec(text);
    if (match === null) return other(text);
    if (match[2] !== undefined) return parseDate(text);
    return Number(match[1] ?? '0') > 12 ? noDate : taken(text.trim());
  };

export const checkDate = moment(
  'date',
  byParts((text) => (fhirDate.test(text) ? parseDate(text) : noDate)),
  dayOf,
);

export const checkDateTime = moment(
  'datetime',
  byParts((text) => (fhirDate.test(text) ? parseDateTime(text) : noDateTime)),
  instantOf,
);

export const checkInstant = moment(
  'datetime',
  (text) => (fhirInstant.test(text) ? parseDateTime(text) : noDateTime),
  instantOf,
);

/** An instant that may do without seconds. */
export const checkInstantOfMinutes = moment(
  'datetime',
  (text) => (fhirInstant.test(text) || fhirMinutes.test(text) ? parseDateTime(text) : noDateTime),
  instantOf,
);

export const checkTime = moment('time', (text) => (fhirTime.test(text) ? parseTime(text) : noTime), timeOf);
