// The body of a delivery, in the shape in which Canvas plugins post appointments to a receiver today.
import { formatInstant } from '../../schemas/canvas/instant.ts';
import { endOf, type AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { Store } from '../store/store.ts';
import type { EventName } from './events.ts';

/** An event as it is told: every delivery of it carries the same id. */
export interface AppointmentEvent {
  readonly id: string;
  readonly name: EventName;
  readonly record: AppointmentRecord;
  /** Milliseconds since 1970, by the clock of the world. */
  readonly at: number;
}

const times = (record: AppointmentRecord) => ({
  id: record.id,
  provider_id: record.practitioner,
  start_time: formatInstant(record.start),
  duration_minutes: record.durationMinutes,
  end_time: formatInstant(endOf(record)),
});

/** The body as JSON. `patient` and `original_appointment` stand there where there is one. */
export const payloadOf = ({ id, name, record, at }: AppointmentEvent, { appointments, patients }: Store): string => {
  const original = record.rescheduledFrom === null ? undefined : appointments.get(record.rescheduledFrom);
  const patient = record.patient === null ? undefined : patients.get(record.patient);
  return JSON.stringify({
    event_id: id,
    event: name,
    event_type: name.toLowerCase(),
    appointment: {
      ...times(record),
      status: record.status,
      location_id: record.location,
      ...(original === undefined || name !== 'APPOINTMENT_RESCHEDULED'
        ? {}
        : { original_appointment: times(original) }),
    },
    ...(patient === undefined
      ? {}
      : { patient: { id: patient.id, first_name: patient.given, last_name: patient.family } }),
    timestamp: formatInstant(at),
  });
};
