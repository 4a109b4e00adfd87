// What the framework serves beside the resources, to everybody: its description of itself, and the pages that show it.
import type { FastifyInstance } from 'fastify';
import type { Contract } from '../../schemas/contract.ts';

const description = '/openapi.json';

/** The paths, each for GET and HEAD. */
export const frameworkPages: readonly string[] = [description, '/docs', '/docs/oauth2-redirect', '/redoc'];

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Canvas FHIR Appointment API (mock)</title></head>
<body>
<p>A live server shows its API here. This mock has its description in <a href="${description}">${description}</a>,
and each rule of the contract in <a href="/__admin/rules">/__admin/rules</a>.</p>
</body>
</html>
`;

/** Registers the pages. */
export const registerFrameworkPages = (app: FastifyInstance, contract: Contract): void => {
  for (const url of frameworkPages.filter((path) => path !== description))
    app.route({ method: ['GET', 'HEAD'], url, handler: (_request, reply) => reply.type('text/html').send(page) });
  app.route({
    method: ['GET', 'HEAD'],
    url: description,
    handler: async (_request, reply) => {
      const { openApiOf } = await import('../contract-formats/openapi.ts');
      return reply.type('application/json').send(JSON.stringify(openApiOf(contract, '(its mock)')));
    },
  });
};
