// A store that tells what is put and removed.
import type { AnyCollection, AnyRecord } from './any-collection.ts';
import type { CollectionName } from '../../schemas/canvas/records.ts';
import type { Store } from './store.ts';

/** Told each record that is put; undefined where one is removed. */
export type Watch = (collection: CollectionName, id: string, record: AnyRecord | undefined) => void;

/** Lets somebody watch a store from now on. */
export const watched = (store: Store, watch: Watch): Store => {
  for (const [name, collection] of Object.entries(store) as unknown as [CollectionName, AnyCollection][]) {
    const put = collection.put.bind(collection);
    const remove = collection.remove.bind(collection);
    Object.assign(collection, {
      put: (record: AnyRecord) => {
        const before = put(record);
        watch(name, record.id, record);
        return before;
      },
      remove: (id: string) => {
        const before = remove(id);
        watch(name, id, undefined);
        return before;
      },
    });
  }
  return store;
};
