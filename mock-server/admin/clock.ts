// GET, PUT and DELETE /__admin/clock: read the time, stop it, let it run again.
import type { FastifyInstance } from 'fastify';
import { formatInstant, parseInstant } from '../domain/instant.ts';
import type { World } from '../world.ts';
import { badRequest, objectOf } from './json.ts';

const state = ({ clock }: World) => ({ now: formatInstant(clock.now()), frozen: clock.isFrozen() });

export const registerClock = (app: FastifyInstance, world: World): void => {
  app.get('/__admin/clock', () => state(world));
  app.put('/__admin/clock', (request, reply) => {
    const now = objectOf(request)?.['now'];
    const instant = typeof now === 'string' ? parseInstant(now) : undefined;
    if (instant === undefined)
      return badRequest(reply, 'The body must be {"now": "<instant>"}, for example {"now": "2024-06-01T00:00:00Z"}');
    world.clock.freeze(instant);
    return reply.send(state(world));
  });
  app.delete('/__admin/clock', () => {
    world.clock.release();
    return state(world);
  });
};
