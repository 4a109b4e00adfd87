// Patient: created, read, updated and found.
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import { firstFault } from '../../../schemas/validate.ts';
import { shownIdentifier } from '../../domain/identifier.ts';
import type { PatientRecord } from '../../../schemas/canvas/record.ts';
import { createdAt } from '../appointment/create.ts';
import type { FhirRequest, FhirResponse, Handler, Resource } from '../any-type/exchange.ts';
import { httpDate, writeBody } from '../any-type/write.ts';
import type { World } from '../../worlds/world.ts';
import { canvasSystem, patientRefusals, shapePatient, type PatientAttempt, type PatientRequest } from './record.ts';
import { findPatient, patientFilters, patientOrder } from './filters.ts';
import { readOf } from '../any-type/read.ts';
import { searchOf } from '../any-type/search.ts';

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

const shownAddress = ({ address }: PatientRecord) => {
  if (address === null) return {};
  const given = Object.entries(address).filter(([, part]: [string, string | readonly string[]]) => part.length > 0);
  return { address: [{ use: 'home', type: 'both', ...Object.fromEntries(given), country: 'United States' }] };
};

/** Canvas knows no other language yet. */
const communication = [
  { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en', display: 'English' }], text: 'English' } },
];

const view = (record: PatientRecord, { contract }: World) => {
  const assigned = contract.isInForce('patient/record-number-is-assigned') ? [recordNumber(record)] : [];
  const telecom = [...contactPoint('phone', record.phone), ...contactPoint('email', record.email)];
  return {
    resourceType: 'Patient',
    id: record.id,
    identifier: [...assigned, ...record.identifiers.map(shownIdentifier)],
    active: record.active,
    name: [{ use: 'official', family: record.family, given: record.given.split(' '), period: always }],
    ...(telecom.length === 0 ? {} : { telecom }),
    gender: record.gender,
    birthDate: record.birthDate,
    ...shownAddress(record),
    communication,
  };
};

/** The first refusal of a body by itself: a member of the wrong form, then what the rules miss. */
const refusalOf = (attempt: PatientAttempt, { contract }: World): Rejection | undefined => {
  for (const rule of Object.keys(patientRefusals) as (keyof typeof patientRefusals)[]) {
    const rejection = contract.isInForce(rule) ? patientRefusals[rule](attempt) : undefined;
    if (rejection !== undefined) return rejection;
  }
  return undefined;
};

const malformed = (body: unknown, { contract }: World): Rejection | undefined => {
  const fault = contract.isInForce('interaction/members-are-well-formed')
    ? firstFault('patient-request', body)
    : undefined;
  return fault && reject('interaction/members-are-well-formed', fault);
};

const attemptOf = (
  interaction: PatientAttempt['interaction'],
  request: FhirRequest,
  { ids, clock, store }: World,
): PatientAttempt => {
  const body = request.body as PatientRequest;
  return {
    interaction,
    id: interaction === 'create' ? ids.hex() : request.id,
    body,
    stored: interaction === 'create' ? undefined : store().patients.get(request.id),
    identifierIds: (body.identifier ?? []).map(() => ids.uuid()),
    now: clock.now(),
  };
};

/** What an update may meet beyond its body: an unknown id, or a record that has changed since. */
const conflictOf = (
  { id, stored }: PatientAttempt,
  request: FhirRequest,
  { contract }: World,
): Rejection | undefined => {
  if (stored === undefined)
    return contract.isInForce('interaction/unknown-id')
      ? reject('interaction/unknown-id', { type: 'Patient', id })
      : undefined;
  const since = httpDate(request.ifUnmodifiedSince);
  const isNewer = since !== undefined && Math.floor(stored.modifiedAt / 1000) > Math.floor(since / 1000);
  return isNewer && contract.isInForce('interaction/if-unmodified-since')
    ? reject('interaction/if-unmodified-since', {})
    : undefined;
};

/** What is left to do for an accepted attempt. */
const stored = (attempt: PatientAttempt, world: World): Pick<FhirResponse, 'commit' | 'written'> => {
  const record = shapePatient(attempt, world.contract);
  return { commit: () => void world.store().patients.put(record), written: () => view(record, world) };
};

const create: Handler = (request, world) => {
  const fault = malformed(request.body, world);
  if (fault !== undefined) return fault;
  const attempt = attemptOf('create', request, world);
  const refusal = refusalOf(attempt, world);
  if (refusal !== undefined) return refusal;
  return { ...createdAt(request, `Patient/${attempt.id}`, world), ...stored(attempt, world) };
};

const update: Handler = (request, world) => {
  const fault = malformed(request.body, world);
  if (fault !== undefined) return fault;
  const attempt = attemptOf('update', request, world);
  const refusal = refusalOf(attempt, world) ?? conflictOf(attempt, request, world);
  if (refusal !== undefined) return refusal;
  const body = writeBody('interaction/update-answers-null', world, request.trace);
  return { status: 200, ...body, ...stored(attempt, world) };
};

/** Patient: create, read, update, search. */
export const patient: Resource = {
  create,
  read: readOf('Patient', findPatient, view),
  update,
  search: searchOf({
    type: 'Patient',
    filters: patientFilters,
    all: ({ store }) => store().patients.values(),
    view,
    order: patientOrder,
  }),
};
