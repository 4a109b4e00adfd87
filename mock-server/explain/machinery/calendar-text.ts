// Days and instants as people write them, where only one reading is possible.
import { entryOf } from '../../../schemas/json.ts';
import { dayLength, formatInstant, parseDay, parseInstant } from '../../../schemas/canvas/instant.ts';

export const dayText = (instant: number): string => formatInstant(instant).slice(0, 10);

const padToTwo = (part: string): string => part.padStart(2, '0');

const dayFrom = (year: string, month: string, day: string): string | undefined => {
  const text = `${year}-${padToTwo(month)}-${padToTwo(day)}`;
  return parseDay(text) === undefined ? undefined : text;
};

/** The only one of some readings, those that are no day left out; undefined where there are two. */
const onlyOne = (...readings: readonly (string | undefined)[]): string | undefined => {
  const days = [...new Set(readings.filter((day) => day !== undefined))];
  return days.length === 1 ? days[0] : undefined;
};

/** Days by a word, from today. */
const dayWords: Readonly<Record<string, number>> = { yesterday: -1, today: 0, now: 0, tomorrow: 1 };

/** The day that a text means; undefined where it means none, or may mean two. */
export const meantDay = (text: string, now: number): string | undefined => {
  const word = text.trim().toLowerCase();
  const days = entryOf(dayWords, word);
  if (days !== undefined) return dayText(now + days * dayLength);
  const [, year, month = '', day = ''] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[t ].*)?$/.exec(word) ?? [];
  if (year !== undefined) return dayFrom(year, month, day) ?? dayFrom(year, day, month);
  const [, first = '', second = '', last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(word) ?? [];
  return last === undefined ? undefined : onlyOne(dayFrom(last, first, second), dayFrom(last, second, first));
};

/** The first day of a month or year, and of the one after it. */
export const meantPeriod = (text: string): readonly [from: string, until: string] | undefined => {
  const [, year, month] = /^(\d{4})(?:-(\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const first = Number(month ?? 1);
  if (first < 1 || first > 12) return undefined;
  const until = month === undefined ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), first, 1);
  return [`${year}-${padToTwo(String(first))}-01`, dayText(until)];
};

/** Seconds or milliseconds since 1970, as ten or thirteen digits. */
const fromEpoch = (text: string): number | undefined => {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
};

/** The instant that a text means: with a blank for the T, without leading zeros, an offset without a colon, an epoch. */
export const meantInstant = (text: string): number | undefined => {
  const [, day = '', hour = '', minutes = '', seconds = '00', zone = ''] =
    /^(\S+?)[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(text.trim()) ?? [];
  if (day === '') return fromEpoch(text.trim());
  const offset = zone
    .toUpperCase()
    .replace('UTC', 'Z')
    .replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return parseInstant(`${meantDay(day, 0) ?? ''}T${padToTwo(hour)}:${minutes}:${seconds}${offset}`);
};
