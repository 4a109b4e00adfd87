// Hides the values that are known, wherever in a text they stand and in whatever form.
import type { Kind, Pseudonyms } from './pseudonyms.ts';
import { foldedWordsOf, isDialled, patternOf, spellingsOf } from './spellings.ts';

/** An expression is not compiled of more; such a text is looked for letter by letter. */
const longestPattern = 1000;

/** Whether a value may be looked for anywhere: of two letters only a name, and none that is a word of the suite. */
const isTelling = (value: string, kind: Kind, words: ReadonlySet<string>): boolean =>
  value.length >= (kind === 'name' ? 2 : 3) && !words.has(value.toLowerCase());

type Erase = (text: string) => string;

const eraseOf = (value: string, pseudonym: string, kind: Kind, forms: readonly string[]): Erase => {
  if (value.length > longestPattern)
    return (text) => forms.reduce((rest, form) => rest.replaceAll(form, pseudonym), text);
  const pattern = patternOf(value, kind, forms);
  return (text) => text.replace(pattern, () => pseudonym);
};

const longestOf = (words: readonly string[]): string | undefined => words.toSorted((a, b) => b.length - a.length)[0];

/** The words of which a text holds one, if it holds one of the forms; undefined where its words do not tell. */
const tellingWords = (value: string, kind: Kind, forms: readonly string[]): readonly string[] | undefined => {
  const words = forms.map((form) => longestOf(foldedWordsOf(form)));
  const isTold = !isDialled(value, kind) && value.length <= longestPattern;
  return isTold && words.every((word) => word !== undefined) ? [...new Set(words)] : undefined;
};

/** What hides every value that is known by now in a text. Made once: a text is searched only for values of its own words. */
export const eraserOf = (pseudonyms: Pseudonyms, words: ReadonlySet<string> = new Set()): Erase => {
  const always: number[] = [];
  const byWord = new Map<string, number[]>();
  const erasers = pseudonyms.hidden
    .filter(([value, , kind]) => isTelling(value, kind, words))
    .map(([value, pseudonym, kind], at) => {
      const forms = spellingsOf(value, kind);
      const telling = tellingWords(value, kind, forms);
      if (telling === undefined) always.push(at);
      for (const word of telling ?? []) byWord.set(word, [...(byWord.get(word) ?? []), at]);
      return eraseOf(value, pseudonym, kind, forms);
    });
  return (text) => {
    const meant = new Set([...always, ...foldedWordsOf(text).flatMap((word) => byWord.get(word) ?? [])]);
    return [...meant].sort((a, b) => a - b).reduce((rest, at) => erasers[at]?.(rest) ?? rest, text);
  };
};
