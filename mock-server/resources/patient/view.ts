// A patient as FHIR shows it.
import type { PatientRecord } from '../../../schemas/canvas/record.ts';
import { toFhirIdentifier } from '../../domain/identifier.ts';
import type { World } from '../../worlds/world.ts';
import { birthSexUrl, canvasSystem } from './request.ts';

const recordNumber = ({ mrn }: PatientRecord) => ({
  use: 'usual',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
  system: canvasSystem,
  value: mrn,
  assigner: { display: 'Canvas Medical' },
});

/** Canvas shows a name without a period as lasting for all time. */
const always = { start: '0001-01-01T00:00:00+00:00', end: '9999-12-31T23:59:59.999999+00:00' };

const contactPoint = (system: 'phone' | 'email', value: string | null) =>
  value === null ? [] : [{ system, value, rank: 1 }];

const addressOf = ({ address }: PatientRecord) => {
  if (address === null) return {};
  const given = Object.entries(address).filter(([, part]: [string, string | readonly string[]]) => part.length > 0);
  return { address: [{ use: 'home', type: 'both', ...Object.fromEntries(given), country: 'United States' }] };
};

/** Canvas knows no other language yet. */
const communication = [
  { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en', display: 'English' }], text: 'English' } },
];

const birthSexOf = ({ birthSex }: PatientRecord) =>
  birthSex === null ? {} : { extension: [{ url: birthSexUrl, valueCode: birthSex }] };

const deathOf = ({ deceased, deceasedAt }: PatientRecord) => {
  if (!deceased) return {};
  return deceasedAt === null ? { deceasedBoolean: true } : { deceasedDateTime: deceasedAt };
};

/** A patient as FHIR shows it. */
export const viewPatient = (record: PatientRecord, { contract }: World) => {
  const assigned = contract.isInForce('patient/record-number-is-assigned') ? [recordNumber(record)] : [];
  const telecom = [...contactPoint('phone', record.phone), ...contactPoint('email', record.email)];
  return {
    resourceType: 'Patient',
    id: record.id,
    ...birthSexOf(record),
    identifier: [...assigned, ...record.identifiers.map(toFhirIdentifier)],
    active: record.active,
    name: [{ use: 'official', family: record.family, given: record.given.split(' '), period: always }],
    ...(telecom.length === 0 ? {} : { telecom }),
    gender: record.gender,
    birthDate: record.birthDate,
    ...deathOf(record),
    ...addressOf(record),
    communication,
  };
};
