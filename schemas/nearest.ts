// The nearest of some words to a mistyped one.
import { distance as editDistance } from 'fastest-levenshtein';

/** Longer words are cut before they are compared: it bounds the work. */
const maxLength = 100;

/** How many letters have to change to make one word the other, whatever their case. */
export const distanceBetween = (one: string, other: string): number =>
  editDistance(one.slice(0, maxLength).toLowerCase(), other.slice(0, maxLength).toLowerCase());

/** More candidates than this are not looked at: it bounds the work. */
const maxCandidates = 500;

/** The nearest to a word of some candidates, each by the word it is known by. */
export const findNearest = <T>(
  word: string,
  candidates: Iterable<T>,
  nameOf: (candidate: T) => string,
  distanceOf = distanceBetween,
): T | undefined => {
  let best: { readonly candidate: T; readonly edits: number } | undefined;
  let seen = 0;
  for (const candidate of candidates) {
    if (seen++ >= maxCandidates) break;
    const edits = distanceOf(word, nameOf(candidate));
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  return best?.candidate;
};

/** The nearest of some names to a mistyped or shortened one: a name that contains it is as good as the right one. */
export const nearestName = (word: string, names: readonly string[]): string =>
  findNearest(
    word,
    names,
    (name) => name,
    (one, name) => (name.includes(one) ? 0.5 : distanceBetween(one, name)),
  ) ?? '';

/** What to say of a name that is unknown: the nearest, and all there are. */
export const hintOf = (word: string, names: readonly string[]): string =>
  `did you mean '${nearestName(word, names)}'? There are ${names.join(', ')}`;
