// What changed between two lists of passages: the longest common run of both stays, around it lie the changes.

/** A place where the lists differ: what the old one had there, and what the new one has. */
export interface Hunk {
  readonly removed: readonly string[];
  /** Positions in the new list. */
  readonly added: readonly number[];
}

/** Lengths of the longest common subsequences of the ends of both lists, row by row. */
const lengths = (old: readonly string[], next: readonly string[]): readonly Uint32Array[] => {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(next.length + 1));
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = next.length - 1; column >= 0; column -= 1) {
      const [here, below] = [rows[row] as Uint32Array, rows[row + 1] as Uint32Array];
      here[column] =
        old[row] === next[column] ? (below[column + 1] ?? 0) + 1 : Math.max(below[column] ?? 0, here[column + 1] ?? 0);
    }
  return rows;
};

/** The places where a list differs from an older one, in their order. */
export const hunksOf = (old: readonly string[], next: readonly string[]): readonly Hunk[] => {
  const common = lengths(old, next);
  const hunks: Hunk[] = [];
  let [row, column] = [0, 0];
  let [removed, added]: [string[], number[]] = [[], []];
  const close = (): void => {
    if (removed.length + added.length > 0) hunks.push({ removed, added });
    [removed, added] = [[], []];
  };
  while (row < old.length || column < next.length) {
    const isSame = row < old.length && column < next.length && old[row] === next[column];
    if (isSame) {
      close();
      row += 1;
      column += 1;
    } else if (
      column >= next.length ||
      (row < old.length && at(common, row + 1, column) >= at(common, row, column + 1))
    )
      removed.push(old[row++] ?? '');
    else added.push(column++);
  }
  close();
  return hunks;
};

const at = (rows: readonly Uint32Array[], row: number, column: number): number => rows[row]?.[column] ?? 0;
