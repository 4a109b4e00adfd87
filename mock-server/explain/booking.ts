// What to do about a start or end that is missing, malformed or taken.
import { endOf } from '../../schemas/canvas/record.ts';
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';
import { firstIdOf, targetsOf } from '../domain/reference.ts';
import { ruleOf } from '../../schemas/rules/index.ts';
import type { Doubt, Hint } from './machinery/ignored.ts';
import { freeTime, tomorrowAtNine } from './machinery/example.ts';
import { meantInstant } from './machinery/calendar-text.ts';
import { listIn, noFix, referenceOf, storedFor, type Context, type Fix, type Repairs } from './machinery/repair.ts';
import { bodyOf, withMembers, type ClientRequest } from './machinery/client-request.ts';

const minute = 60_000;

const sentInstant = (request: ClientRequest, name: string): number | undefined => {
  const text = bodyOf(request)?.[name];
  return typeof text === 'string' ? parseInstant(text) : undefined;
};

/** A time for `start` or `end` that goes with the other one. */
const fittingTime = (request: ClientRequest, name: string, { world }: Context): number => {
  const other = sentInstant(request, name === 'start' ? 'end' : 'start');
  if (other === undefined) return tomorrowAtNine(world) + (name === 'start' ? 0 : 30 * minute);
  return name === 'start' ? other - 30 * minute : other + 30 * minute;
};

const timeFix = (request: ClientRequest, name: string, instant: number, advice: string): Fix => ({
  request: withMembers(request, { [name]: formatInstant(instant) }),
  where: `$.${name}`,
  advice,
});

/** Who is wanted, from when, for how long: of an update what it leaves out is what is stored. */
const wantedTime = (request: ClientRequest, context: Context) => {
  const stored = storedFor(request, context);
  const start = sentInstant(request, 'start') ?? stored?.start ?? tomorrowAtNine(context.world);
  const end = sentInstant(request, 'end') ?? (stored === undefined ? start + 30 * minute : endOf(stored));
  const named = firstIdOf('Practitioner', targetsOf(listIn(request, 'participant').map(referenceOf)));
  const practitioner = named === '' ? context.world.instance.canvasBot : (named ?? stored?.practitioner ?? '');
  return { start, length: Math.max(end - start, minute), practitioner, id: stored?.id ?? '' };
};

/** Longer visits are rare: a start and an end further apart the wrong way round are not two that were exchanged. */
const longestExchange = 8 * 60 * minute;

/** The two are exchanged, or the length that is stored counts on from the start, or half an hour as an example. */
const endAfterStart = (request: ClientRequest, context: Context): Fix => {
  const stored = storedFor(request, context);
  const [start, end] = [sentInstant(request, 'start'), sentInstant(request, 'end')];
  const advice = 'The end has to lie after the start';
  if (start !== undefined && end !== undefined && end < start && start - end <= longestExchange)
    return {
      request: withMembers(request, { start: formatInstant(end), end: formatInstant(start) }),
      where: '$.end',
      advice: `${advice}: exchange the two`,
    };
  const length = (stored?.durationMinutes ?? 0) * minute;
  const from = start ?? stored?.start ?? tomorrowAtNine(context.world);
  return length > 0
    ? timeFix(request, 'end', from + length, `${advice}; the appointment lasts ${length / minute} minutes as stored`)
    : { ...timeFix(request, 'end', from + 30 * minute, advice), isExample: true };
};

export const bookingRepairs = {
  'booking/time-required': (request, context) => {
    const { where = 'start' } = context.parameters;
    const advice = `A new appointment needs ${where}, for example as 2031-03-04T15:00:00Z`;
    return { ...timeFix(request, where, fittingTime(request, where, context), advice), isExample: true };
  },
  'booking/times-are-instants': (request, context) => {
    const { where = 'start', value = '' } = context.parameters;
    const advice = 'Times are written YYYY-MM-DDTHH:MM:SS with Z or an offset, for example 2031-03-04T15:00:00Z';
    const instant = meantInstant(value);
    return instant === undefined ? noFix(`$.${where}`, advice) : timeFix(request, where, instant, advice);
  },
  'booking/end-is-after-start': endAfterStart,
  'booking/double-booking-refused': (request, context) => {
    const { start, length, practitioner, id } = wantedTime(request, context);
    const free = freeTime(context.world, practitioner, start, length, id);
    return {
      request: withMembers(request, { start: formatInstant(free), end: formatInstant(free + length) }),
      where: '$.start',
      advice: `The practitioner is booked at that time; the next time that is free is ${formatInstant(free)}`,
      isExample: true,
    };
  },
} satisfies Repairs<'booking'>;

/** What to say of a time that is taken as it is, and perhaps not as it was meant. */
export const bookingDoubts: Doubt = (body, { world }) => {
  const zoneless = (['start', 'end'] as const).flatMap((name) => {
    const sent = body[name];
    const instant = typeof sent === 'string' && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(sent) ? parseInstant(sent) : undefined;
    const why = 'No zone was sent: the time is read as UTC';
    return instant === undefined ? [] : [{ where: `$.${name}`, sent, shown: formatInstant(instant), why }];
  });
  const [start, end] = [body['start'], body['end']].map((sent) => parseInstant(typeof sent === 'string' ? sent : ''));
  const isBackwards = start !== undefined && end !== undefined && end <= start;
  const why = `The end is not after the start. The edition of ${world.contract.edition} takes it; that of ${ruleOf('booking/end-is-after-start').since} refuses it`;
  return [...zoneless, ...(isBackwards ? [{ where: '$.end', sent: body['end'], why }] : [])];
};

/** What to say of a member that says again how long an appointment is. */
export const bookingHint: Hint = ({ path }) =>
  path === 'minutesDuration' ? 'The duration is that from start to end: this member is not kept' : undefined;
