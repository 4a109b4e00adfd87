// Mutants of what a write does, broken by hand where the table alone gives none.
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import { proposalOf } from '../../mock-server/domain/proposal.ts';
import { withEffect, withRefusal } from './machinery/replaced-code.ts';
import { showing, type Json, type Mutant } from './machinery/mutant.ts';
import { actorsOf, lacksPatient, refusing } from './machinery/refusing.ts';

const { effects, refusals } = behaviours;

const bodies: readonly Mutant[] = [
  {
    rule: 'status/omitted-status-is-kept',
    fault: 'set back to proposed',
    options: withEffect('status/update-sets-status', (draft, attempt) =>
      attempt.proposal.status === undefined
        ? { ...draft, status: 'unconfirmed' }
        : effects['status/update-sets-status'](draft, attempt),
    ),
  },
  {
    rule: 'status/entered-in-error-cannot-be-set',
    fault: 'entered-in-error is set',
    options: { without: ['status/unsupported-status-is-refused'] },
  },
  {
    rule: 'reason-code/first-only',
    fault: 'the last reason counts',
    options: withEffect('reason-code/text', (draft, attempt) => {
      const { sent } = attempt.proposal;
      const proposal = proposalOf(
        { ...sent, ...(sent.reasonCode && { reasonCode: sent.reasonCode.slice(-1) }) },
        attempt.instance.noteTypeByCode,
      );
      return effects['reason-code/text'](draft, { ...attempt, proposal });
    }),
  },
  {
    rule: 'reason-code/update-replaces',
    fault: 'the old reason stays',
    options: withEffect('reason-code/text', (draft, attempt) =>
      attempt.interaction === 'update' ? draft : effects['reason-code/text'](draft, attempt),
    ),
  },
  refusing('booking/end-is-not-validated', 'an early end refused', (body) => {
    const [start, end] = [Date.parse(String(body['start'])), Date.parse(String(body['end']))];
    return end < start;
  }),
  {
    rule: 'booking/double-booking-allowed',
    fault: 'refused from the start',
    options: { settings: { doubleBooking: 'forbid' } },
  },
  refusing('participant/patient-optional', 'refused without a patient', lacksPatient),
  refusing('participant/any-order', 'the patient first refused', (body) =>
    actorsOf(body).startsWith('[{"actor":{"reference":"Patient'),
  ),
  refusing('participant/any-order', 'an actor with a type refused', (body) => actorsOf(body).includes('"type":')),
  {
    rule: 'participant/status-unused',
    fault: 'FHIR statuses only',
    options: { settings: { participantStatus: 'fhir' } },
  },
  showing(
    'participant/id-format',
    'ids with a dash',
    (resource) =>
      JSON.parse(JSON.stringify(resource).replace(/(Practitioner|Patient)\/(\w{8})(\w{24})/g, '$1/$2-$3')) as Json,
  ),
];

const bookings: readonly Mutant[] = (
  [
    ['touching appointments collide', -1, 1],
    ['the last minute is free', 0, -60_001],
  ] as const
).map(([fault, before, after]) => ({
  rule: 'booking/double-booking-refused',
  fault,
  options: withRefusal('booking/double-booking-refused', (attempt) =>
    refusals['booking/double-booking-refused']({
      ...attempt,
      instance: {
        ...attempt.instance,
        settings: attempt.instance.settings,
        isBooked: (practitioner, start, end, except) =>
          attempt.instance.isBooked(practitioner, start + before, end + after, except),
      },
    }),
  ),
}));

const self: Mutant = {
  rule: 'booking/double-booking-refused',
  fault: 'an appointment collides with itself',
  options: withRefusal('booking/double-booking-refused', (attempt) =>
    refusals['booking/double-booking-refused']({ ...attempt, id: 'nobody' }),
  ),
};

export const writes: readonly Mutant[] = [...bodies, ...bookings, self];
