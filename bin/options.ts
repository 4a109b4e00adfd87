// Options that several commands share, with the check of their values.
import { InvalidArgumentError, Option } from 'commander';
import { carriedEditions, defaultEdition, type Edition } from '../schemas/editions.ts';

/** `--edition`, which has to be one that the table carries in full. */
export const editionOption = (): Option =>
  new Option('--edition <date>', 'edition of the document to hold the target to')
    .choices(carriedEditions)
    .env('CANVAS_EDITION')
    .default(defaultEdition);

/** A whole number within bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It has to be a whole number from ${least} to ${most}.`);
  };

/** A share between 0 and 1. */
export const shareOf = (text: string): number => {
  const value = Number(text);
  if (/^(\d+\.?\d*|\.\d+)$/.test(text) && value <= 1) return value;
  throw new InvalidArgumentError('It has to be a share from 0 to 1.');
};

/** A day, `YYYY-MM-DD`, that the calendar has. */
export const dayText = (text: string): string => {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (!Number.isNaN(instant) && /^(19|20|21)/.test(text) && new Date(instant).toISOString().startsWith(text))
    return text;
  throw new InvalidArgumentError('It has to be a day of the form YYYY-MM-DD, from 1900 to 2199.');
};

/** The IANA name of a time zone. */
export const zoneName = (text: string): string => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone && text;
  } catch {
    throw new InvalidArgumentError('It has to be a time zone such as America/Los_Angeles.');
  }
};

/** Words separated by commas. */
export const words = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

export interface EditionOption {
  readonly edition: Edition;
}
