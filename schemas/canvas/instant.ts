// Instants and days, without Date's own parser: it moves a time without zone and rolls 30 February over.

const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;
const minute = 60_000;
export const dayLength = 86_400_000;

/**
 * Reads `YYYY-MM-DDTHH:MM` with optional seconds, fraction and zone; without a zone it is UTC.
 * Fractions of a second are dropped. Gives milliseconds since 1970, or undefined for what is not an instant.
 */
export const parseInstant = (text: string): number | undefined => {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minutes, seconds = '00', zone = 'Z'] = match;
  const start = dayStart(Number(year), Number(month), Number(day));
  const offset = zoneMinutes(zone);
  const clock = clockMilliseconds(Number(hour), Number(minutes), Number(seconds));
  if (start === undefined || offset === undefined || clock === undefined) return undefined;
  const instant = start + clock - offset * minute;
  return isShowable(instant) ? instant : undefined;
};

/** Reads `YYYY-MM-DD` as the start of that UTC day, or undefined where there is no such day. */
export const parseDay = (text: string): number | undefined => {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match === null ? undefined : dayStart(Number(match[1]), Number(match[2]), Number(match[3]));
};

/** Writes an instant as Canvas shows it: UTC, whole seconds, offset `+00:00`. */
export const formatInstant = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}+00:00`;

/** Whether an instant lies in the years 1 to 9999, which is what FHIR can write. */
export const isShowable = (instant: number): boolean => instant >= firstInstant && instant <= lastInstant;

/** The number of the UTC day an instant lies in, counted from 1970-01-01. */
export const dayOf = (instant: number): number => Math.floor(instant / dayLength);

const dayStart = (year: number, month: number, day: number): number | undefined => {
  if (year < 1 || month < 1 || month > 12 || day < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
};

// FHIR's year runs from 0001 to 9999, also once the offset has been applied.
const firstInstant = dayStart(1, 1, 1) ?? 0;
const lastInstant = (dayStart(9999, 12, 31) ?? 0) + dayLength - 1;

const clockMilliseconds = (hour: number, minutes: number, seconds: number): number | undefined =>
  hour > 23 || minutes > 59 || seconds > 60 ? undefined : ((hour * 60 + minutes) * 60 + seconds) * 1000;

const zoneMinutes = (zone: string): number | undefined => {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};
