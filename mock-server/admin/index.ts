// The /__admin surface: health, reset, settings, clock, and the records behind the FHIR face.
import type { FastifyInstance } from 'fastify';
import { registerClock } from './clock.ts';
import { registerRecords } from './records.ts';
import { registerSettings } from './settings.ts';
import type { Worlds } from '../worlds.ts';
import { registerWorlds } from './worlds.ts';

/** Registers the admin routes. They speak plain JSON and need no token. */
export const registerAdmin = (app: FastifyInstance, worlds: Worlds): void => {
  app.get('/__admin/health', () => ({ status: 'ok', edition: worlds.default.contract.edition }));
  app.post('/__admin/reset', ({ world }, reply) => {
    world.reset();
    return reply.code(204).send();
  });
  registerSettings(app);
  registerClock(app);
  registerRecords(app);
  registerWorlds(app, worlds);
};
