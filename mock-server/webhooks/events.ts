// Which events of Canvas a change of an appointment is.
import { isDeepStrictEqual } from 'node:util';
import type { AppointmentRecord, CanvasStatus } from '../../schemas/canvas/record.ts';

/** The events of an appointment by the names that Canvas's SDK gives them. */
export const eventNames = [
  'APPOINTMENT_CREATED',
  'APPOINTMENT_UPDATED',
  'APPOINTMENT_RESCHEDULED',
  'APPOINTMENT_CANCELED',
  'APPOINTMENT_NO_SHOWED',
  'APPOINTMENT_CHECKED_IN',
  'APPOINTMENT_RESTORED',
] as const;

export type EventName = (typeof eventNames)[number];

/** The states in which the patient is there, or has been. */
const present: readonly CanvasStatus[] = ['arrived', 'roomed', 'exited'];

/** The states from which an appointment is restored. */
const gone: readonly CanvasStatus[] = ['cancelled', 'deleted'];

const eventOfStatus = (before: CanvasStatus, after: CanvasStatus): EventName => {
  if (after === 'cancelled') return 'APPOINTMENT_CANCELED';
  if (after === 'no-showed') return 'APPOINTMENT_NO_SHOWED';
  if (gone.includes(before) && after !== 'deleted') return 'APPOINTMENT_RESTORED';
  return present.includes(after) && !present.includes(before) ? 'APPOINTMENT_CHECKED_IN' : 'APPOINTMENT_UPDATED';
};

/** What a reader sees of an appointment besides its status. An update gives the same identifiers new ids. */
const detailsOf = ({ reasons, identifiers, ...record }: AppointmentRecord) => ({
  noteType: record.noteType,
  start: record.start,
  durationMinutes: record.durationMinutes,
  practitioner: record.practitioner,
  patient: record.patient,
  location: record.location,
  meetingLink: record.meetingLink,
  coScheduled: record.coScheduled,
  reason: reasons.at(-1),
  identifiers: identifiers.map(({ use, system, value, issued, expires }) => [use, system, value, issued, expires]),
});

/**
 * The events of one change, the one of the status first. A change that nobody sees is none. The original of a rescheduled
 * appointment has no event of its own: that of its successor tells of both (decision 056).
 */
export const eventsOf = (before: AppointmentRecord | undefined, after: AppointmentRecord): readonly EventName[] => {
  if (before === undefined) return [after.rescheduledFrom === null ? 'APPOINTMENT_CREATED' : 'APPOINTMENT_RESCHEDULED'];
  if (before.rescheduledTo !== after.rescheduledTo) return [];
  const ofStatus = before.status === after.status ? [] : [eventOfStatus(before.status, after.status)];
  const ofDetails = isDeepStrictEqual(detailsOf(before), detailsOf(after)) ? [] : ['APPOINTMENT_UPDATED' as const];
  return [...new Set([...ofStatus, ...ofDetails])];
};
