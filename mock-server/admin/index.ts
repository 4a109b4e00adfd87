// The /__admin surface: health, reset, settings, clock, and the records behind the FHIR face.
import type { FastifyInstance } from 'fastify';
import { registerClock } from './clock.ts';
import { registerRecords } from './records.ts';
import { registerSettings } from './settings.ts';
import type { World } from '../world.ts';

/** Registers the admin routes. They speak plain JSON and need no token. */
export const registerAdmin = (app: FastifyInstance, world: World): void => {
  app.get('/__admin/health', () => ({ status: 'ok', edition: world.contract.edition }));
  app.post('/__admin/reset', (_request, reply) => {
    world.reset();
    return reply.code(204).send();
  });
  registerSettings(app, world);
  registerClock(app, world);
  registerRecords(app, world);
};
