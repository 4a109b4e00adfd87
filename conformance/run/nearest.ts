// The nearest of some words to a mistyped one.

const distances = (previous: readonly number[], letter: string, word: string, row: number): readonly number[] => {
  const current = [row];
  for (let column = 1; column <= word.length; column += 1) {
    const substitution = (previous[column - 1] ?? 0) + (word[column - 1] === letter ? 0 : 1);
    current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
  }
  return current;
};

/** How many letters have to change to make one word the other. */
const editDistance = (one: string, other: string): number => {
  const start: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  const end = [...one].reduce((previous, letter, index) => distances(previous, letter, other, index + 1), start);
  return end[other.length] ?? other.length;
};

/** The word of a list that is nearest to the given one. */
export const nearest = (word: string, words: readonly string[]): string =>
  words
    .map((known) => ({ known, distance: known.includes(word) ? 0.5 : editDistance(word, known) }))
    .reduce((best, candidate) => (candidate.distance < best.distance ? candidate : best), {
      known: '',
      distance: Infinity,
    }).known;
