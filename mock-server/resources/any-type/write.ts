// What create and update have in common: the checked body, the attempt, the answer.
import type { AppointmentRequest } from '../../../schemas/appointment.ts';
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { firstFault } from '../../../schemas/validate.ts';
import type { Contract } from '../../../schemas/contract.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { parseInstant } from '../../../schemas/canvas/instant.ts';
import type { AppointmentRecord } from '../../../schemas/canvas/record.ts';
import type { Trace } from '../../domain/trace.ts';
import type { World } from '../../worlds/world.ts';
import type { FhirRequest, FhirResponse } from './exchange.ts';

/** The rejection of a body with a member of the wrong form, or undefined. */
export const malformed = (body: unknown, { contract }: World): Rejection | undefined => {
  if (!contract.isInForce('interaction/members-are-well-formed')) return undefined;
  const fault = firstFault('appointment-request', body);
  return fault && reject('interaction/members-are-well-formed', fault);
};

/** The forms of an HTTP date: that of today, that of RFC 850, that of asctime; also with an offset for GMT. */
const dateForms = [
  /^\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})$/i,
  /^\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT$/i,
  /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/i,
];

/** A date as HTTP writes it; what is no such date is ignored, as RFC 9110 asks. */
export const httpDate = (text: string | undefined): number | undefined => {
  if (text === undefined || !dateForms.some((form) => form.test(text))) return undefined;
  const instant = Date.parse(/(GMT|[+-]\d{4})$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(instant) ? undefined : instant;
};

export const attemptOf = (
  interaction: 'create' | 'update',
  request: FhirRequest,
  { instance, ids, clock, store }: World,
): Attempt => {
  const body = request.body as AppointmentRequest;
  const id = interaction === 'create' ? ids.uuid() : request.id;
  return {
    interaction,
    id,
    body,
    stored: interaction === 'create' ? undefined : store().appointments.get(id),
    instance,
    ids: {
      appointment: id,
      encounter: ids.uuid(),
      identifiers: (body.identifier ?? []).map(() => ids.uuid()),
    },
    now: clock.now(),
    unmodifiedSince: httpDate(request.ifUnmodifiedSince),
  };
};

/** What a body sends and a rule passes over without a word, by the rule. */
const silences: Readonly<Partial<Record<RuleId, (attempt: Attempt) => boolean>>> = {
  'reason-code/first-only': ({ body }) => (body.reasonCode?.length ?? 0) > 1,
  'participant/status-unused': ({ body }) => body.participant?.some(({ status }) => status !== 'accepted') === true,
  'booking/end-is-not-validated': ({ body: { start, end } }) =>
    start !== undefined && end !== undefined && (parseInstant(end) ?? 0) < (parseInstant(start) ?? 0),
  'status/omitted-status-is-kept': ({ interaction, body }) => interaction === 'update' && body.status === undefined,
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
    encounters.put({ id: record.encounter, appointment: record.id });
};

/** Judges an attempt and, where it is accepted, shapes the record to store. */
export const shapedBy = (
  attempt: Attempt,
  world: World,
  trace: Trace,
): Required<Pick<FhirResponse, 'commit' | 'written'>> | Rejection => {
  const { interpreter, instance } = world;
  const rejection = interpreter.judge(attempt);
  if (rejection !== undefined) return rejection;
  const record = interpreter.shape(attempt, trace);
  traceSilences(attempt, trace, world);
  return {
    commit: () => store(record, attempt.stored, world),
    written: () => interpreter.view(record, instance),
  };
};

/** Whether the contract holds a rule, which then has acted. */
export const recordIfInForce = (rule: RuleId, trace: Trace, { isInForce }: Contract): boolean => {
  if (isInForce(rule)) trace.add(rule);
  return isInForce(rule);
};

/** The body of a successful write: `null` where the edition has it so, unless the instance is set to leave it out. */
export const writeBody = (rule: RuleId, { contract, settings }: World, trace: Trace): { body?: null } =>
  settings().writeBody === 'documented' && recordIfInForce(rule, trace, contract) ? { body: null } : {};
