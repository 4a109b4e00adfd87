// Local time: what the clocks of a time zone show, by the rules that Intl knows. Pure: instants come in as values.
import { dayLength } from '../../schemas/canvas/instant.ts';

const minute = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format that shows nothing but the offset. Making one is dear, so that each zone has one. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
};

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
export const offsetAt = (instant: number, timeZone: string): number => {
  const match = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatOf(timeZone).format(instant));
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const ahead = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ahead : ahead;
};

/**
 * The instant at which the clocks of a zone show a time, which is given as if it were UTC, in milliseconds. Of a time
 * that comes twice it is the first; a time that the clocks skip counts on by the offset before the change.
 */
export const instantAt = (local: number, timeZone: string): number => {
  const before = offsetAt(local - dayLength, timeZone);
  const after = offsetAt(local + dayLength, timeZone);
  const candidates = [local - Math.max(before, after), local - Math.min(before, after)];
  return candidates.find((instant) => instant + offsetAt(instant, timeZone) === local) ?? local - before;
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const zoneText = (offset: number): string => {
  const ahead = Math.trunc(Math.abs(offset) / minute);
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.trunc(ahead / 60))}:${twoDigits(ahead % 60)}`;
};

/** No zone changes its clocks within a quarter of an hour. */
const quarter = 15 * minute;

/**
 * Writes instants as the clocks of a zone show them, with the offset: `2023-09-21T08:45:00-07:00`. To ask Intl for an
 * offset is dear, so that one writer asks once for each quarter of an hour.
 */
export const localWriter = (timeZone: string): ((instant: number) => string) => {
  const offsets = new Map<number, number>();
  return (instant) => {
    const key = Math.floor(instant / quarter);
    const offset = offsets.get(key) ?? offsetAt(instant, timeZone);
    offsets.set(key, offset);
    return `${new Date(instant + offset).toISOString().slice(0, 19)}${zoneText(offset)}`;
  };
};
