// The world as the holder of a patient's token sees it: the records of other patients are not there.
import { isObject } from '../../../schemas/json.ts';
import type { AppointmentRequest } from '../../../schemas/appointment.ts';
import type { AppointmentRecord, PatientRecord } from '../../../schemas/canvas/record.ts';
import { targetsOf } from '../../domain/reference.ts';
import type { AppointmentCollection } from '../../store/appointments.ts';
import type { RecordCollection } from '../../store/collection.ts';
import { recordsIn } from '../../store/records-in.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../worlds/world.ts';

/** The appointments of one patient. What is booked otherwise still counts where free time is looked for. */
const ownAppointments = (all: AppointmentCollection, patient: string): AppointmentCollection => {
  const findOwn = (id: string): AppointmentRecord | undefined => {
    const record = all.get(id);
    return record?.patient === patient ? record : undefined;
  };
  return {
    get: findOwn,
    get size() {
      return all.under('patient', patient).size;
    },
    *values() {
      yield* recordsIn(all, [all.under('patient', patient)]);
    },
    // The indexes name ids of others, too, which `get` does not find.
    under: (name, key) => all.under(name, key),
    named: (token) => all.named(token),
    onDays: (from, to) => all.onDays(from, to),
    days: () => all.days(),
    overlapping: (practitioner, start, end) => all.overlapping(practitioner, start, end),
    put: (record) => all.put(record),
    remove: (id) => all.remove(id),
  };
};

const ownPatients = (all: RecordCollection<PatientRecord>, patient: string): RecordCollection<PatientRecord> => {
  const own = all.get(patient);
  return {
    get: (id) => (id === patient ? all.get(id) : undefined),
    size: own === undefined ? 0 : 1,
    values: () => (own === undefined ? [] : [own])[Symbol.iterator](),
    put: (record) => all.put(record),
    remove: (id) => all.remove(id),
  };
};

/** A store as the holder of a patient's token sees it. */
const storeOfPatient = (store: Store, patient: string): Store => ({
  ...store,
  appointments: ownAppointments(store.appointments, patient),
  patients: ownPatients(store.patients, patient),
});

/** The world of a request whose token is limited to one patient. */
export const worldOfPatient = (world: World, patient: string): World => ({
  ...world,
  store: () => storeOfPatient(world.store(), patient),
});

/** The references of some participants, whatever else a body holds in their place. */
const referencesOf = (participants: readonly unknown[]): readonly string[] =>
  participants.flatMap((participant) => {
    const actor = isObject(participant) ? participant['actor'] : undefined;
    const reference = isObject(actor) ? actor['reference'] : undefined;
    return typeof reference === 'string' ? [reference] : [];
  });

/** Whether a body would write a record that is not, or no longer, that of the patient. */
export const isForeignWrite = (
  { type, interaction }: { readonly type: string; readonly interaction: string },
  body: AppointmentRequest,
  patient: string,
): boolean => {
  if (type === 'Patient') return interaction === 'create';
  const participants: unknown = body.participant;
  if (!Array.isArray(participants)) return interaction === 'create';
  // The same reading as that of the booking: what is decided on here is what is stored.
  const named = targetsOf(referencesOf(participants)).filter(({ type: actor }) => actor === 'Patient');
  return named.length === 0 || named.some(({ id }) => id !== patient);
};
