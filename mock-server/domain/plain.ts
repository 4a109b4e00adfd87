// The FHIR view before the element rules refine it, and the order of its members.
import type { Appointment, Reference } from '../../schemas/appointment.ts';
import { endOf } from './booking.ts';
import { shownIdentifier } from './identifier.ts';
import { currentReason } from './reason-code.ts';
import type { AppointmentRecord } from './record.ts';

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

const references = ({ meetingLink, location }: AppointmentRecord): Reference[] => [
  ...(meetingLink === null ? [] : [{ reference: '#appointment-meeting-endpoint', type: 'Endpoint' }]),
  ...(location === null ? [] : [{ reference: `Location/${location}` }]),
];

const actors = ({ patient, practitioner }: AppointmentRecord): Reference[] => [
  ...(patient === null ? [] : [{ reference: `Patient/${patient}` }]),
  { reference: `Practitioner/${practitioner}` },
];

/** A record with each of its facts in the FHIR element that carries it, and none of Canvas's habits. */
export const plain = (record: AppointmentRecord): Appointment => {
  const { text } = currentReason(record);
  return {
    resourceType: 'Appointment',
    identifier: record.identifiers.map(shownIdentifier),
    ...(text === null ? {} : { reasonCode: [{ text }] }),
    supportingInformation: references(record),
    start: instant(record.start),
    end: instant(endOf(record)),
    participant: actors(record).map((actor) => ({ actor })),
  };
};

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The members in the order of the document; what is missing or an empty list is left out. */
export const ordered = (view: Appointment): Appointment => {
  const { resourceType, id, contained, identifier, status, appointmentType, reasonCode, description } = view;
  const { supportingInformation, start, end, participant } = view;
  const members = {
    resourceType,
    id,
    contained,
    identifier,
    status,
    appointmentType,
    reasonCode,
    description,
    supportingInformation,
    start,
    end,
    participant,
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && !isEmpty(value)),
  ) as unknown as Appointment;
};
