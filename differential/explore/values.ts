// Values of the members of an Appointment: mostly good ones, some that have to be refused.
import fc from 'fast-check';
import { noteTypes } from '../../fixtures/instance.ts';

type Values = readonly unknown[];

const snomed = 'http://snomed.info/sct';
const coding = (system: string, code: string, display?: string): object => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});

/** Values of one member, good ones first. */
const oneOf = (...values: Values): Values => values;

const unscheduleable = noteTypes.find((type) => !type.scheduleable);

const types = oneOf(
  coding(snomed, '448337001', 'Video visit'),
  coding(snomed, '308335008'),
  coding(snomed, '31108002'),
  coding(unscheduleable?.system ?? snomed, unscheduleable?.code ?? '31108002'),
  coding(snomed, '999999'),
  coding('INTERNAL', 'no-such-type'),
  coding('http://loinc.org', '308335008'),
  {
    coding: [
      { system: snomed, code: '448337001' },
      { system: snomed, code: '308335008' },
    ],
  },
  { text: 'without a coding' },
);

const structured = { system: 'INTERNAL', code: 'INIV', display: 'Initial Visit' };

const reasons = oneOf(
  [{ text: 'Exploration' }],
  [{ coding: [structured], text: 'A comment' }],
  [{ coding: [structured] }],
  [{ coding: [{ ...structured, display: 'Another display', userSelected: true }] }],
  [{ text: 'The first' }, { text: 'The second' }],
  [{ coding: [{ system: 'INTERNAL', code: 'NONE' }] }],
  [],
);

const clinic = { reference: 'Location/{Clinic}' };
const annex = { reference: 'Location/{Annex}', type: 'Location' };
const link = { reference: '#appointment-meeting-endpoint', type: 'Endpoint' };
const unknownId = 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';

const supporting = oneOf(
  [clinic],
  [annex],
  [clinic, link],
  [link, clinic],
  [],
  [{ reference: `Location/${unknownId}` }],
  [{ reference: 'Location/{clinic.number}' }],
);

const endpoint = { resourceType: 'Endpoint', id: 'appointment-meeting-endpoint' };

const contained = oneOf(
  [{ ...endpoint, address: 'https://video.example/room' }],
  [{ ...endpoint, status: 'active', address: 'https://video.example/other', connectionType: { code: 'https' } }],
  [endpoint],
);

const identifier = (value: string, period?: object): object => ({
  use: 'usual',
  system: 'urn:exploration',
  value,
  ...(period === undefined ? {} : { period }),
});

const identifiers = oneOf(
  [identifier('one', { start: '2001-01-01', end: '2098-12-31' })],
  [identifier('gone', { start: '2001-01-01', end: '2002-12-31' })],
  [identifier('one', { start: '2001-01-01', end: '2098-12-31' }), identifier('gone', { end: '2002-12-31' })],
  [identifier('later', { start: '2097-01-01', end: '2098-12-31' })],
  [identifier('open')],
  [],
);

const starts = oneOf(
  '{day}T15:00:00Z',
  '{day}T09:30:00.000Z',
  '{day}T15:00',
  '{day}T10:00:00+02:00',
  '{day+1}T08:00:00Z',
  '{day}',
  'noon',
  '2031-02-30T10:00:00Z',
);

const ends = oneOf(
  '{day}T15:30:00Z',
  '{day}T16:00:00.000Z',
  '{day}T15:20',
  '{day}T14:00:00Z',
  '{day+1}T09:00:00Z',
  'later',
);

const actor = (reference: string, status = 'accepted'): object => ({ actor: { reference }, status });
const ann = actor('Practitioner/{Ann}');
const pat = actor('Patient/{Pat}');

const participants = oneOf(
  [ann, pat],
  [pat, ann],
  [actor('Practitioner/{Bea}'), actor('Patient/{Quinn}')],
  [ann, actor('Patient/{Pat}', 'active')],
  [ann],
  [actor('Practitioner/'), pat],
  [pat],
  [{ actor: { reference: 'Practitioner/{Ann}' } }, pat],
  [actor(`Practitioner/${'0'.repeat(32)}`), pat],
  [ann, actor(`Patient/${'0'.repeat(32)}`)],
  [ann, actor('Patient/{Pat}', 'needs-action')],
  [],
);

const statuses = oneOf(
  'proposed',
  'booked',
  'arrived',
  'cancelled',
  'pending',
  'fulfilled',
  'noshow',
  'checked-in',
  'check-in',
  'entered-in-error',
  'waitlist',
  'nonsense',
);

/** Each member with its values. */
export const values: Readonly<Record<string, Values>> = {
  status: statuses,
  appointmentType: types,
  reasonCode: reasons,
  description: oneOf('A description', ''),
  supportingInformation: supporting,
  contained,
  identifier: identifiers,
  start: starts,
  end: ends,
  participant: participants,
};

/** Each member with an arbitrary of its values. */
export const members: Readonly<Record<string, fc.Arbitrary<unknown>>> = Object.fromEntries(
  Object.entries(values).map(([name, all]) => [name, fc.constantFrom(...all)]),
);

/** The meeting link, whose two halves seldom meet by chance. */
export const meetingLink: Readonly<Record<string, unknown>> = {
  contained: [{ ...endpoint, address: 'https://video.example/room' }],
  supportingInformation: [clinic, link],
};

/** A complete body that every edition takes. */
export const wholeBody: Readonly<Record<string, unknown>> = {
  resourceType: 'Appointment',
  status: 'proposed',
  appointmentType: coding(snomed, '448337001', 'Video visit'),
  reasonCode: [{ text: 'Exploration' }],
  supportingInformation: [clinic],
  start: '{day}T15:00:00Z',
  end: '{day}T15:30:00Z',
  participant: [ann, pat],
};

export const parameters: Readonly<Record<string, readonly string[]>> = {
  date: ['{day}', 'ge{day}', 'le{day+1}', 'gt{day}', 'lt{day+1}', 'eq{day}', 'ne{day}', 'never'],
  patient: ['Patient/{Pat}', 'Patient/{Quinn}', '{Pat}'],
  practitioner: ['Practitioner/{Ann}', 'Practitioner/{Bea}', '{Ann}'],
  location: ['Location/{Clinic}', 'Location/{Annex}', '{Clinic}'],
  status: ['proposed', 'booked', 'cancelled', 'nonsense'],
  'appointment-type': ['448337001', 'http://snomed.info/sct|448337001', '308335008', 'none'],
  _sort: ['date', '-date', 'patient', 'practitioner', 'nothing'],
  _count: ['1', '2', '0', '1000', 'many'],
  _offset: ['1', '0', 'far'],
  _unknown: ['value'],
};

/** A search of the day, by some more parameters. */
export const query: fc.Arbitrary<readonly (readonly [string, string])[]> = fc
  .tuple(
    fc.constantFrom('{day}', '{day}', 'eq{day}'),
    fc.subarray(Object.keys(parameters), { minLength: 1, maxLength: 2 }),
    fc.record(Object.fromEntries(Object.entries(parameters).map(([name, all]) => [name, fc.constantFrom(...all)]))),
  )
  .map(([day, names, drawn]) => {
    const chosen = names.map((name) => [name, drawn[name] ?? ''] as const);
    const hasDay = chosen.some(([name, value]) => name === 'date' && !value.startsWith('n'));
    return hasDay ? [...chosen, ['date', 'ge{day}'], ['date', 'le{day+2}']] : [['date', day], ...chosen];
  });
