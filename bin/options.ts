// Options that several commands share, with the check of their values.
import { InvalidArgumentError, Option } from 'commander';
import { frameworks, validations, type Framework } from '../schemas/contract.ts';
import { defaultEdition, editionNamed, editionNames, type Edition } from '../schemas/editions/editions.ts';
import type { Validation } from '../schemas/rules/rule.ts';
import type { Shard } from '../conformance/verdict/index.ts';

/** An edition by its date, or by the alias of the newest. */
export const editionFrom = (text: string): Edition => {
  const edition = editionNamed(text);
  if (edition !== undefined) return edition;
  throw new InvalidArgumentError(`Allowed choices are ${editionNames.join(', ')}.`);
};

/** `--edition`, a date or `latest`; what reads it gets the date. */
export const editionOption = (): Option =>
  new Option('--edition <date>', `edition of the document to hold the target to (${editionNames.join(', ')})`)
    .env('CANVAS_EDITION')
    .argParser(editionFrom)
    .default(defaultEdition);

/** A whole number within bounds. */
export const wholeNumber =
  (least: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= max) return value;
    throw new InvalidArgumentError(`It has to be a whole number from ${least} to ${max}.`);
  };

/** A shard, `<index>/<total>`: the first is 1. */
export const shardFrom = (text: string): Shard => {
  const [, index, total] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && total !== undefined && index <= total) return { index, total };
  throw new InvalidArgumentError('It has to be <index>/<total>, for example 1/3; the first index is 1.');
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

/** A number above 0. */
export const parsePositive = (text: string): number => {
  const value = Number(text);
  if (/^(\d+\.?\d*|\.\d+)$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
};

/** Words separated by commas, at least one. */
export const words = (text: string): readonly string[] => {
  const found = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (found.length > 0) return found;
  throw new InvalidArgumentError('It has to name at least one.');
};

export interface EditionOption {
  readonly edition: Edition;
}

/** `--validation`: by the word of the document, or as the framework of the live server does it. */
export const validationOption = (): Option =>
  new Option('--validation <mode>', 'how bodies are validated: by the document, or as the live framework does it')
    .choices(validations)
    .env('CANVAS_VALIDATION')
    .default('documented');

/** `--framework`: which version of it validates. */
const frameworkOption = (): Option =>
  new Option('--framework <version>', 'which version of it validates, with --validation framework')
    .choices(frameworks)
    .env('CANVAS_FRAMEWORK')
    .default('1.5');

/** How a mock that a command starts validates. */
export const validationOptions = (): readonly Option[] => [validationOption(), frameworkOption()];

export interface ValidationOption {
  readonly validation: Validation;
}

/** The values of `validationOptions`. */
export interface MockValidation extends ValidationOption {
  readonly framework: Framework;
}
