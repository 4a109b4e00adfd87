// The calls that succeed: each operation once, in an order in which each finds what it needs.
import { canonicalAppointment } from '../../../fixtures/appointment.ts';
import type { Examples } from '../../contract-page/index.ts';
import { operations, type Operation } from '../operations.ts';
import type { Call } from './call.ts';

const json = { 'content-type': 'application/fhir+json' } as const;
export const form = { 'content-type': 'application/x-www-form-urlencoded' } as const;

/** The text of a JSON body. */
export const jsonText = (value: unknown): string => JSON.stringify(value, null, 2);

/** A whole body of an appointment, with variables in the places of ids and times. */
export const appointmentBody = (members: object = {}): object => ({
  ...canonicalAppointment({
    supportingInformation: [{ reference: 'Location/{{locationId}}' }],
    start: '{{start}}',
    end: '{{end}}',
    participant: [
      { actor: { reference: 'Practitioner/{{practitionerId}}' }, status: 'accepted' },
      { actor: { reference: 'Patient/{{patientId}}' }, status: 'accepted' },
    ],
  }),
  contained: undefined,
  ...members,
});

const patientBody = ({ rules }: Examples, members: object = {}): object => ({
  ...(rules['patient/shows-what-was-written']?.request.body as object | undefined),
  ...members,
});

type Part = Pick<Call, 'path'> & Partial<Pick<Call, 'body' | 'captures' | 'choosesTime'>>;

/** The query of the search that shows a type. */
const queries: Readonly<Record<Operation['type'], string>> = {
  Appointment: 'patient=Patient/{{patientId}}',
  Encounter: 'appointment=Appointment/{{appointmentId}}',
  Location: '_id={{locationId}}',
  Patient: '_id={{patientId}}',
  Practitioner: '_id={{practitionerId}}',
  Schedule: '',
  Slot: 'schedule={{scheduleId}}',
};

const ids: Readonly<Partial<Record<Operation['type'], string>>> = {
  Appointment: '{{appointmentId}}',
  Encounter: '{{encounterId}}',
  Location: '{{locationId}}',
  Patient: '{{patientId}}',
  Practitioner: '{{practitionerId}}',
};

const searchOf = (type: Operation['type'], isForm: boolean): Part => {
  const captures = type === 'Encounter' ? [{ variable: 'encounterId', from: 'id of first entry' } as const] : [];
  if (isForm) return { path: `/${type}/_search`, body: queries[type], captures };
  return { path: queries[type] === '' ? `/${type}` : `/${type}?${queries[type]}`, captures };
};

const createOf = (type: Operation['type'], examples: Examples): Part =>
  type === 'Patient'
    ? {
        path: '/Patient',
        body: jsonText(patientBody(examples)),
        captures: [{ variable: 'newPatientId', from: 'id in location' }],
      }
    : {
        path: '/Appointment',
        body: jsonText(appointmentBody()),
        captures: [{ variable: 'appointmentId', from: 'id in location' }],
        choosesTime: true,
      };

const updateOf = (type: Operation['type'], examples: Examples): Part =>
  type === 'Patient'
    ? { path: '/Patient/{{newPatientId}}', body: jsonText(patientBody(examples, { id: '{{newPatientId}}' })) }
    : {
        path: '/Appointment/{{appointmentId}}',
        body: jsonText(appointmentBody({ id: '{{appointmentId}}', status: 'arrived' })),
      };

const parts: Readonly<Record<Operation['interaction'], (operation: Operation, examples: Examples) => Part>> = {
  create: ({ type }, examples) => createOf(type, examples),
  read: ({ type }) => ({ path: `/${type}/${ids[type] ?? ''}` }),
  update: ({ type }, examples) => updateOf(type, examples),
  search: ({ type, byForm }) => searchOf(type, byForm),
};

/** The call of an operation that succeeds. */
export const plainCall = (operation: Operation, examples: Examples): Call => {
  const { interaction, method, byForm, summary } = operation;
  const part = parts[interaction](operation, examples);
  const isJson = part.body !== undefined && !byForm;
  return {
    folder: summary,
    name: summary,
    description: '',
    method,
    auth: 'token',
    headers: isJson ? json : byForm ? form : {},
    expected: { status: interaction === 'create' ? 201 : 200 },
    ...part,
  };
};

const isReadOfFound = ({ type, interaction }: Operation): boolean => type === 'Encounter' && interaction === 'read';

/** The operations in the order of the calls: an encounter is found before it is read. */
export const ordered: readonly Operation[] = operations.toSorted(
  (one, other) => Number(isReadOfFound(one)) - Number(isReadOfFound(other)),
);
