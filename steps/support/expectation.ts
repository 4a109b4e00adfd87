// Comparing what came with what a table expects: literals, and the few patterns a table may hold.

/** The form of a value in a table cell that stands for no value at all. */
const absent = '(absent)';

const patterns: Readonly<Record<string, string>> = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  hex: '[0-9a-f]{32}',
  any: '.+',
  rest: '.*',
};

/** A cell as a value: JSON where it is JSON, text otherwise. */
export const valueOf = (cell: string): unknown => {
  if (cell === absent) return undefined;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Milliseconds since 1970 of a time that says its zone; any other would be read in the zone of the machine. */
const instantOf = (text: string): number => (/(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN);

/** `(at 2031-03-04T15:00:00Z)` matches that instant however it is written. */
const instantIn = (expected: string): string | undefined => /^\(at (.+)\)$/.exec(expected)?.[1];

const textMatches = (expected: string, actual: unknown): boolean => {
  if (typeof actual !== 'string') return false;
  const instant = instantIn(expected);
  if (instant !== undefined) return instantOf(actual) === instantOf(instant);
  const parts = expected.split(/\{(uuid|hex|any|rest)\}/);
  const source = parts.map((part, position) => (position % 2 === 0 ? escaped(part) : (patterns[part] ?? ''))).join('');
  return new RegExp(`^${source}$`, 's').test(actual);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is as expected: the same members and items; `{uuid}`, `{hex}`, `{any}` and `(at …)` match. */
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
