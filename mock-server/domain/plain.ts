// The FHIR view before the element rules refine it, and the order of its members.
import type { Appointment, Reference } from '../../schemas/appointment.ts';
import type { Terms } from './attempt.ts';
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

const typeOf = ({ noteType }: AppointmentRecord, terms: Terms): Pick<Appointment, 'appointmentType'> => {
  const type = terms.noteType(noteType);
  return type === undefined ? {} : { appointmentType: { coding: [{ system: type.system, code: type.code }] } };
};

/** A record with each of its facts in the FHIR element that carries it, and none of Canvas's habits. */
export const plain = (record: AppointmentRecord, terms: Terms): Appointment => {
  const { text } = currentReason(record);
  const { meetingLink } = record;
  return {
    resourceType: 'Appointment',
    ...(meetingLink === null
      ? {}
      : { contained: [{ resourceType: 'Endpoint', id: 'appointment-meeting-endpoint', address: meetingLink }] }),
    ...typeOf(record, terms),
    identifier: record.identifiers.map(shownIdentifier),
    ...(text === null ? {} : { reasonCode: [{ text }] }),
    supportingInformation: references(record),
    start: instant(record.start),
    end: instant(endOf(record)),
    participant: actors(record).map((actor) => ({ actor, status: 'needs-action' })),
  };
};

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The members after the type, in the order of the document. */
const members = [
  'id',
  'contained',
  'extension',
  'identifier',
  'status',
  'appointmentType',
  'reasonCode',
  'description',
  'supportingInformation',
  'start',
  'end',
  'participant',
] as const satisfies readonly (keyof Appointment)[];

/** The members in their order; what is missing or an empty list is left out. */
export const ordered = (view: Appointment): Appointment => {
  const shown: Record<string, unknown> = { resourceType: view.resourceType };
  for (const name of members) if (view[name] !== undefined && !isEmpty(view[name])) shown[name] = view[name];
  return shown as unknown as Appointment;
};
