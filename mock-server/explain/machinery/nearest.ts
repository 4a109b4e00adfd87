// The nearest of some words to a mistyped one, by the letters that would have to change.

const nextRow = (above: readonly number[], letter: string, word: string, row: number): number[] => {
  const current = [row];
  for (let column = 1; column <= word.length; column += 1) {
    const change = (above[column - 1] ?? 0) + (word[column - 1] === letter ? 0 : 1);
    current.push(Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
  }
  return current;
};

/** Longer words are cut before they are compared: it bounds the work. */
const maxLength = 100;

export const distance = (one: string, other: string): number => {
  const [from, to] = [one.slice(0, maxLength).toLowerCase(), other.slice(0, maxLength).toLowerCase()];
  const first = Array.from({ length: to.length + 1 }, (_, index) => index);
  const last = [...from].reduce((above, letter, index) => nextRow(above, letter, to, index + 1), first);
  return last[to.length] ?? to.length;
};

/** More candidates than this are not looked at: it bounds the work. */
const maxCandidates = 500;

/** The nearest to a word of some candidates, each by the word it is known by. */
export const nearest = <T>(word: string, candidates: Iterable<T>, nameOf: (candidate: T) => string): T | undefined => {
  let best: { readonly candidate: T; readonly edits: number } | undefined;
  let seen = 0;
  for (const candidate of candidates) {
    if (seen++ >= maxCandidates) break;
    const edits = distance(word, nameOf(candidate));
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  return best?.candidate;
};
