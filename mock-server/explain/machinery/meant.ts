// What somebody meant who wrote something else: the one candidate that a word stands for, or none.
import { distanceBetween } from '../../../schemas/nearest.ts';

/** A word without case, blanks, hyphens and underscores. */
export const plainWord = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

/** Letters that may differ: a word with more of them is another word. */
const tolerance = (word: string): number => (word.length < 4 ? 1 : 2);

/** More candidates than this are not looked at: it bounds the work. */
const maxCandidates = 500;

/** The one candidate whose name is the word, up to its spelling; undefined where none is, or several are alike. */
export const meantBy = <T>(
  word: string,
  candidates: Iterable<T>,
  namesOf: (candidate: T) => readonly (string | null)[],
): T | undefined => {
  const plain = plainWord(word);
  if (plain === '') return undefined;
  let found: { readonly edits: number; readonly candidates: readonly T[] } = { edits: Infinity, candidates: [] };
  let seen = 0;
  for (const candidate of candidates) {
    if (seen++ >= maxCandidates) break;
    const edits = Math.min(...namesOf(candidate).map((name) => distanceBetween(plain, plainWord(name ?? ''))));
    if (edits < found.edits) found = { edits, candidates: [candidate] };
    else if (edits === found.edits) found = { edits, candidates: [...found.candidates, candidate] };
  }
  const [only, other] = found.candidates;
  return found.edits <= tolerance(plain) && other === undefined ? only : undefined;
};
