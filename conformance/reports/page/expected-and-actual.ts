// What differs between an expected and an actual value, line by line.
import { isObject } from '../../../schemas/json.ts';
import { diffArrays } from 'diff';
import { textOfValue } from '../labels.ts';

export interface Line {
  readonly text: string;
  readonly differs: boolean;
}

interface Difference {
  readonly expected: readonly Line[];
  readonly actual: readonly Line[];
}

/** The value with the members of its objects in the order of the alphabet, so that order alone never differs. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(value[name])]));
};

const linesOf = (value: unknown): readonly string[] => textOfValue(ordered(value)).split('\n');

const patterns: Readonly<Record<string, string>> = { uuid: '[0-9a-f-]{36}', hex: '[0-9a-f]{32}', any: '.+' };

const asPattern = (line: string): RegExp => {
  const parts = line.split(/\{(uuid|hex|any)\}/);
  const source = parts.map((part, index) =>
    index % 2 === 1 ? (patterns[part] ?? '') : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`);
};

/** Whether two lines say the same: a comma at the end does not count, and `{uuid}`, `{hex}` and `{any}` match. */
const isSame = (expected: string, actual: string): boolean => {
  const [one, other] = [expected.replace(/,$/, ''), actual.replace(/,$/, '')];
  return one === other || (/\{(uuid|hex|any)\}/.test(one) && asPattern(one).test(other));
};

/** Beyond this many lines a comparison would cost too much: then every line is marked. */
const maxLines = 1200;

const marked = (lines: readonly string[], differs: readonly boolean[]): readonly Line[] =>
  lines.map((text, index) => ({ text, differs: differs[index] ?? true }));

/** Both values as lines, of which those that have no counterpart are marked. */
export const differenceOf = (expected: unknown, actual: unknown): Difference => {
  const [one, other] = [linesOf(expected), linesOf(actual)];
  const isTooLong = one.length > maxLines || other.length > maxLines;
  const parts = isTooLong ? [] : diffArrays([...one], [...other], { comparator: isSame });
  return {
    expected: marked(
      one,
      parts.flatMap(({ added, removed, value }) => (added ? [] : value.map(() => removed))),
    ),
    actual: marked(
      other,
      parts.flatMap(({ added, removed, value }) => (removed ? [] : value.map(() => added))),
    ),
  };
};
