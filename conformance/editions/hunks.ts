// Where two lists of passages differ.
import { diffArrays } from 'diff';

/** A place where the lists differ: what the old one had there, and what the new one has. */
export interface Hunk {
  readonly removed: readonly string[];
  /** Positions in the new list. */
  readonly added: readonly number[];
}

/** The places where a list differs from an older one, in their order. */
export const hunksOf = (old: readonly string[], next: readonly string[]): readonly Hunk[] => {
  const hunks: { removed: string[]; added: number[] }[] = [];
  let hunk: (typeof hunks)[number] | undefined;
  let position = 0;
  for (const { added, removed, value } of diffArrays([...old], [...next])) {
    if (!added && !removed) hunk = undefined;
    else if (hunk === undefined) hunks.push((hunk = { removed: [], added: [] }));
    if (removed) hunk?.removed.push(...value);
    if (added) hunk?.added.push(...value.map((_passage, index) => position + index));
    if (!removed) position += value.length;
  }
  return hunks;
};
