// FHIR's primitive types as the framework's library checks them: what it takes, as what, and what it refuses in which
// words.
import type { Framework } from '../../../schemas/contract.ts';
import { refused, taken, type Checked } from './issue.ts';
import { checkDate, checkDateTime, checkInstant, checkInstantOfMinutes, checkTime } from './moments.ts';
import { checkUrl } from './url.ts';
import { Float, lengthOf, textOf, typeName, type Value } from './python-values.ts';

/** What a checked primitive is in JSON. */
type Scalar = string | number | boolean;

type Check = (value: Value) => Checked<Scalar>;

/** Numbers and booleans are taken as texts where a text is wanted. */
const textIn = (value: Value): Checked<string> => {
  const isScalar = typeof value !== 'object' || value instanceof Float;
  return isScalar ? taken(textOf(value)) : refused('str type expected', 'type_error.str');
};

/** What Python's \s is, which JavaScript's is not quite. */
const space = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

/** A pattern as the framework shows it, and what it means. */
const pattern =
  (shown: string, meant: RegExp) =>
  (text: string): Checked<string> =>
    meant.test(text)
      ? taken(text)
      : refused(`string does not match regex "${shown}"`, 'value_error.str.regex', `pattern=${shown}`);

const maxIdCharacters = 64;

const checkIdText = (text: string): Checked<string> => {
  const length = lengthOf(text);
  if (length === 0)
    return refused('ensure this value has at least 1 characters', 'value_error.any_str.min_length', 'limit_value=1');
  if (length > maxIdCharacters)
    return refused(
      `ensure this value has at most ${maxIdCharacters} characters`,
      'value_error.any_str.max_length',
      `limit_value=${maxIdCharacters}`,
    );
  return pattern(String.raw`^[A-Za-z0-9\-.]+$`, /^[A-Za-z0-9\-.]+\n?$/)(text);
};

const onText =
  (check: (text: string) => Checked<string>): Check =>
  (value) => {
    const text = textIn(value);
    return 'value' in text ? check(text.value) : text;
  };

const notInteger = refused('value is not a valid integer', 'type_error.integer');

const integerIn = (value: Value): Checked<number> => {
  if (typeof value === 'boolean' || typeof value === 'bigint') return taken(Number(value));
  if (value instanceof Float) return Number.isFinite(value.value) ? taken(Math.trunc(value.value)) : notInteger;
  if (typeof value !== 'string') return notInteger;
  const text = value.trim();
  return /^[+-]?\d+(_\d+)*$/.test(text) ? taken(Number(text.replaceAll('_', ''))) : notInteger;
};

const integer =
  (isAllowed: (number: number) => boolean, words: string, kind: string): Check =>
  (value) => {
    const number = integerIn(value);
    if ('issues' in number || isAllowed(number.value)) return number;
    return refused(`ensure this value is ${words} 0`, `value_error.number.${kind}`, 'limit_value=0');
  };

const notDecimal = refused('value is not a valid decimal', 'type_error.decimal');

const checkDecimal: Check = (value) => {
  if (typeof value === 'object' && !(value instanceof Float)) return notDecimal;
  const text = textOf(value).trim();
  if (/^[+-]?(inf|infinity|s?nan\d*)$/i.test(text))
    return refused('value is not a valid decimal', 'value_error.decimal.not_finite');
  const plain = text.replaceAll('_', '');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? taken(Number(plain)) : notDecimal;
};

const yes = ['1', 'on', 't', 'true', 'y', 'yes'];
const no = ['0', 'off', 'f', 'false', 'n', 'no'];

const checkBoolean: Check = (value) => {
  if (typeof value === 'boolean') return taken(value);
  const number = value instanceof Float ? value.value : typeof value === 'bigint' ? Number(value) : undefined;
  const word = typeof value === 'string' ? value.toLowerCase() : String(number);
  if (yes.includes(word)) return taken(true);
  return no.includes(word) ? taken(false) : refused('value could not be parsed to a boolean', 'type_error.bool');
};

const checkUuid: Check = (value) => {
  const digits = typeof value === 'string' ? value.replace('urn:', '').replace('uuid:', '') : '';
  const plain = digits.replace(/^[{}]+|[{}]+$/g, '').replaceAll('-', '');
  return /^[0-9a-f]{32}$/i.test(plain) && typeof value === 'string'
    ? taken(value)
    : refused('value is not a valid uuid', 'type_error.uuid');
};

const checkBytes: Check = (value) =>
  typeof value !== 'object' || value instanceof Float
    ? taken(textOf(value))
    : refused('byte type expected', 'type_error.bytes');

/** The framework fails on an address that is not a text, and answers 500; here it is refused in the words of that failure. */
const checkAddress: Check = (value) =>
  typeof value === 'string'
    ? checkUrl(value)
    : refused(`'${typeName(value)}' object has no attribute 'startswith'`, 'value_error');

const anyText = onText(taken);

export type Primitives = ReadonlyMap<string, Check>;

/** By the name of the type, as version 1.5 has them. */
const early: Primitives = new Map<string, Check>([
  ['string', onText(pattern(String.raw`[ \r\n\t\S]+`, new RegExp(`^(?:[ \\r\\n\\t]|[^${space}])`)))],
  [
    'code',
    onText(pattern(String.raw`^[^\s]+(\s[^\s]+)*$`, new RegExp(`^[^${space}]+(?:[${space}][^${space}]+)*\\n?$`))),
  ],
  ['id', onText(checkIdText)],
  ['uri', anyText],
  ['canonical', anyText],
  ['markdown', anyText],
  ['xhtml', anyText],
  ['oid', onText(pattern(String.raw`^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$`, /^urn:oid:[0-2](\.(0|[1-9][0-9]*))+\n?$/))],
  ['url', checkAddress],
  ['uuid', checkUuid],
  ['base64Binary', checkBytes],
  ['boolean', checkBoolean],
  ['decimal', checkDecimal],
  ['integer', integerIn],
  ['unsignedInt', integer((number) => number >= 0, 'greater than or equal to', 'not_ge')],
  ['positiveInt', integer((number) => number > 0, 'greater than', 'not_gt')],
  ['date', checkDate],
  ['dateTime', checkDateTime],
  ['instant', checkInstant],
  ['time', checkTime],
]);

const noText = refused('Input should be a valid string', 'string_type');

/** Version 3.0 takes nothing but a text where a text is wanted, and times without seconds. */
const textTypes = ['string', 'code', 'id', 'uri', 'canonical', 'markdown', 'xhtml', 'oid'];

const late: Primitives = new Map<string, Check>([
  ...early,
  ...textTypes.map((type): [string, Check] => [
    type,
    (value) => (typeof value === 'string' ? (early.get(type)?.(value) ?? noText) : noText),
  ]),
  ['instant', checkInstantOfMinutes],
]);

export const primitivesOf = (framework: Framework): Primitives => (framework === '3.0' ? late : early);

/** A logical id, as in a path. */
export const checkId = checkIdText;
