// The appointments that every server of the comparison holds: the same ones, as records of ours and as resources.
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance, locations, patients, practitioners } from '../../fixtures/instance.ts';
import { blankRecord } from '../../mock-server/domain/record-draft.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { idOf } from '../load.ts';

const minute = 60_000;
const first = Date.UTC(2031, 0, 1);

/** A patient for every twenty appointments. */
const patientId = (n: number): string => `aaaaaaaa${n.toString(16).padStart(24, '0')}`;

/** How many patients so many appointments are spread over. */
const crowd = (count: number): number => Math.ceil(count / 20);

/** Whose appointments the search asks for. */
export const searched = patientId(1);

const recordOf = (n: number, count: number): AppointmentRecord => ({
  ...blankRecord({ id: idOf(n), stored: undefined, now: first }),
  noteType: 'office-visit',
  start: first + n * 30 * minute,
  durationMinutes: 30,
  practitioner: practitioners[n % 2]?.id ?? '',
  patient: patientId(n % crowd(count)),
  location: locations[0]?.id ?? null,
  reasons: [{ coding: 'initial-visit', text: 'First visit' }],
  meetingLink: 'https://video.example/1',
});

const [model] = patients;
if (model === undefined) throw new Error('the fixture instance has no patient');

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

/** A world for `mock --import`. */
export const worldOfRecords = (count: number): object => ({
  ...instance,
  patients: [...patients, ...numbers(crowd(count)).map((n) => ({ ...model, id: patientId(n), mrn: String(n) }))],
  appointments: numbers(count).map((n) => recordOf(n, count)),
});

/** The same appointments for servers that keep plain JSON; `patient` is a member of its own, since they search by members. */
export const resources = (count: number): readonly object[] =>
  numbers(count).map((n) => ({ id: idOf(n), ...canonicalAppointment(), patient: patientId(n % crowd(count)) }));
