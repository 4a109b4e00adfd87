// GET, PUT and DELETE /__admin/clock: read the time, stop it, set it, move it, let it run again.
import type { FastifyInstance } from 'fastify';
import { movedBy, parseDuration } from '../domain/duration.ts';
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';
import { clockYears, isOnClock } from '../runtime/clock.ts';
import type { World } from '../worlds/world.ts';
import { badRequest, objectOf } from './json.ts';

/** The clock of a world as it is shown. */
export const clockShown = ({ clock }: World) => ({ now: formatInstant(clock.now()), frozen: clock.isFrozen() });

const members = ['now', 'advance', 'frozen'];
const usage =
  'The body must be {"now": "<instant>"} or {"advance": "<ISO duration>"}, and may have {"frozen": true or false}, ' +
  'for example {"now": "2024-06-01T00:00:00Z"} or {"advance": "P1DT2H"}';

interface Setting {
  readonly instant: number;
  readonly frozen: boolean;
}

interface Fault {
  readonly fault: string;
}

const instantOf = ({ now, advance }: Record<string, unknown>, { clock }: World): number | Fault => {
  if (now !== undefined && advance !== undefined) return { fault: 'now and advance exclude each other' };
  if (now !== undefined) {
    const instant = typeof now === 'string' ? parseInstant(now) : undefined;
    return (
      instant ?? { fault: `now: not a date and time (YYYY-MM-DDTHH:MM, then optional seconds and zone). ${usage}` }
    );
  }
  if (advance === undefined) return clock.now();
  const duration = typeof advance === 'string' ? parseDuration(advance) : undefined;
  if (duration === undefined)
    return { fault: `advance: not an ISO 8601 duration such as P1DT2H, PT30M or P1M. ${usage}` };
  return movedBy(clock.now(), duration);
};

/** To what the clock is to be set. Setting it stops it, moving it leaves it as it is, unless said otherwise. */
const settingOf = (body: Record<string, unknown> | undefined, world: World): Setting | Fault => {
  if (body === undefined || Object.keys(body).length === 0) return { fault: usage };
  const unknown = Object.keys(body).find((member) => !members.includes(member));
  if (unknown !== undefined) return { fault: `${unknown}: no such member. ${usage}` };
  const { now, frozen = now === undefined ? world.clock.isFrozen() : true } = body;
  if (typeof frozen !== 'boolean') return { fault: `frozen: true or false. ${usage}` };
  const instant = instantOf(body, world);
  if (typeof instant !== 'number') return instant;
  const member = body['advance'] === undefined ? 'now' : 'advance';
  return isOnClock(instant) ? { instant, frozen } : { fault: `${member}: the clock would leave ${clockYears}` };
};

export const registerClock = (app: FastifyInstance): void => {
  app.get('/clock', ({ world }) => clockShown(world));
  app.route({
    method: ['PUT', 'POST'],
    url: '/clock',
    handler: (request, reply) => {
      const { world } = request;
      const setting = settingOf(objectOf(request), world);
      if ('fault' in setting) return badRequest(reply, setting.fault);
      if (setting.frozen) world.clock.freeze(setting.instant);
      else world.clock.runFrom(setting.instant);
      return reply.send(clockShown(world));
    },
  });
  app.delete('/clock', ({ world }) => {
    world.clock.release();
    return clockShown(world);
  });
};
