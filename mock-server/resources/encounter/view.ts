// The encounter of one or more appointments, and how FHIR shows it.
import type { AppointmentRecord, CanvasStatus } from '../../../schemas/canvas/record.ts';
import { endOf } from '../../../schemas/canvas/record.ts';
import { formatInstant } from '../../../schemas/canvas/instant.ts';
import { noteExtension } from '../../domain/read.ts';
import type { World } from '../../worlds/world.ts';
import { credentialedName } from '../practitioner/practitioner.ts';

/** An encounter: the appointments of a rescheduled chain, oldest first, and the one of them that holds. */
export interface Visit {
  readonly id: string;
  readonly appointments: readonly AppointmentRecord[];
  readonly current: AppointmentRecord;
  /** The provider of the note as it was made; null where nobody knows. */
  readonly provider: string | null;
}

type EncounterStatus = 'planned' | 'in-progress' | 'finished' | 'cancelled';

/** A patient who has arrived is in the waiting room: the visit begins with rooming. */
const statuses: Readonly<Record<CanvasStatus, EncounterStatus>> = {
  unconfirmed: 'planned',
  attempted: 'planned',
  confirmed: 'planned',
  arrived: 'planned',
  roomed: 'in-progress',
  exited: 'finished',
  'no-showed': 'cancelled',
  cancelled: 'cancelled',
  deleted: 'cancelled',
};

const toConcept = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] });

const snomed = 'http://snomed.info/sct';
const appointmentMade = toConcept(snomed, '185418009', 'Method appointment made');
const procedure = toConcept(snomed, '308335008', 'Patient encounter procedure (procedure)');
const participation = toConcept('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'PART', 'Participation');
const discharged = toConcept('http://terminology.hl7.org/CodeSystem/discharge-disposition', 'oth', 'Other');

const reference = (type: string, id: string) => ({ reference: `${type}/${id}`, type });

const hasBegun = ({ current }: Visit): boolean => ['in-progress', 'finished'].includes(statuses[current.status]);

const typeOf = (visit: Visit, { contract, instance }: World) => {
  const type = instance.noteType(visit.current.noteType);
  const isMade = !hasBegun(visit) && contract.isInForce('encounter/planned-has-the-type-of-an-appointment');
  return isMade || type === undefined ? appointmentMade : toConcept(type.system, type.code, type.display);
};

/** The period as a member: none before the visit has begun, no end before it is finished. */
const periodOf = (visit: Visit, { contract }: World) => {
  if (!hasBegun(visit) || !contract.isInForce('encounter/period-begins-with-the-visit')) return {};
  const start = formatInstant(visit.current.start);
  const isFinished = statuses[visit.current.status] === 'finished';
  return { period: { start, ...(isFinished ? { end: formatInstant(endOf(visit.current)) } : {}) } };
};

/** A note that moved with a rescheduled appointment is its practitioner's in every edition. */
const providerOf = ({ current, provider }: Visit, { contract }: World): string =>
  contract.isInForce('encounter/provider-follows-the-appointment') || current.rescheduledFrom !== null
    ? current.practitioner
    : (provider ?? current.practitioner);

const participantOf = (visit: Visit, world: World) => {
  const practitioner = providerOf(visit, world);
  const record = world.instance.practitioner(practitioner);
  const display = record === undefined ? {} : { display: credentialedName(record) };
  return {
    type: [participation],
    ...periodOf(visit, world),
    individual: { ...reference('Practitioner', practitioner), ...display },
  };
};

const statusOf = ({ current }: Visit, { contract }: World): string =>
  contract.isInForce('encounter/status-follows-the-appointment') ? statuses[current.status] : 'unknown';

const namedAppointments = ({ appointments, current }: Visit, { contract }: World): readonly AppointmentRecord[] =>
  contract.isInForce('encounter/rescheduled-appointments-share-one') ? appointments : [current];

/** An encounter as FHIR shows it. */
export const viewEncounter = (visit: Visit, world: World) => {
  const { id, current } = visit;
  const { patient, location } = current;
  return {
    resourceType: 'Encounter',
    id,
    ...(world.contract.isInForce('encounter/note-id') ? { extension: [noteExtension(current)] } : {}),
    identifier: [{ id, system: 'http://canvasmedical.com', value: id }],
    status: statusOf(visit, world),
    class: { system: 'https://www.hl7.org/fhir/v3/ActEncounterCode/vs.html' },
    type: [typeOf(visit, world)],
    ...(patient === null ? {} : { subject: reference('Patient', patient) }),
    participant: [participantOf(visit, world)],
    appointment: namedAppointments(visit, world).map((appointment) => reference('Appointment', appointment.id)),
    ...periodOf(visit, world),
    reasonCode: [procedure],
    hospitalization: { dischargeDisposition: discharged },
    ...(location === null ? {} : { location: [{ location: reference('Location', location) }] }),
  };
};
