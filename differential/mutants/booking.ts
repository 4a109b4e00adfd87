// Mutants of times and double booking.
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import { mutatedResource, type Mutant } from './machinery/mutant.ts';
import { withRefusal } from './machinery/replaced-code.ts';
import { refusedTooMuch } from './machinery/refusing.ts';

const { refusals } = behaviours;

const shiftedOverlaps: readonly Mutant[] = (
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

const selfCollision: Mutant = {
  rule: 'booking/double-booking-refused',
  fault: 'an appointment collides with itself',
  options: withRefusal('booking/double-booking-refused', (attempt) =>
    refusals['booking/double-booking-refused']({ ...attempt, id: 'unknown-id' }),
  ),
};

export const bookingMutants: readonly Mutant[] = [
  refusedTooMuch('booking/end-is-not-validated', 'an early end refused', (body) => {
    const [start, end] = [Date.parse(String(body['start'])), Date.parse(String(body['end']))];
    return end < start;
  }),
  {
    rule: 'booking/double-booking-allowed',
    fault: 'refused from the start',
    options: { settings: { doubleBooking: 'forbid' } },
  },
  ...shiftedOverlaps,
  selfCollision,
  mutatedResource('booking/update-is-no-reschedule', 'refers to a replacement', (resource) => ({
    ...resource,
    supportingInformation: [{ reference: 'Appointment/x', display: 'Rescheduled Replacement Appointment' }],
  })),
];
