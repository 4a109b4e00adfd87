// A store that tells what is put and removed.
import { collectionNames, type AnyRecord, type CollectionName } from '../../schemas/canvas/collections.ts';
import { collectionIn, type Store } from './store.ts';

/** Told each record that is put, and what was there before; undefined where one is removed. */
export type Watch = (
  collection: CollectionName,
  id: string,
  record: AnyRecord | undefined,
  before: AnyRecord | undefined,
) => void;

/** Lets a watch follow a store from now on. */
export const watchStore = <S extends Store>(store: S, watch: Watch): S => {
  for (const name of collectionNames) {
    const collection = collectionIn(store, name);
    const put = collection.put.bind(collection);
    const remove = collection.remove.bind(collection);
    Object.assign(collection, {
      put: (record: AnyRecord) => {
        const before = put(record);
        watch(name, record.id, record, before);
        return before;
      },
      remove: (id: string) => {
        const before = remove(id);
        watch(name, id, undefined, before);
        return before;
      },
    });
  }
  return store;
};
