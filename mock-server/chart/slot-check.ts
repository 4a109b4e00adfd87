// Whether a practitioner is there and free, as the chart asks before it books.
import { endOf, type AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { World } from '../worlds/world.ts';
import { faultOf, type ActionFault } from './action.ts';

/** The id in a bare id or in a reference. */
export const idIn = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

/** What keeps a practitioner from taking an appointment as it would be, or undefined. */
export const practitionerFault = (
  wanted: AppointmentRecord,
  replaced: string,
  world: World,
): ActionFault | undefined => {
  const { practitioner, start } = wanted;
  const store = world.store();
  if (store.practitioners.get(practitioner) === undefined)
    return faultOf(404, `practitioner: there is no practitioner '${practitioner}'`);
  if (world.settings().doubleBooking !== 'forbid') return undefined;
  for (const { id } of store.appointments.overlapping(practitioner, start, endOf(wanted)))
    if (id !== replaced)
      return faultOf(409, `The practitioner has appointment '${id}' at that time, and doubleBooking is forbid`);
  return undefined;
};
