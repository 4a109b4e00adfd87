// Appointment: created, read, updated and found.
import type { AppointmentRecord } from '../../../schemas/canvas/record.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { proposalOf } from '../../domain/proposal.ts';
import type { Trace } from '../../domain/trace.ts';
import type { World } from '../../worlds/world.ts';
import type { FhirRequest, Resource } from '../any-type/handler.ts';
import { parseHttpDate } from '../any-type/http-date.ts';
import { readOf, type Readable } from '../any-type/read.ts';
import { searchOf } from '../any-type/search.ts';
import { writeOf, type Writable } from '../any-type/write.ts';
import { appointmentFilters, appointmentSort, byCreation } from './filters.ts';

const attemptOf = (
  interaction: 'create' | 'update',
  request: FhirRequest,
  { instance, ids, clock, store }: World,
): Attempt => {
  const proposal = proposalOf(request.body, instance.noteTypeByCode);
  const id = interaction === 'create' ? ids.uuid() : request.id;
  return {
    interaction,
    id,
    proposal,
    stored: interaction === 'create' ? undefined : store().appointments.get(id),
    instance,
    ids: {
      appointment: id,
      encounter: ids.uuid(),
      identifiers: (proposal.identifier ?? []).map(() => ids.uuid()),
    },
    now: clock.now(),
    unmodifiedSince: parseHttpDate(request.ifUnmodifiedSince),
  };
};

/** What a body sends and a rule passes over without a word, by the rule. */
const silences: Readonly<Partial<Record<RuleId, (attempt: Attempt) => boolean>>> = {
  'reason-code/first-only': ({ proposal }) => (proposal.reasonCode?.count ?? 0) > 1,
  'participant/status-unused': ({ proposal }) =>
    proposal.participant?.statuses.some((status) => status !== 'accepted') === true,
  'booking/end-is-not-validated': ({ proposal: { start, end } }) =>
    start !== undefined && end !== undefined && (end.instant ?? 0) < (start.instant ?? 0),
  'status/omitted-status-is-kept': ({ interaction, proposal }) =>
    interaction === 'update' && proposal.status === undefined,
};

const traceSilences = (attempt: Attempt, trace: Trace, { contract }: World): void => {
  for (const [rule, isPassedOver] of Object.entries(silences) as [RuleId, (attempt: Attempt) => boolean][])
    if (contract.isInForce(rule) && isPassedOver(attempt)) trace.add(rule);
};

/** Stores a record, and the encounter that it brings into being. */
const store = (record: AppointmentRecord, before: AppointmentRecord | undefined, world: World): void => {
  const { appointments, encounters } = world.store();
  appointments.put(record);
  if (record.encounter !== null && before?.encounter !== record.encounter)
    encounters.put({ id: record.encounter, appointment: record.id, practitioner: record.practitioner });
};

/** Each is a closure of its own: the journal keeps the second one, and would keep the whole attempt with it. */
const commitOf = (record: AppointmentRecord, before: AppointmentRecord | undefined, world: World) => (): void =>
  store(record, before, world);

const writtenOf =
  (record: AppointmentRecord, { interpreter, instance }: World) =>
  (): unknown =>
    interpreter.view(record, instance);

const writable: Writable<Attempt> = {
  type: 'Appointment',
  schema: 'appointment-request',
  attempt: attemptOf,
  judge: (attempt, { interpreter }) => interpreter.judge(attempt),
  shape: (attempt, world, trace) => {
    const record = world.interpreter.shape(attempt, trace);
    traceSilences(attempt, trace, world);
    return { commit: commitOf(record, attempt.stored, world), written: writtenOf(record, world) };
  },
};

const readable: Readable<AppointmentRecord> = {
  type: 'Appointment',
  find: (id, world) => world.store().appointments.get(id),
  view: (record, { interpreter, instance }, trace) => interpreter.view(record, instance, trace),
  json: (record, world, trace) => world.asJson(record, trace),
};

/** Appointment: create, read, update, search. */
export const appointment = {
  create: writeOf('create', writable),
  read: readOf(readable),
  update: writeOf('update', writable),
  search: searchOf({
    ...readable,
    filters: appointmentFilters(readable),
    all: (world) => world.store().appointments,
    sort: appointmentSort,
    usualOrder: byCreation,
    isTracedWhole: true,
  }),
} satisfies Resource;
