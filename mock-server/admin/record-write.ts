// A write to the records: completed, checked, and refused in words where it does not fit.
import { asText } from '../../schemas/json.ts';
import { faultIn } from '../../schemas/validate.ts';
import { endOf } from '../../schemas/canvas/record.ts';
import { formatInstant, isShowable, parseInstant } from '../../schemas/canvas/instant.ts';
import { collectionIn, type Store } from '../store/store.ts';
import {
  type AnyRecord,
  type CollectionName,
  collections,
  isStamped,
  recordDefaults,
  recordSchema,
} from '../../schemas/canvas/collections.ts';
import type { World } from '../worlds/world.ts';
import type { Shown } from './record-form.ts';

const encounterFor = (record: Shown, before: Shown | undefined, world: World): Shown => {
  if (typeof before?.['encounter'] === 'string') return { encounter: before['encounter'] };
  const type = world.instance.noteType(asText(record['noteType']));
  const needsOne = type?.category === 'encounter' && typeof record['patient'] === 'string';
  return needsOne ? { encounter: world.ids.uuid() } : {};
};

/** What a writer sent, and of a patch what is kept besides. */
interface Sent {
  readonly kept: Shown | undefined;
  readonly sent: Shown;
}

/** A record with what its writer left out: kept from before, made anew, or by default. */
export const completeRecord = (
  name: CollectionName,
  { kept, sent }: Sent,
  before: Shown | undefined,
  world: World,
): Shown => {
  const now = formatInstant(world.clock.now());
  const stamps = isStamped(name) ? { createdAt: before?.['createdAt'] ?? now, modifiedAt: now } : {};
  const encounter = name === 'appointments' ? encounterFor(sent, before, world) : {};
  const id = before?.['id'] ?? world.ids[collections[name].ids]();
  return { id, ...recordDefaults[name], ...encounter, ...kept, ...stamps, ...sent };
};

/** The members of an appointment that have to name a record. */
const checkedReferences = ['noteType', 'practitioner', 'patient', 'location'] as const;

/** Only what this write names is looked at: what it keeps may point at a record that has gone since. */
const danglingReference = (sent: Shown, store: Store): string | undefined => {
  for (const member of checkedReferences) {
    const collection = collections.appointments.references[member];
    const id = sent[member];
    if (typeof id === 'string' && collectionIn(store, collection).get(id) === undefined)
      return `${member}: no record '${id}' in ${collection}`;
  }
  return undefined;
};

type Check = (record: Shown, sent: Shown, store: Store) => string | undefined;

/** A second key that another record of the collection has already. */
const taken = (words: string, held: { readonly id: string } | undefined, record: Shown): string | undefined =>
  held === undefined || held.id === record['id'] ? undefined : `${words} of '${held.id}' already`;

const checkView: Check = (record) => {
  for (const member of ['start', 'createdAt', 'modifiedAt']) {
    const value = record[member];
    if (typeof value === 'string' && parseInstant(value) === undefined)
      return `${member}: '${value}' is not a date and time (YYYY-MM-DDTHH:MM, then optional seconds and zone)`;
  }
  const { start, durationMinutes } = record;
  if (typeof start !== 'string' || typeof durationMinutes !== 'number') return undefined;
  const end = endOf({ start: parseInstant(start) ?? 0, durationMinutes });
  return isShowable(end) ? undefined : 'durationMinutes: the end would lie outside the years 1 to 9999';
};

const withoutDefault = (record: Shown, { noteTypes }: Store): string | undefined => {
  const isDefault = noteTypes.get(asText(record['id']))?.default === true;
  if (isDefault && record['default'] !== true)
    return 'default: exactly one note type is the default; set another one first';
  return record['default'] === true && record['scheduleable'] === false
    ? 'scheduleable: the default note type has to be scheduleable'
    : undefined;
};

/** What a schema cannot say, by collection. */
const checks: Readonly<Partial<Record<CollectionName, Check>>> = {
  appointments: (record, sent, store) => danglingReference(sent, store) ?? checkView(record, sent, store),
  patients: checkView,
  locations: (record, _sent, { locations }) =>
    taken('number: it is that', locations.byKey(asText(record['number'])), record),
  reasonCodings: (record, _sent, { reasonCodings }) =>
    taken('code: it is that', reasonCodings.byKey(asText(record['code'])), record),
  noteTypes: (record, _sent, store) => {
    const key = `${asText(record['system'])}|${asText(record['code'])}`;
    return taken('system and code are those', store.noteTypes.byKey(key), record) ?? withoutDefault(record, store);
  },
};

/** What keeps a complete record from being stored, in words; or undefined. */
export const faultOfRecord = (name: CollectionName, record: Shown, sent: Shown, store: Store): string | undefined => {
  const fault = faultIn(recordSchema(name), record);
  return fault === undefined ? checks[name]?.(record, sent, store) : `${fault.where}: ${fault.problem}`;
};

/** What keeps a record from being deleted, in words; or undefined. */
export const faultOfRemoval = (name: CollectionName, id: string, store: Store): string | undefined =>
  name === 'noteTypes' ? withoutDefault({ id }, store) : undefined;

/** Stores a record; a new default note type takes the place of the old one. */
export const putRecord = (name: CollectionName, record: AnyRecord, store: Store): void => {
  if (name === 'noteTypes' && 'default' in record && record.default)
    for (const type of [...store.noteTypes.values()])
      if (type.default) store.noteTypes.put({ ...type, default: false });
  collectionIn(store, name).put(record);
  if ('encounter' in record && record.encounter !== null && store.encounters.get(record.encounter) === undefined)
    store.encounters.put({ id: record.encounter, appointment: record.id, practitioner: record.practitioner });
};
