// Ids back to the names of the cast, so that a difference can be read.
import type { Finding } from './find-differences.ts';
import { castOf } from '../requests/script.ts';

/** A text with the ids of the casts of both sides replaced by their names. */
export const named = (text: string, { comparison: { mock, other } }: Pick<Finding, 'comparison'>): string =>
  [...Object.entries(castOf(other.cast)), ...Object.entries(castOf(mock.cast))].reduce(
    (shown, [name, id]) => (id.length > 8 ? shown.replaceAll(id, name) : shown),
    text,
  );
