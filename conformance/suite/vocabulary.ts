// What the suite itself says: literals of its features, and the people of the mock. None of it tells of anybody.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayAfter } from '../../schemas/canvas/day.ts';
import { jsonIn } from '../../schemas/json.ts';
import { locations, noteTypes, patients, practitioners, reasonCodings } from '../../fixtures/instance.ts';
import { ruleIds, ruleOf } from '../../schemas/rules/index.ts';
import { packageRoot } from '../run/package.ts';

/** Literals of the canonical records, and the vendor's own name, which no feature spells out. */
const canonical = ['Harness', 'Ada', '1980-11-13', 'Conformance harness visit', 'Video visit', 'Canvas Medical'];

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** A cell as Gherkin reads it. */
const unescaped = (cell: string): string =>
  cell.replace(/\\([n\\|])/g, (_whole, escaped: string) => (escaped === 'n' ? '\n' : escaped));

/** The literals in the cells, the docstrings and the quotes of features. */
export const featureTexts = (): readonly string[] => {
  const folder = join(packageRoot, 'features');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.feature'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => /[|"]/.test(line))
        .flatMap((line) => [
          ...line
            .split(/(?<!\\)\|/)
            .map(unescaped)
            .flatMap((cell) => [cell.trim(), ...textsIn(jsonIn(cell))]),
          ...[...line.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text),
        ]),
    );
};

/** What refusals and statements of the contract say, which a server may say as well. */
export const ruleTexts = (): readonly string[] => textsIn(ruleIds.map((id) => ruleOf(id)));

/** Values that may be shown as they are. */
const knownTexts = (): ReadonlySet<string> =>
  new Set(
    [
      ...featureTexts(),
      ...canonical,
      ...textsIn([locations, noteTypes, patients, practitioners, reasonCodings]),
    ].filter((text) => text !== ''),
  );

/** The names of people whose whole name the mock shows in one text. */
const knownPeople = (): readonly string[] =>
  practitioners.flatMap(({ given, family, credentials }) => [
    `${given} ${family}`,
    `${given} ${family} ${credentials}`,
  ]);

/** The single words of what the suite says, in small letters: no name is looked for by one of them. */
export const wordsIn = (texts: Iterable<string>): ReadonlySet<string> =>
  new Set([...texts].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)));

/** Texts as they are, and as a server shows them that keeps capitals or small letters alone. */
const inAnyCase = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()]);

/** The words of the suite, also with the days of its scenarios put in: what may be shown as it is. */
export const wordsOn = (days: readonly string[]): ReadonlySet<string> => {
  const words = [...knownTexts(), ...knownPeople()];
  const dated = words.filter((word) => word.includes('{day'));
  const onDay = (word: string, day: string): string =>
    word.replace(/\{day([+-]\d+)?\}/g, (_whole, distance: string | undefined) => dayAfter(day, Number(distance ?? 0)));
  return new Set(inAnyCase([...words, ...days.flatMap((day) => dated.map((word) => onDay(word, day)))]));
};
