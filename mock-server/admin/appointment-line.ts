// An appointment as one line of the schedule: Canvas's words, local times, and names in the place of ids.
import type { AppointmentRecord, PractitionerRecord } from '../../schemas/canvas/record.ts';
import { endOf } from '../../schemas/canvas/record.ts';
import { localWriter } from '../domain/local-time.ts';
import { fhirStatus } from '../domain/status.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../worlds/world.ts';

/** How a practitioner is called; one that the instance does not know is shown by its id. */
export const practitionerName = (id: string, record: PractitionerRecord | undefined): string =>
  record === undefined
    ? `Unknown practitioner ${id}`
    : [record.given, record.family, record.credentials].filter((part) => part !== '').join(' ');

const patientOf = (id: string | null, store: Store) => {
  const record = id === null ? undefined : store.patients.get(id);
  if (id === null) return null;
  return { id, name: record === undefined ? `Unknown patient ${id}` : `${record.given} ${record.family}` };
};

const reasonOf = ({ reasons }: AppointmentRecord, store: Store): string | null => {
  const last = reasons.at(-1);
  const coding = last?.coding ?? null;
  return last?.text ?? (coding === null ? undefined : store.reasonCodings.get(coding)?.display) ?? null;
};

/** What writes the lines of a world. */
export const lineWriter = ({ store: current, instance }: World) => {
  const store = current();
  const { settings } = instance;
  const local = localWriter(settings.timeZone);
  return (record: AppointmentRecord) => ({
    id: record.id,
    status: record.status,
    fhirStatus: fhirStatus(record.status, settings),
    start: local(record.start),
    end: local(endOf(record)),
    practitioner: {
      id: record.practitioner,
      name: practitionerName(record.practitioner, store.practitioners.get(record.practitioner)),
    },
    patient: patientOf(record.patient, store),
    type: store.noteTypes.get(record.noteType)?.name ?? record.noteType,
    reason: reasonOf(record, store),
    location: record.location === null ? null : (store.locations.get(record.location)?.name ?? record.location),
    meetingLink: record.meetingLink,
  });
};
