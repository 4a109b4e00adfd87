// Everything one instance stores: the appointments, and the records around them with the look-ups that writes need.
import type {
  EncounterRecord,
  LocationRecord,
  NoteType,
  PatientRecord,
  PractitionerRecord,
  ReasonCoding,
} from '../../schemas/canvas/record.ts';
import type { Records } from '../../schemas/canvas/records.ts';
import { AppointmentStore } from './appointments.ts';
import { Collection } from './collection.ts';
import { KeyedCollection } from './keyed-collection.ts';

export class Store {
  readonly practitioners: Collection<PractitionerRecord>;
  readonly patients: Collection<PatientRecord>;
  readonly locations: KeyedCollection<LocationRecord>;
  readonly noteTypes: KeyedCollection<NoteType>;
  readonly reasonCodings: KeyedCollection<ReasonCoding>;
  readonly appointments: AppointmentStore;
  readonly encounters: Collection<EncounterRecord>;

  /** An empty store, or one that begins as another, which from now on is not written any more. */
  constructor(below?: Store) {
    this.practitioners = new Collection(below?.practitioners);
    this.patients = new Collection(below?.patients);
    this.locations = new KeyedCollection(({ number }) => String(number), below?.locations);
    this.noteTypes = new KeyedCollection(({ system, code }) => `${system}|${code}`, below?.noteTypes);
    this.reasonCodings = new KeyedCollection(({ code }) => code, below?.reasonCodings);
    this.appointments = new AppointmentStore(below?.appointments);
    this.encounters = new Collection(below?.encounters);
  }
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
