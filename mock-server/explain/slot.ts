// What to do about a search for slots without a schedule or with a span that cannot be.
import { dayLength, parseDay } from '../../schemas/canvas/instant.ts';
import type { World } from '../worlds/world.ts';
import { dayText, inQuery, likelyDay, parameterFix, valueOf } from './machinery/parameter.ts';
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

export const slotRepairs = {
  'slot/schedule-is-required': (request, { world }) =>
    parameterFix(
      request,
      'schedule',
      someSchedule(world),
      'Name the schedule whose slots are wanted; all by GET /Schedule',
    ),
  'slot/bad-day-is-refused': (request, { world, parameters: { name = 'start', value = '' } }) =>
    parameterFix(request, name, likelyDay(value, world), `${name} is a day, YYYY-MM-DD`),
  'slot/bad-duration-is-refused': (request) =>
    parameterFix(request, 'duration', '20', 'duration is a whole number of minutes from 1 to 1440'),
  'slot/end-before-start-is-refused': (request, context) =>
    parameterFix(request, 'end', dayText(startOf(request, context) + 7 * dayLength), 'end lies on start or after it'),
  'slot/window-is-bounded': (request, context) => {
    const days = Number(context.parameters['days'] ?? 0);
    return parameterFix(
      request,
      'end',
      dayText(startOf(request, context) + days * dayLength),
      `Ask for at most ${days} days at once`,
    );
  },
} satisfies Repairs<'slot'>;
