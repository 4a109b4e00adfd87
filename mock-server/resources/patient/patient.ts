// Patient: created, read, updated and found.
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { PatientRecord } from '../../../schemas/canvas/record.ts';
import type { World } from '../../worlds/world.ts';
import type { FhirRequest, Resource } from '../any-type/handler.ts';
import { parseHttpDate } from '../any-type/http-date.ts';
import { readOf, type Readable } from '../any-type/read.ts';
import { searchOf } from '../any-type/search.ts';
import { writeOf, type Writable } from '../any-type/write.ts';
import { cancelledByDeath } from './death.ts';
import { patientFilters, patientSort } from './filters.ts';
import { patientRefusals, shapePatient, type PatientAttempt } from './body-to-record.ts';
import type { PatientRequest } from './request.ts';
import { viewPatient } from './view.ts';

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
    unmodifiedSince: parseHttpDate(request.ifUnmodifiedSince),
  };
};

/** The first refusal of a body by itself. */
const refusalOf = (attempt: PatientAttempt, { contract }: World): Rejection | undefined => {
  for (const rule of Object.keys(patientRefusals) as (keyof typeof patientRefusals)[]) {
    const rejection = contract.isInForce(rule) ? patientRefusals[rule](attempt) : undefined;
    if (rejection !== undefined) return rejection;
  }
  return undefined;
};

/** What an update may meet beyond its body: an unknown id, or a record that has changed since. */
const conflictOf = (
  { interaction, id, stored, unmodifiedSince }: PatientAttempt,
  { contract }: World,
): Rejection | undefined => {
  if (interaction === 'create') return undefined;
  if (stored === undefined)
    return contract.isInForce('interaction/unknown-id')
      ? reject('interaction/unknown-id', { type: 'Patient', id })
      : undefined;
  const isNewer =
    unmodifiedSince !== undefined && Math.floor(stored.modifiedAt / 1000) > Math.floor(unmodifiedSince / 1000);
  return isNewer && contract.isInForce('interaction/if-unmodified-since')
    ? reject('interaction/if-unmodified-since', {})
    : undefined;
};

const writable: Writable<PatientAttempt> = {
  type: 'Patient',
  schema: 'patient-request',
  attempt: attemptOf,
  judge: (attempt, world) => refusalOf(attempt, world) ?? conflictOf(attempt, world),
  shape: (attempt, world, trace) => {
    const record = shapePatient(attempt, world.contract);
    const hasDied = record.deceased && attempt.stored?.deceased !== true;
    const cancelled = hasDied ? cancelledByDeath(record.id, world) : [];
    if (cancelled.length > 0) trace.add('patient/death-cancels-appointments');
    const commit = (): void => {
      const { patients, appointments } = world.store();
      patients.put(record);
      for (const appointment of cancelled) appointments.put(appointment);
    };
    return { commit, written: () => viewPatient(record, world) };
  },
};

const readable: Readable<PatientRecord> = {
  type: 'Patient',
  find: (id, { store }) => store().patients.get(id),
  view: viewPatient,
};

/** Patient: create, read, update, search. */
export const patient: Resource = {
  create: writeOf('create', writable),
  read: readOf(readable),
  update: writeOf('update', writable),
  search: searchOf({
    ...readable,
    filters: patientFilters(readable),
    all: ({ store }) => store().patients,
    sort: patientSort,
  }),
};
