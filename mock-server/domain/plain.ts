// The FHIR view before the element rules refine it, and the order of its members.
import type { Appointment, AppointmentRequest, Reference } from '../../schemas/appointment.ts';
import type { Instance } from './attempt.ts';
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

const typeOf = ({ noteType }: AppointmentRecord, instance: Instance): Pick<Appointment, 'appointmentType'> => {
  const type = instance.noteType(noteType);
  return type === undefined ? {} : { appointmentType: { coding: [{ system: type.system, code: type.code }] } };
};

/** A record with each of its facts in the FHIR element that carries it, and none of Canvas's habits. */
export const plain = (record: AppointmentRecord, instance: Instance): Appointment => {
  const { text } = currentReason(record);
  const { meetingLink } = record;
  return {
    resourceType: 'Appointment',
    ...(meetingLink === null
      ? {}
      : { contained: [{ resourceType: 'Endpoint', id: 'appointment-meeting-endpoint', address: meetingLink }] }),
    ...typeOf(record, instance),
    identifier: record.identifiers.map(shownIdentifier),
    ...(text === null ? {} : { reasonCode: [{ text }] }),
    supportingInformation: references(record),
    start: instant(record.start),
    end: instant(endOf(record)),
    participant: actors(record).map((actor) => ({ actor, status: 'needs-action' })),
  };
};

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The members in the order of the document; what is missing or an empty list is left out. */
export const ordered = (view: Appointment): Appointment => {
  const { resourceType, id, contained, extension, identifier, status, appointmentType, reasonCode, description } = view;
  const { supportingInformation, start, end, participant } = view;
  const members = {
    id,
    contained,
    extension,
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
  const held = Object.entries(members).filter(([, value]) => value !== undefined && !isEmpty(value));
  return { resourceType, ...(Object.fromEntries(held) as AppointmentRequest) };
};
