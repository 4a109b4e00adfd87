// Ids back to the names of the cast, so that what was exchanged can be read.
import type { Target } from '../../targets/index.ts';
import { castOf } from './script.ts';

/** A text with the ids of casts replaced by their names, each in the given form. */
export const inCastNames = (text: string, casts: readonly Target['cast'][], form: (name: string) => string): string =>
  casts
    .flatMap((cast) => Object.entries(castOf(cast)))
    .reduce((named, [name, id]) => (id.length > 8 ? named.replaceAll(id, form(name)) : named), text);
