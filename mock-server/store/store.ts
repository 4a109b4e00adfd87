// Everything one instance stores: the appointments, and the records around them with the look-ups that writes need.
import type {
  AppointmentRecord,
  EncounterRecord,
  LocationRecord,
  NoteType,
  PatientRecord,
  PractitionerRecord,
  ReasonCoding,
} from '../domain/record.ts';
import { AppointmentStore } from './appointments.ts';
import { Collection, type Stored } from './collection.ts';

/** The records of an instance as plain lists: what a fixture is, and what an export holds. */
export interface Records {
  readonly practitioners: readonly PractitionerRecord[];
  readonly patients: readonly PatientRecord[];
  readonly locations: readonly LocationRecord[];
  readonly noteTypes: readonly NoteType[];
  readonly reasonCodings: readonly ReasonCoding[];
  readonly appointments: readonly AppointmentRecord[];
  readonly encounters: readonly EncounterRecord[];
}

export type CollectionName = keyof Records;

/** A collection whose records also have a second key. */
class KeyedCollection<T extends Stored> extends Collection<T> {
  readonly #ids = new Map<string, string>();
  readonly #key: (record: T) => string;

  constructor(key: (record: T) => string) {
    super();
    this.#key = key;
  }

  override put(record: T): T | undefined {
    const before = super.put(record);
    if (before !== undefined) this.#forget(before);
    this.#ids.set(this.#key(record), record.id);
    return before;
  }

  override remove(id: string): T | undefined {
    const before = super.remove(id);
    if (before !== undefined) this.#forget(before);
    return before;
  }

  /** Gives up a key, unless another record has taken it over. */
  #forget(record: T): void {
    if (this.#ids.get(this.#key(record)) === record.id) this.#ids.delete(this.#key(record));
  }

  byKey(key: string): T | undefined {
    const id = this.#ids.get(key);
    return id === undefined ? undefined : this.get(id);
  }
}

export class Store {
  readonly practitioners = new Collection<PractitionerRecord>();
  readonly patients = new Collection<PatientRecord>();
  readonly locations = new KeyedCollection<LocationRecord>(({ number }) => String(number));
  readonly noteTypes = new KeyedCollection<NoteType>(({ system, code }) => `${system}|${code}`);
  readonly reasonCodings = new KeyedCollection<ReasonCoding>(({ code }) => code);
  readonly appointments = new AppointmentStore();
  readonly encounters = new Collection<EncounterRecord>();
}

/** A store that holds some records. The records are shared, never changed. */
export const storeOf = (records: Records): Store => {
  const store = new Store();
  for (const record of records.practitioners) store.practitioners.put(record);
  for (const record of records.patients) store.patients.put(record);
  for (const record of records.locations) store.locations.put(record);
  for (const record of records.noteTypes) store.noteTypes.put(record);
  for (const record of records.reasonCodings) store.reasonCodings.put(record);
  for (const record of records.appointments) store.appointments.put(record);
  for (const record of records.encounters) store.encounters.put(record);
  return store;
};
