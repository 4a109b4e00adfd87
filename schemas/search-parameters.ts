// The search parameters of each resource type: read by the parser and by the CapabilityStatement.
import { isInForceIn, type Edition, type Span } from './editions/editions.ts';
import type { RuleId } from './rules/index.ts';

export type ResourceType = 'Appointment' | 'Encounter' | 'Location' | 'Patient' | 'Practitioner' | 'Schedule' | 'Slot';

interface SearchParameter extends Span {
  readonly name: string;
  /** FHIR's search parameter type. */
  readonly type: 'token' | 'reference' | 'date' | 'string' | 'number';
  readonly documentation: string;
}

/** Prefixes of a date parameter, and the rule that brought one where it was not there from the beginning. */
export const datePrefixes = [
  { prefix: 'eq' },
  { prefix: 'gt' },
  { prefix: 'ge' },
  { prefix: 'lt' },
  { prefix: 'le' },
  { prefix: 'ne', rule: 'search/date-not-equal' },
] as const satisfies readonly { prefix: string; rule?: RuleId }[];

export type DatePrefix = (typeof datePrefixes)[number]['prefix'];

export const sortKeys = ['date', 'patient', 'practitioner'] as const;
export type SortKey = (typeof sortKeys)[number];

const searchParameters = {
  Appointment: [
    { name: 'appointment-type', type: 'token', documentation: 'The code of the appointment type, or system|code' },
    { name: 'date', type: 'date', documentation: 'The UTC day of the start, YYYY-MM-DD with an optional prefix' },
    {
      name: 'identifier',
      type: 'token',
      documentation: 'An identifier: value, system|value, system| or |value',
      since: '2025-05-05',
    },
    { name: 'location', type: 'reference', documentation: 'The location of the appointment' },
    { name: 'patient', type: 'reference', documentation: 'The patient of the appointment' },
    { name: 'practitioner', type: 'reference', documentation: 'The rendering provider of the appointment' },
    { name: 'status', type: 'token', documentation: 'The FHIR status of the appointment' },
    { name: '_id', type: 'token', documentation: 'The id of the appointment' },
  ],
  Encounter: [
    { name: 'appointment', type: 'reference', documentation: 'The appointment of the encounter' },
    { name: 'date', type: 'date', documentation: 'The UTC day of the encounter' },
    { name: 'patient', type: 'reference', documentation: 'The patient of the encounter' },
    { name: 'subject', type: 'reference', documentation: 'The patient of the encounter' },
    { name: '_id', type: 'token', documentation: 'The id of the encounter' },
  ],
  Location: [{ name: '_id', type: 'token', documentation: 'The id of the location' }],
  Patient: [
    { name: 'birthdate', type: 'date', documentation: 'The date of birth' },
    { name: 'email', type: 'token', documentation: 'An e-mail address' },
    { name: 'family', type: 'string', documentation: 'A part of the family name' },
    { name: 'gender', type: 'token', documentation: 'The administrative gender' },
    { name: 'given', type: 'string', documentation: 'A part of the given name' },
    { name: 'identifier', type: 'token', documentation: 'An identifier: value, system|value, system| or |value' },
    { name: 'name', type: 'string', documentation: 'A part of the name' },
    { name: 'phone', type: 'token', documentation: 'A telephone number' },
    { name: 'active', type: 'token', documentation: 'Whether the record is in use' },
    { name: '_id', type: 'token', documentation: 'The id of the patient' },
  ],
  Practitioner: [
    {
      name: 'include-non-scheduleable-practitioners',
      type: 'token',
      documentation: 'true to find practitioners that cannot be scheduled as well',
      until: '2024-07-02',
    },
    {
      name: 'include-non-schedulable-practitioners',
      type: 'token',
      documentation: 'true to find practitioners that cannot be scheduled as well',
      since: '2024-07-02',
    },
    { name: 'name', type: 'string', documentation: 'A part of the name' },
    { name: '_id', type: 'token', documentation: 'The id of the practitioner' },
  ],
  Schedule: [],
  Slot: [
    {
      name: 'appointment-type',
      type: 'token',
      documentation: 'The type to be booked, system|code',
      since: '2025-12-17',
    },
    { name: 'duration', type: 'number', documentation: 'Minutes of a slot, 20 unless given' },
    { name: 'end', type: 'date', documentation: 'The last day of the slots, 7 days after start unless given' },
    { name: 'schedule', type: 'reference', documentation: 'The schedule of the slots (required)' },
    { name: 'start', type: 'date', documentation: 'The first day of the slots, today unless given' },
  ],
} as const satisfies Readonly<Record<ResourceType, readonly SearchParameter[]>>;

/** The search parameters of a type in an edition. */
export const parametersOf = (type: ResourceType, edition: Edition): readonly SearchParameter[] =>
  (searchParameters[type] as readonly SearchParameter[]).filter((parameter) => isInForceIn(parameter, edition));
