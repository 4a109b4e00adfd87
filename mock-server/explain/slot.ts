// What to do about a search for slots without a schedule or with a span that cannot be.
import { dayLength, parseDay } from '../../schemas/canvas/instant.ts';
import type { World } from '../worlds/world.ts';
import { dayText, meantDay } from './machinery/calendar-text.ts';
import { inQuery, parameterFix, recognizedFix, valueOf } from './machinery/parameter.ts';
import type { Context, Repairs } from './machinery/repair.ts';
import type { ClientRequest } from './machinery/client-request.ts';

/** A schedule of this world, as the search for slots takes it. */
const someSchedule = ({ store }: World): string | undefined => {
  const locations = [...store().locations.values()].filter(({ active }) => active);
  for (const { id, scheduleable, active, locations: where } of store().practitioners.values()) {
    const location = locations.find((each) => where.includes(each.id));
    if (scheduleable && active && location !== undefined) return `Location.${location.number}-Staff.${id}`;
  }
  return undefined;
};

const startOf = (request: ClientRequest, { world }: Context): number =>
  parseDay(valueOf(inQuery(request), 'start')) ?? world.clock.now();

/** Minutes as people write them: `30min`, `1.5 h`, `PT30M`. */
const meantMinutes = (text: string): string | undefined => {
  const [, number, unit = 'm'] = /^(?:PT)?(\d+(?:\.\d+)?)\s*(m|min|mins|minutes|h|hours?)?$/i.exec(text.trim()) ?? [];
  const minutes = Number(number) * (unit.toLowerCase().startsWith('h') ? 60 : 1);
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? String(minutes) : undefined;
};

export const slotRepairs = {
  'slot/schedule-is-required': (request, { world }) => ({
    ...recognizedFix(
      request,
      'schedule',
      someSchedule(world),
      'Name the schedule whose slots are wanted; all by GET /Schedule',
    ),
    isExample: true,
  }),
  'slot/bad-day-is-refused': (request, { world, parameters: { name = 'start', value = '' } }) =>
    recognizedFix(request, name, meantDay(value, world.clock.now()), `${name} is a day, YYYY-MM-DD`),
  'slot/bad-duration-is-refused': (request, { parameters: { value = '' } }) =>
    recognizedFix(
      request,
      'duration',
      meantMinutes(value),
      'duration is a whole number of minutes from 1 to 1440; 20 where it is left out',
    ),
  'slot/end-before-start-is-refused': (request, context) => {
    const { query } = inQuery(request);
    const [start, end] = [valueOf(inQuery(request), 'start'), valueOf(inQuery(request), 'end')];
    const advice = 'end lies on start or after it';
    const moved = parameterFix(request, 'end', dayText(startOf(request, context) + 7 * dayLength), advice);
    if (start === '') return { ...moved, isExample: true };
    const swapped = query.map(([name, value]) =>
      name === 'start' ? ([name, end] as const) : name === 'end' ? ([name, start] as const) : ([name, value] as const),
    );
    return {
      request: { ...inQuery(request), query: swapped },
      where: 'query end',
      advice: `${advice}: exchange the two`,
    };
  },
  'slot/window-is-bounded': (request, context) => {
    const days = Number(context.parameters['days'] ?? 0);
    return parameterFix(
      request,
      'end',
      dayText(startOf(request, context) + days * dayLength),
      `Ask for at most ${days} days at once, and for the rest in further searches`,
    );
  },
} satisfies Repairs<'slot'>;
