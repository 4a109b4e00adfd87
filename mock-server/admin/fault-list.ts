// The routes of a list of faults, of requests or of deliveries: what they take, list and remove.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { World } from '../worlds/world.ts';
import type { Frequency, StandingFaults } from '../faults/standing.ts';
import { badRequest, listOf, objectOf } from './json.ts';

/** Faults that a world may have of one kind, and whatever else a tester sets there. */
export const maxPerWorld = 100;

/** A list of faults in a world. */
interface FaultList<Spec extends Frequency> {
  /** The path of the list, such as `/faults`. */
  readonly path: string;
  readonly schema: object;
  readonly faultsOf: (world: World) => Omit<StandingFaults<Spec>, 'all'>;
  /** What is wrong with a fault that was sent, in words; or undefined. */
  readonly faultOf: (value: unknown) => string | undefined;
  readonly notFound: (reply: FastifyReply, id: string, world: World) => FastifyReply;
}

/** Registers a list of faults below `/__admin`. */
export const registerFaultList = <Spec extends Frequency>(
  app: FastifyInstance,
  { path, schema, faultsOf, faultOf, notFound }: FaultList<Spec>,
): void => {
  app.get(path, ({ world }) => ({ faults: faultsOf(world).list() }));
  app.get(`${path}/schema`, () => schema);
  app.post(path, (request, reply) => {
    const spec = objectOf(request);
    const fault = faultOf(spec);
    if (fault !== undefined) return badRequest(reply, fault);
    const faults = faultsOf(request.world);
    if (faults.list().length >= maxPerWorld)
      return badRequest(reply, `There are ${maxPerWorld} faults already; delete some first`);
    return reply.code(201).send(faults.add(spec as unknown as Spec));
  });
  app.put(path, (request, reply) => {
    const specs = listOf(request);
    if (specs === undefined || specs.length > maxPerWorld)
      return badRequest(reply, `The body must be a JSON list of at most ${maxPerWorld} faults`);
    const position = specs.findIndex((spec) => faultOf(spec) !== undefined);
    if (position >= 0) return badRequest(reply, `[${position}]: ${faultOf(specs[position]) ?? ''}`);
    const faults = faultsOf(request.world);
    faults.clear();
    for (const spec of specs) faults.add(spec as Spec);
    return reply.send({ faults: faults.list() });
  });
  app.delete(path, ({ world }, reply) => {
    faultsOf(world).clear();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>(`${path}/:id`, ({ world, params: { id } }, reply) =>
    faultsOf(world).remove(id) ? reply.code(204).send() : notFound(reply, id, world),
  );
};
