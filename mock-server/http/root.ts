// The root of the server: a browser is led to the page, a client is told what this is and where to go on.
import type { FastifyInstance } from 'fastify';

const page = '/__admin/';

const about = {
  name: 'canvas-harness mock',
  description: "A mock of Canvas Medical's FHIR Appointment API",
  capabilities: '/metadata',
  page,
} as const;

/** Registers GET /. */
export const registerRoot = (app: FastifyInstance): void => {
  app.get('/', ({ headers }, reply) =>
    /\btext\/html\b/.test(headers.accept ?? '')
      ? reply.redirect(page, 302)
      : reply.type('application/json').send(about),
  );
};
