// What create and update have in common: the checked body, the attempt, the answer.
import type { AppointmentRequest } from '../../schemas/appointment.ts';
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { firstFault } from '../../schemas/validate.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { World } from '../world.ts';
import type { FhirRequest } from './exchange.ts';

/** The rejection of a body with a member of the wrong form, or undefined. */
export const malformed = (body: unknown, { contract }: World): Rejection | undefined => {
  if (!contract.holds('interaction/members-are-well-formed')) return undefined;
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

/** Judges an attempt and, where it is accepted, stores the record. Gives the rejection, or undefined. */
export const carryOut = (attempt: Attempt, { interpreter, store }: World): Rejection | undefined => {
  const rejection = interpreter.judge(attempt);
  if (rejection !== undefined) return rejection;
  const record = interpreter.shape(attempt);
  store().appointments.put(record);
  if (record.encounter !== null && attempt.stored?.encounter !== record.encounter)
    store().encounters.put({ id: record.encounter, appointment: record.id });
  return undefined;
};

/** The body of a successful write: `null` where the edition has it so, unless the instance is set to leave it out. */
export const writeBody = (rule: RuleId, { contract, settings }: World): { body?: null } =>
  contract.holds(rule) && settings().writeBody === 'documented' ? { body: null } : {};
