// What to do about a start or end that is missing, malformed or taken.
import { endOf } from '../../schemas/canvas/record.ts';
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';
import { firstIdOf, targetsOf } from '../domain/reference.ts';
import { freeTime, tomorrowAtNine } from './machinery/example.ts';
import { listIn, referenceOf, storedFor, type Context, type Fix, type Repairs } from './machinery/repair.ts';
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

/** What people write for an instant: a blank for the T, a day alone, no leading zeros, an offset without colon. */
const likelyInstant = (text: string): number | undefined => {
  const [, year, month = '', day = '', hour = '9', minutes = '00', seconds = '00', zone = ''] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
      text.trim(),
    ) ?? [];
  if (year === undefined) return undefined;
  const two = (part: string): string => part.padStart(2, '0');
  const offset = zone.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return parseInstant(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minutes}:${seconds}${offset}`);
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

export const bookingRepairs = {
  'booking/time-required': (request, context) => {
    const { where = 'start' } = context.parameters;
    const advice = `A new appointment needs ${where}, for example as 2031-03-04T15:00:00Z`;
    return timeFix(request, where, fittingTime(request, where, context), advice);
  },
  'booking/times-are-instants': (request, context) => {
    const { where = 'start', value = '' } = context.parameters;
    const advice = 'Times are written YYYY-MM-DDTHH:MM:SS with Z or an offset, for example 2031-03-04T15:00:00Z';
    return timeFix(request, where, likelyInstant(value) ?? fittingTime(request, where, context), advice);
  },
  'booking/end-is-after-start': (request, context) => {
    const start = bodyOf(request)?.['start'];
    const from = typeof start === 'string' ? parseInstant(start) : storedFor(request, context)?.start;
    const advice = 'The end has to lie after the start';
    return { request: withMembers(request, { end: formatInstant((from ?? 0) + 30 * minute) }), where: '$.end', advice };
  },
  'booking/double-booking-refused': (request, context) => {
    const { start, length, practitioner, id } = wantedTime(request, context);
    const free = freeTime(context.world, practitioner, start, length, id);
    return {
      request: withMembers(request, { start: formatInstant(free), end: formatInstant(free + length) }),
      where: '$.start',
      advice: `The practitioner is booked at that time; the next time that is free is ${formatInstant(free)}`,
    };
  },
} satisfies Repairs<'booking'>;
