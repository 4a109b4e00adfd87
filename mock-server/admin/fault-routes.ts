// /__admin/faults and /__admin/holds: what is to go wrong in a world, and where its requests wait.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { faultIn } from '../../schemas/validate.ts';
import { faultSchema, type FaultSpec } from '../faults/fault.ts';
import { holdSchema, type HoldSpec } from '../faults/breakpoints.ts';
import { faultOfMatch } from '../faults/request-match.ts';
import { maxPerWorld, registerFaultList } from './fault-list.ts';
import { badRequest, objectOf } from './json.ts';

/** How long a request for an arrival waits at most, in milliseconds. */
const maxArrivalWait = 30_000;

const faultOf = (value: unknown, schema: typeof faultSchema | typeof holdSchema): string | undefined => {
  const fault = faultIn(schema, value);
  if (fault !== undefined) return `${fault.where}: ${fault.problem}`;
  const { least = 0, most: longest = Infinity, ...match } = value as Partial<FaultSpec>;
  return least > longest ? 'least: is larger than most' : faultOfMatch(match);
};

const notFound = (reply: FastifyReply, kind: string, id: string): FastifyReply =>
  reply.code(404).send({ error: `There is no ${kind} '${id}'` });

const registerHoldRoutes = (app: FastifyInstance): void => {
  app.get('/holds', ({ world }) => ({ holds: world.breakpoints.list() }));
  app.post('/holds', (request, reply) => {
    const spec = objectOf(request);
    const fault = faultOf(spec, holdSchema);
    if (fault !== undefined) return badRequest(reply, fault);
    const { breakpoints } = request.world;
    if (breakpoints.list().length >= maxPerWorld)
      return badRequest(reply, `There are ${maxPerWorld} holds already; release some first`);
    return reply.code(201).send(breakpoints.add(spec as unknown as HoldSpec));
  });
  interface One {
    Params: { id: string };
  }
  app.get<One>('/holds/:id', ({ world, params: { id } }, reply) =>
    reply
      .code(world.breakpoints.get(id) ? 200 : 404)
      .send(world.breakpoints.get(id) ?? { error: `There is no hold '${id}'` }),
  );
  app.get<One>('/holds/:id/arrival', async ({ world, params: { id } }, reply) => {
    await world.breakpoints.arrival(id, maxArrivalWait);
    const hold = world.breakpoints.get(id);
    return hold === undefined ? notFound(reply, 'hold', id) : reply.send(hold);
  });
  const release = (
    { world, params }: { world: { breakpoints: { release: (id: string) => boolean } }; params: unknown },
    reply: FastifyReply,
  ): FastifyReply => {
    const { id } = params as { id: string };
    return world.breakpoints.release(id) ? reply.code(204).send() : notFound(reply, 'hold', id);
  };
  app.post('/holds/:id/release', release);
  app.delete('/holds/:id', release);
  app.delete('/holds', ({ world }, reply) => {
    world.breakpoints.releaseAll();
    return reply.code(204).send();
  });
};

/** Registers both. */
export const registerFaults = (app: FastifyInstance): void => {
  registerFaultList<FaultSpec>(app, {
    path: '/faults',
    schema: faultSchema,
    faultsOf: ({ faults }) => faults,
    faultOf: (value) => faultOf(value, faultSchema),
    notFound: (reply, id) => notFound(reply, 'fault', id),
  });
  registerHoldRoutes(app);
};
