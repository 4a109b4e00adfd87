// The FHIR view before the element rules refine it, and the Appointment that comes of it.
import type { Appointment, Reference } from '../../schemas/appointment.ts';
import type { ViewContext } from './attempt.ts';
import type { View } from './behaviour.ts';
import { endOf } from '../../schemas/canvas/record.ts';
import { endpointId } from './endpoint.ts';
import { toFhirIdentifier } from './identifier.ts';
import { currentReason } from './reason-code.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

const references = ({ meetingLink, location }: AppointmentRecord): Reference[] => [
  ...(meetingLink === null ? [] : [{ reference: `#${endpointId}`, type: 'Endpoint' }]),
  ...(location === null ? [] : [{ reference: `Location/${location}` }]),
];

const actors = ({ patient, practitioner }: AppointmentRecord): Reference[] => [
  ...(patient === null ? [] : [{ reference: `Patient/${patient}` }]),
  { reference: `Practitioner/${practitioner}` },
];

const typeOf = ({ noteType }: AppointmentRecord, context: ViewContext): View['appointmentType'] => {
  const type = context.noteType(noteType);
  return type && { coding: [{ system: type.system, code: type.code }] };
};

const endpoints = ({ meetingLink }: AppointmentRecord): View['contained'] =>
  meetingLink === null ? undefined : [{ resourceType: 'Endpoint', id: endpointId, address: meetingLink }];

/** A record with each of its facts in the FHIR element that carries it, and none of Canvas's habits. */
export const baseView = (record: AppointmentRecord, context: ViewContext): View => {
  const { text } = currentReason(record);
  // All members from the start and in the order of the document: what is added later would have a shape of its own.
  return {
    resourceType: 'Appointment',
    id: undefined,
    contained: endpoints(record),
    extension: undefined,
    identifier: record.identifiers.map(toFhirIdentifier),
    status: undefined,
    appointmentType: typeOf(record, context),
    reasonCode: text === null ? undefined : [{ text }],
    description: undefined,
    supportingInformation: references(record),
    start: instant(record.start),
    end: instant(endOf(record)),
    participant: actors(record).map((actor) => ({ actor, status: 'needs-action' })),
  };
};

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

/** What there is to show: what is missing or an empty list is left out. */
export const toAppointment = (view: View): Appointment => {
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(view) as (keyof View)[]) if (!isEmpty(view[name])) members[name] = view[name];
  return members as unknown as Appointment;
};
