// A patient is marked as deceased in the chart.
import { cancelledByDeath } from '../resources/patient/death.ts';
import type { World } from '../worlds/world.ts';
import { faultOf, type ActionFault, type ActionInput, type Outcome } from './action.ts';
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

/** Marks a patient as deceased; gives the appointments that this cancels. */
export const markDeceased = (input: ActionInput, world: World): Outcome => {
  const id = patientOf(input, world);
  if (typeof id !== 'string') return id;
  const { patients } = world.store();
  const patient = patients.get(id);
  if (patient === undefined) return faultOf(404, `patient: there is no patient '${id.slice(0, 60)}'`);
  patients.put({ ...patient, deceased: true, modifiedAt: world.clock.now() });
  return cancelledByDeath(id, world);
};
