// start, end and double booking.
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Elements, Refusals } from './behaviour.ts';
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';
import { endOf, type AppointmentRecord } from '../../schemas/canvas/record.ts';
import { firstIdOf } from './reference.ts';

const minute = 60_000;

const instantSent = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseInstant(text);

type Times = Pick<AppointmentRecord, 'start' | 'durationMinutes'>;

const withTimes = <T extends Times>(draft: T, start: number, end: number): T => ({
  ...draft,
  start,
  durationMinutes: (end - start) / minute,
});

/** Moves the start; the end stays, unless the instance keeps the duration or there is no end yet. */
const moveStart = <T extends Times>(draft: T, { body, stored, instance }: Attempt): T => {
  const start = instantSent(body.start);
  if (start === undefined) return draft;
  const keepsEnd = stored !== undefined && instance.settings.updateOfStart === 'keep-end';
  return keepsEnd ? withTimes(draft, start, endOf(draft)) : { ...draft, start };
};

const moveEnd = <T extends Times>(draft: T, { body }: Attempt): T => {
  const end = instantSent(body.end);
  return end === undefined ? draft : withTimes(draft, draft.start, end);
};

/** The times the appointment will have. */
const timesWanted = (attempt: Attempt): Times => {
  const held: Times = attempt.stored ?? { start: 0, durationMinutes: 0 };
  return moveEnd(moveStart(held, attempt), attempt);
};

type Wanted = Times & Pick<AppointmentRecord, 'practitioner'>;

/** Whether the attempt takes time of a provider that the stored record does not hold already. */
const takesTime = ({ interaction, body, stored }: Attempt, wanted: Wanted): boolean => {
  if (interaction === 'create' || stored === undefined) return true;
  if (stored.status === 'cancelled' || body.status === 'cancelled') return false;
  return (
    (stored.status === 'deleted' && body.status !== undefined) ||
    wanted.start !== stored.start ||
    wanted.durationMinutes !== stored.durationMinutes ||
    wanted.practitioner !== stored.practitioner
  );
};

const practitionerWanted = ({ body, stored, instance }: Attempt): string => {
  const sent = firstIdOf(
    'Practitioner',
    (body.participant ?? []).map(({ actor }) => actor?.reference),
  );
  return (sent === '' ? instance.canvasBot : sent) ?? stored?.practitioner ?? '';
};

const firstBadTime = ({ body }: Attempt): { where: 'start' | 'end'; value: string } | undefined => {
  for (const where of ['start', 'end'] as const) {
    const value = body[where];
    if (value !== undefined && parseInstant(value) === undefined) return { where, value };
  }
  return undefined;
};

export const bookingRefusals = {
  'booking/time-required': ({ interaction, body }) => {
    if (interaction !== 'create') return undefined;
    const where = (['start', 'end'] as const).find((member) => body[member] === undefined);
    return where === undefined ? undefined : reject('booking/time-required', { where });
  },
  'booking/times-are-instants': (attempt) => {
    const bad = firstBadTime(attempt);
    return bad === undefined ? undefined : reject('booking/times-are-instants', bad);
  },
  'booking/end-is-after-start': (attempt) => {
    const { body } = attempt;
    const isProposed = body.start !== undefined || body.end !== undefined;
    return isProposed && timesWanted(attempt).durationMinutes <= 0
      ? reject('booking/end-is-after-start', {})
      : undefined;
  },
  'booking/double-booking-refused': (attempt) => {
    const { instance } = attempt;
    if (instance.settings.doubleBooking === 'allow') return undefined;
    const { start, durationMinutes } = timesWanted(attempt);
    const wanted: Wanted = { start, durationMinutes, practitioner: practitionerWanted(attempt) };
    return takesTime(attempt, wanted) && instance.isBooked(wanted.practitioner, wanted.start, endOf(wanted), attempt.id)
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
