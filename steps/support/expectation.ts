// Compares a value of an answer with the cell of a table that says what to expect: a literal, or one of a few patterns.
import { isObject } from '../../schemas/json.ts';

/** The cell that says: there is no value. */
export const absent = '(absent)';

/** What may stand in braces in a cell, and the texts that it stands for. */
const patterns: Readonly<Record<string, string>> = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  hex: '[0-9a-f]{32}',
  any: '.+',
  rest: '.*',
};

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

/**
 * The value that a cell asks for: undefined for (absent), else its JSON, or its text where it is not JSON as it is written: an
 * id of digits that stands for a name is no number.
 */
export const valueOf = (cell: string, resolve: (text: string) => string = (text) => text): unknown => {
  if (cell === absent) return undefined;
  const text = resolve(cell);
  return parsed(cell) === undefined ? text : (parsed(text) ?? { value: text }).value;
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Milliseconds since 1970; NaN for a time without a zone, which JavaScript would read in the zone of the machine. */
const instantOf = (text: string): number => (/(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN);

/** The time in `(at 2031-03-04T15:00:00Z)`, which matches the same instant in any spelling. */
const instantIn = (expected: string): string | undefined => /^\(at (.+)\)$/.exec(expected)?.[1];

const textMatches = (expected: string, actual: unknown): boolean => {
  if (typeof actual !== 'string') return false;
  const instant = instantIn(expected);
  if (instant !== undefined) return instantOf(actual) === instantOf(instant);
  const parts = expected.split(/\{(uuid|hex|any|rest)\}/);
  const source = parts.map((part, position) => (position % 2 === 0 ? escaped(part) : (patterns[part] ?? ''))).join('');
  return new RegExp(`^${source}$`, 's').test(actual);
};

/** Whether a value is as expected: the same members and items, with each text equal or matched by its pattern. */
export const matches = (expected: unknown, actual: unknown): boolean => {
  if (typeof expected === 'string') return textMatches(expected, actual);
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, position) => matches(item, actual[position]))
    );
  if (!isObject(expected)) return expected === actual;
  if (!isObject(actual)) return false;
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].every((name) => matches(expected[name], actual[name]));
};
