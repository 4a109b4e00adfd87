// What is wrong with a primitive value, in the words of the framework's library.
import { parseDay, parseInstant } from '../../../schemas/canvas/instant.ts';
import type { Primitive } from './model.ts';

const notText = 'str type expected (type=type_error.str)';
export const noInstant = 'invalid datetime format (type=value_error.datetime)';

const mismatch = (pattern: string): string =>
  `string does not match regex "${pattern}" (type=value_error.str.regex; pattern=${pattern})`;

const limits = {
  least: 'ensure this value has at least 1 characters (type=value_error.any_str.min_length; limit_value=1)',
  most: 'ensure this value has at most 64 characters (type=value_error.any_str.max_length; limit_value=64)',
};

/** What is wrong with a logical id, or undefined. */
export const idProblem = (id: string): string | undefined => {
  if (id === '') return limits.least;
  if (id.length > 64) return limits.most;
  return /^[A-Za-z0-9\-.]+$/.test(id) ? undefined : mismatch('^[A-Za-z0-9\\-.]+$');
};

const isInstant = (text: string): boolean =>
  /T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && parseInstant(text) !== undefined;

const isDateTime = (text: string): boolean =>
  /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text) || parseDay(text) !== undefined || isInstant(text);

const onText =
  (problem: (text: string) => string | undefined) =>
  (value: unknown): string | undefined =>
    typeof value === 'string' ? problem(value) : notText;

const form = (test: RegExp, problem: string) => onText((text) => (test.test(text) ? undefined : problem));

const whole = (least: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= least
    ? undefined
    : 'value is not a valid integer (type=type_error.integer)';

/** For each primitive type what is wrong with a value, or undefined. */
export const primitives: Readonly<Record<Primitive, (value: unknown) => string | undefined>> = {
  string: form(/^[ \r\n\t\S]+$/, mismatch('[ \\r\\n\\t\\S]+')),
  code: form(/^\S+(\s\S+)*$/, mismatch('[^\\s]+(\\s[^\\s]+)*')),
  id: onText(idProblem),
  uri: form(/^\S+$/, mismatch('\\S*')),
  url: form(/^[a-z][a-z0-9+.-]*:\S+$/i, 'invalid or missing URL scheme (type=value_error.url.scheme)'),
  // A number is taken for seconds since 1970.
  instant: (value) =>
    typeof value === 'number' || (typeof value === 'string' && isInstant(value)) ? undefined : noInstant,
  dateTime: (value) => (typeof value === 'string' && isDateTime(value) ? undefined : noInstant),
  boolean: (value) =>
    typeof value === 'boolean' ? undefined : 'value could not be parsed to a boolean (type=type_error.bool)',
  positiveInt: whole(1),
  unsignedInt: whole(0),
};
