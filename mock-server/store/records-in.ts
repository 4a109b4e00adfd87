// From the ids of an index to the records.
import type { Ids } from './record-index.ts';

/** The records with the ids of some sets, in their order; what is not there is left out. */
export function* recordsIn<T>(
  store: { readonly get: (id: string) => T | undefined },
  sets: Iterable<Ids>,
): Generator<T> {
  for (const set of sets)
    for (const id of set) {
      const record = store.get(id);
      if (record !== undefined) yield record;
    }
}
