// A write to the records: completed, checked, and refused in words where it does not fit.
import { faultIn } from '../../schemas/validate.ts';
import { formatInstant } from '../domain/instant.ts';
import type { CollectionName, Records, Store } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Shown } from './record-form.ts';
import { recordDefaults, recordSchema } from './record-schemas.ts';

export const collectionNames = Object.keys(recordDefaults) as CollectionName[];

export type AnyRecord = Records[CollectionName][number];

/** A collection without the type of its records, for code that treats all alike. */
export interface AnyCollection {
  readonly get: (id: string) => AnyRecord | undefined;
  readonly put: (record: AnyRecord) => unknown;
  readonly remove: (id: string) => unknown;
  readonly values: () => IterableIterator<AnyRecord>;
}

export const collectionOf = (store: Store, name: CollectionName): AnyCollection =>
  store[name] as unknown as AnyCollection;

const stamped: readonly CollectionName[] = ['appointments', 'patients'];

const newId = (name: CollectionName, { ids }: World): string =>
  name === 'practitioners' || name === 'patients' ? ids.hex() : ids.uuid();

const encounterFor = (record: Shown, world: World): Shown => {
  const type = world.instance.noteType(String(record['noteType']));
  const needsOne = type?.category === 'encounter' && typeof record['patient'] === 'string';
  return needsOne ? { encounter: world.ids.uuid() } : {};
};

/** A new record with what its writer left out. */
export const completed = (name: CollectionName, sent: Shown, before: Shown | undefined, world: World): Shown => {
  const now = formatInstant(world.clock.now());
  const stamps = stamped.includes(name) ? { createdAt: before?.['createdAt'] ?? now, modifiedAt: now } : {};
  const encounter = name === 'appointments' && before === undefined ? encounterFor(sent, world) : {};
  return { id: before?.['id'] ?? newId(name, world), ...recordDefaults[name], ...encounter, ...stamps, ...sent };
};

const pointers: Readonly<Record<string, CollectionName>> = {
  noteType: 'noteTypes',
  practitioner: 'practitioners',
  patient: 'patients',
  location: 'locations',
};

const danglingPointer = (record: Shown, store: Store): string | undefined => {
  for (const [member, collection] of Object.entries(pointers)) {
    const id = record[member];
    if (typeof id === 'string' && collectionOf(store, collection).get(id) === undefined)
      return `${member}: no record '${id}' in ${collection}`;
  }
  return undefined;
};

const takenType = (record: Shown, { noteTypes }: Store): string | undefined => {
  const held = noteTypes.byKey(`${String(record['system'])}|${String(record['code'])}`);
  return held === undefined || held.id === record['id']
    ? undefined
    : `system and code are those of note type '${held.id}'`;
};

const withoutDefault = (record: Shown, { noteTypes }: Store): string | undefined => {
  const isDefault = noteTypes.get(String(record['id']))?.default === true;
  return isDefault && record['default'] !== true
    ? 'default: exactly one note type is the default; set another one first'
    : undefined;
};

/** What keeps a complete record from being stored, in words; or undefined. */
export const faultOfRecord = (name: CollectionName, record: Shown, store: Store): string | undefined => {
  const fault = faultIn(recordSchema(name), record);
  if (fault !== undefined) return `${fault.where}: ${fault.problem}`;
  if (name === 'appointments') return danglingPointer(record, store);
  return name === 'noteTypes' ? (takenType(record, store) ?? withoutDefault(record, store)) : undefined;
};

/** What keeps a record from being deleted, in words; or undefined. */
export const faultOfRemoval = (name: CollectionName, id: string, store: Store): string | undefined =>
  name === 'noteTypes' ? withoutDefault({ id }, store) : undefined;

/** Stores a record; a new default note type takes the place of the old one. */
export const putRecord = (name: CollectionName, record: AnyRecord, store: Store): void => {
  if (name === 'noteTypes' && 'default' in record && record.default)
    for (const type of [...store.noteTypes.values()])
      if (type.default) store.noteTypes.put({ ...type, default: false });
  collectionOf(store, name).put(record);
};
