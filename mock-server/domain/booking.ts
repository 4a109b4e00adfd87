// start, end and double booking.
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Elements, Refusals } from './behaviour.ts';
import { formatInstant } from '../../schemas/canvas/instant.ts';
import { endOf, type AppointmentRecord } from '../../schemas/canvas/record.ts';

const minute = 60_000;

type Times = Pick<AppointmentRecord, 'start' | 'durationMinutes'>;

const withTimes = <T extends Times>(draft: T, start: number, end: number): T => ({
  ...draft,
  start,
  durationMinutes: (end - start) / minute,
});

/** Moves the start; the end stays, unless the instance keeps the duration or there is no end yet. */
const moveStart = <T extends Times>(draft: T, { proposal, stored, instance }: Attempt): T => {
  const start = proposal.start?.instant;
  if (start === undefined) return draft;
  const isEndKept = stored !== undefined && instance.settings.updateOfStart === 'keep-end';
  return isEndKept ? withTimes(draft, start, endOf(draft)) : { ...draft, start };
};

const moveEnd = <T extends Times>(draft: T, { proposal }: Attempt): T => {
  const end = proposal.end?.instant;
  return end === undefined ? draft : withTimes(draft, draft.start, end);
};

/** The times the appointment will have. */
const intendedTimes = (attempt: Attempt): Times => {
  const before: Times = attempt.stored ?? { start: 0, durationMinutes: 0 };
  return moveEnd(moveStart(before, attempt), attempt);
};

type Booking = Times & Pick<AppointmentRecord, 'practitioner'>;

/** Whether the attempt takes time of a provider that the stored record does not hold already. */
const isTakingTime = ({ interaction, proposal, stored }: Attempt, intended: Booking): boolean => {
  if (interaction === 'create' || stored === undefined) return true;
  // Neither comes back to life by an update.
  if (['cancelled', 'deleted'].includes(stored.status) || proposal.status === 'cancelled') return false;
  return (
    intended.start !== stored.start ||
    intended.durationMinutes !== stored.durationMinutes ||
    intended.practitioner !== stored.practitioner
  );
};

/** The practitioner the appointment will have. */
const intendedPractitioner = ({ proposal, stored, instance }: Attempt): string => {
  const sent = proposal.participant?.practitioner;
  return (sent === '' ? instance.canvasBot : sent) ?? stored?.practitioner ?? '';
};

const times = ['start', 'end'] as const;

export const bookingRefusals = {
  'booking/time-required': ({ interaction, proposal }) => {
    if (interaction !== 'create') return undefined;
    const where = times.find((member) => proposal[member] === undefined);
    return where === undefined ? undefined : reject('booking/time-required', { where });
  },
  'booking/times-are-instants': ({ proposal }) => {
    const where = times.find((member) => proposal[member] !== undefined && proposal[member].instant === undefined);
    return where && reject('booking/times-are-instants', { where, value: proposal[where]?.text ?? '' });
  },
  'booking/end-is-after-start': (attempt) => {
    const { start, end } = attempt.proposal;
    const isProposed = start !== undefined || end !== undefined;
    return isProposed && intendedTimes(attempt).durationMinutes <= 0
      ? reject('booking/end-is-after-start', {})
      : undefined;
  },
  'booking/double-booking-refused': (attempt) => {
    const { instance } = attempt;
    if (instance.settings.doubleBooking === 'allow') return undefined;
    const { start, durationMinutes } = intendedTimes(attempt);
    const practitioner = intendedPractitioner(attempt);
    const intended: Booking = { start, durationMinutes, practitioner };
    return isTakingTime(attempt, intended) && instance.isBooked(practitioner, start, endOf(intended), attempt.id)
      ? reject('booking/double-booking-refused', {})
      : undefined;
  },
} satisfies Partial<Refusals>;

export const bookingEffects = {
  'booking/start': moveStart,
  'booking/end': moveEnd,
} satisfies Partial<Effects>;

export const bookingElements = {
  'booking/shown-in-utc': (view, record) => ({
    ...view,
    start: formatInstant(record.start),
    end: formatInstant(endOf(record)),
  }),
} satisfies Partial<Elements>;
