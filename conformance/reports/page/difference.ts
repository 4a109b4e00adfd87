// What differs between an expected and an actual value, line by line.
import { shownValue } from '../words.ts';

export interface Line {
  readonly text: string;
  readonly differs: boolean;
}

interface Difference {
  readonly expected: readonly Line[];
  readonly actual: readonly Line[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with the members of its objects in the order of the alphabet, so that order alone never differs. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(value[name])]));
};

const linesOf = (value: unknown): readonly string[] => shownValue(ordered(value)).split('\n');

const patterns: Readonly<Record<string, string>> = { uuid: '[0-9a-f-]{36}', hex: '[0-9a-f]{32}', any: '.+' };

const asPattern = (line: string): RegExp => {
  const parts = line.split(/\{(uuid|hex|any)\}/);
  const source = parts.map((part, index) =>
    index % 2 === 1 ? (patterns[part] ?? '') : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`);
};

/** Whether two lines say the same: a comma at the end does not count, and `{uuid}`, `{hex}` and `{any}` match. */
const isSame = (expected = '', actual = ''): boolean => {
  const [one, other] = [expected.replace(/,$/, ''), actual.replace(/,$/, '')];
  return one === other || (/\{(uuid|hex|any)\}/.test(one) && asPattern(one).test(other));
};

/** Beyond this many lines a comparison would cost too much; then everything between the common ends is marked. */
const most = 1200;

/** Lengths of the longest common subsequences of every pair of tails. */
const lengthsOf = (one: readonly string[], other: readonly string[]): readonly Uint32Array[] => {
  const table = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i] ?? new Uint32Array(), table[i + 1] ?? new Uint32Array()];
    for (let j = other.length - 1; j >= 0; j -= 1) {
      row[j] = isSame(one[i], other[j]) ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
};

const common = (one: readonly string[], other: readonly string[]): readonly (readonly [number, number])[] => {
  const table = lengthsOf(one, other);
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (isSame(one[i], other[j])) pairs.push([i++, j++]);
    else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
};

const marked = (lines: readonly string[], same: ReadonlySet<number>): readonly Line[] =>
  lines.map((text, index) => ({ text, differs: !same.has(index) }));

/** Both values as lines, of which those that have no counterpart are marked. */
export const differenceOf = (expected: unknown, actual: unknown): Difference => {
  const [one, other] = [linesOf(expected), linesOf(actual)];
  const pairs = one.length > most || other.length > most ? [] : common(one, other);
  return {
    expected: marked(one, new Set(pairs.map(([index]) => index))),
    actual: marked(other, new Set(pairs.map(([, index]) => index))),
  };
};
