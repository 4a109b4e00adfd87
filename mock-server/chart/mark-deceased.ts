// What the death of a patient does to the patient's appointments.
import { recordsIn } from '../store/records-in.ts';
import type { World } from '../worlds/world.ts';
import { booked, faultOf, type ActionFault, type ActionInput, type Outcome } from './action.ts';
import { recordOf } from './record-of.ts';
import { idIn } from './slot-check.ts';

const patientOf = ({ patient, appointment }: ActionInput, world: World): string | ActionFault => {
  if (patient !== undefined) return idIn(patient);
  if (appointment === undefined)
    return faultOf(400, 'patient: mark-deceased needs it, or an appointment of the patient');
  const record = recordOf(appointment, world);
  if ('error' in record) return record;
  return record.patient ?? faultOf(409, `Appointment '${record.id}' has no patient`);
};

/** The future appointments of a patient who has died, cancelled where they were booked. What has begun stays as it is. */
export const markDeceased = (input: ActionInput, world: World): Outcome => {
  const patient = patientOf(input, world);
  if (typeof patient !== 'string') return patient;
  const { appointments, patients } = world.store();
  if (patients.get(patient) === undefined)
    return faultOf(404, `patient: there is no patient '${patient.slice(0, 60)}'`);
  const now = world.clock.now();
  return [...recordsIn(appointments, [appointments.under('patient', patient)])]
    .filter(({ start, status }) => start > now && booked.includes(status))
    .map((record) => ({ ...record, status: 'cancelled' as const }));
};
