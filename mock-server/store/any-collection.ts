// The collections of a store by their names, for code that treats all alike.
import type { CollectionName, Records } from '../../schemas/canvas/records.ts';
import type { Store } from './store.ts';

export type AnyRecord = Records[CollectionName][number];

/** A collection without the type of its records. */
export interface AnyCollection {
  readonly get: (id: string) => AnyRecord | undefined;
  readonly put: (record: AnyRecord) => unknown;
  readonly remove: (id: string) => unknown;
  readonly values: () => IterableIterator<AnyRecord>;
}

export const collectionOf = (store: Store, name: CollectionName): AnyCollection =>
  store[name] as unknown as AnyCollection;
