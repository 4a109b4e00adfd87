// The appointment that an action names.
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { World } from '../worlds/world.ts';
import { faultOf, type ActionFault } from './action.ts';
import { idIn } from './slot-check.ts';

/** The appointment of an id or a reference. */
export const recordOf = (id: string, world: World): AppointmentRecord | ActionFault =>
  world.store().appointments.get(idIn(id)) ?? faultOf(404, `appointment: there is no appointment '${id.slice(0, 60)}'`);
