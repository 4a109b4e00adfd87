// The /__admin surface: health, reset, settings, clock, worlds, journal, faults, and the records behind the FHIR face.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Worlds } from '../worlds/worlds.ts';
import { registerAppointments } from './appointments.ts';
import { registerClock } from './clock.ts';
import { registerEvents } from './events.ts';
import { registerMischief } from './faults.ts';
import { guardAdmin, guardFromPages } from './guard.ts';
import { registerPage } from './page/page.ts';
import { registerRecords } from './records.ts';
import { registerRequests, type Explainer } from './requests.ts';
import { registerSchedule } from './schedule.ts';
import { registerSettings } from './settings.ts';
import { registerWorldFiles } from './world-file.ts';
import { registerWorlds } from './worlds.ts';

export interface AdminOptions extends Explainer {
  readonly worlds: Worlds;
  /** Without it everyone who reaches the mock may use the admin surface. */
  readonly token?: string;
  /** Whether a request comes from no page, or from one that may use the admin surface on loopback. */
  readonly isOwnPage: (request: FastifyRequest) => boolean;
  /** Refuses every write of records. */
  readonly readOnly: boolean;
  /** Resolves when everything that has happened is on the disk. */
  readonly flushed: () => Promise<void>;
}

/** Registers the admin routes. They speak plain JSON. */
export const registerAdmin = (app: FastifyInstance, options: AdminOptions): void => {
  const { worlds, token, isOwnPage } = options;
  if (token === undefined) guardFromPages(app, isOwnPage);
  else guardAdmin(app, token);
  app.get('/__admin/health', () => ({ status: 'ok', edition: worlds.default.contract.edition }));
  app.post('/__admin/reset', ({ world }, reply) => {
    world.reset();
    return reply.code(204).send();
  });
  registerPage(app);
  registerSchedule(app, options.readOnly);
  registerAppointments(app);
  registerSettings(app);
  registerClock(app);
  registerWorldFiles(app, worlds, options.readOnly);
  registerWorlds(app, worlds);
  registerEvents(app, options.journal);
  registerRequests(app, options);
  registerMischief(app);
  registerRecords(app, options.readOnly, options.flushed);
};
