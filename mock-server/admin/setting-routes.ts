// GET and PUT /__admin/settings: what a sandbox configures by hand; …/schema says what each may be.
import type { FastifyInstance } from 'fastify';
import { faultIn } from '../../schemas/validate.ts';
import { settingsSchema } from '../../schemas/canvas/settings-schema.ts';
import { badRequest, objectOf } from './json.ts';

export const registerSettings = (app: FastifyInstance): void => {
  app.get('/settings', ({ world }) => world.settings());
  app.get('/settings/schema', () => settingsSchema);
  app.put('/settings', (request, reply) => {
    const change = objectOf(request);
    if (change === undefined) return badRequest(reply, 'The body must be a JSON object of settings');
    const fault = faultIn(settingsSchema, change);
    if (fault !== undefined) return badRequest(reply, `${fault.where}: ${fault.problem}`);
    return reply.send(request.world.changeSettings(change));
  });
};
