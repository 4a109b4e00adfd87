// Everything one instance stores: each collection of the table with the look-ups that it has.
import {
  collectionNames,
  collections,
  perCollection,
  type AnyRecord,
  type CollectionName,
  type RecordOf,
  type Records,
} from '../../schemas/canvas/collections.ts';
import { AppointmentStore, type AppointmentCollection } from './appointments.ts';
import { Collection, type KeyedRecordCollection, type RecordCollection } from './collection.ts';
import { KeyedCollection } from './keyed-collection.ts';

type CollectionOf<Name extends CollectionName> = Name extends 'appointments'
  ? AppointmentCollection
  : (typeof collections)[Name] extends { readonly key: unknown }
    ? KeyedRecordCollection<RecordOf<Name>>
    : RecordCollection<RecordOf<Name>>;

/** The collections of an instance by name. */
export type Store = { readonly [Name in CollectionName]: CollectionOf<Name> };

/** A store that others may begin as. */
export interface LayeredStore extends Store {
  readonly appointments: AppointmentStore;
}

type AnyKey = (record: AnyRecord) => string;

const collectionOver = (name: CollectionName, below: LayeredStore | undefined): unknown => {
  if (name === 'appointments') return new AppointmentStore(below?.appointments);
  const row = collections[name];
  return 'key' in row
    ? new KeyedCollection(row.key as AnyKey, below?.[name] as unknown as KeyedCollection<AnyRecord> | undefined)
    : new Collection(below?.[name] as unknown as Collection<AnyRecord> | undefined);
};

/** An empty store, or one that begins as another, which from now on is not written any more. */
export const storeOver = (below?: LayeredStore): LayeredStore =>
  perCollection((name) => collectionOver(name, below)) as LayeredStore;

/** A collection without the type of its records, for code that treats all alike. */
export const collectionIn = (store: Store, name: CollectionName): RecordCollection<AnyRecord> => store[name];

/** A store that holds some records. The records are shared, never changed. */
export const storeOf = (records: Records): LayeredStore => {
  const store = storeOver();
  for (const name of collectionNames) for (const record of records[name]) collectionIn(store, name).put(record);
  return store;
};
