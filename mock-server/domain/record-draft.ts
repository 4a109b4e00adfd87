// The record before the effects shape it, and what completes it after them.
import type { Attempt } from './attempt.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';

/** A record of which nothing but its identity is known. */
export const blankRecord = ({ id, stored, now }: Pick<Attempt, 'id' | 'stored' | 'now'>): AppointmentRecord => ({
  id,
  status: 'unconfirmed',
  noteType: '',
  start: 0,
  durationMinutes: 0,
  practitioner: '',
  patient: null,
  location: null,
  reasons: [],
  meetingLink: null,
  identifiers: [],
  encounter: stored?.encounter ?? null,
  rescheduledFrom: stored?.rescheduledFrom ?? null,
  rescheduledTo: stored?.rescheduledTo ?? null,
  coScheduled: [],
  createdAt: stored?.createdAt ?? now,
  modifiedAt: now,
});

/** The members that every record has. */
export const recordMembers = Object.keys(
  blankRecord({ id: '', stored: undefined, now: 0 }),
) as readonly (keyof AppointmentRecord)[];

/** A patient appointment has an encounter from the start, an other event has none (decision 012). */
const encounterOf = (
  { encounter, patient, noteType }: AppointmentRecord,
  { ids, instance }: Attempt,
): string | null => {
  if (encounter !== null) return encounter;
  return patient !== null && instance.noteType(noteType)?.category === 'encounter' ? ids.encounter : null;
};

/** The record to store: stamped with the time, and with its encounter. */
export const completeDraft = (draft: AppointmentRecord, attempt: Attempt): AppointmentRecord => ({
  ...draft,
  encounter: encounterOf(draft, attempt),
  modifiedAt: attempt.now,
});
