// Rescheduling in the chart: a new appointment takes the place of the old one, and each refers to the other.
import { endOf, type AppointmentRecord } from '../../schemas/canvas/record.ts';
import { isShowable, parseInstant } from '../../schemas/canvas/instant.ts';
import type { World } from '../worlds/world.ts';
import { faultOf, type ActionFault, type ActionInput, type Outcome } from './action.ts';
import { idIn, practitionerFault } from './slot-check.ts';

const hasZone = (text: string): boolean => /(Z|[+-]\d\d:\d\d)$/.test(text);

/** The instant that a new start names, or what is wrong with it. */
const startIn = (text: string): number | ActionFault => {
  const instant = hasZone(text) ? parseInstant(text) : undefined;
  return (
    instant ??
    faultOf(400, `start: '${text.slice(0, 40)}' is not an instant with a zone, for example 2031-03-05T17:00:00Z`)
  );
};

const replacementOf = (old: AppointmentRecord, start: number, input: ActionInput, world: World): AppointmentRecord => ({
  ...old,
  id: world.ids.uuid(),
  status: 'unconfirmed',
  start,
  durationMinutes: input.durationMinutes ?? old.durationMinutes,
  practitioner: input.practitioner === undefined ? old.practitioner : idIn(input.practitioner),
  location: input.location === undefined ? old.location : idIn(input.location),
  reasons: old.reasons.slice(-1),
  // Identifiers stay with the appointment that they were given to (decision 048).
  identifiers: [],
  coScheduled: [],
  rescheduledFrom: old.id,
  rescheduledTo: null,
  createdAt: world.clock.now(),
});

/** The new appointment, then the old one: cancelled, with its successor. The encounter is the same. */
export const reschedule = (old: AppointmentRecord, input: ActionInput, world: World): Outcome => {
  if (old.rescheduledTo !== null)
    return faultOf(
      409,
      `Appointment '${old.id}' has been rescheduled already: its successor is '${old.rescheduledTo}'`,
    );
  const start = startIn(input.start ?? '');
  if (typeof start !== 'number') return start;
  const next = replacementOf(old, start, input, world);
  if (!Number.isInteger(next.durationMinutes) || next.durationMinutes <= 0)
    return faultOf(400, 'durationMinutes: must be a whole number above 0');
  if (!isShowable(endOf(next))) return faultOf(400, 'durationMinutes: the end would lie outside the years 1 to 9999');
  if (next.location !== null && world.store().locations.get(next.location) === undefined)
    return faultOf(404, `location: there is no location '${next.location}'`);
  const fault = practitionerFault(next, old.id, world);
  return fault ?? [next, { ...old, status: 'cancelled', rescheduledTo: next.id }];
};
