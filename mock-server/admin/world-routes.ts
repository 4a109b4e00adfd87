// /__admin/worlds: isolated instances in one process, and moments of them to come back to.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { faultIn } from '../../schemas/validate.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';
import { settingsSchema } from '../../schemas/canvas/settings-schema.ts';
import type { World } from '../worlds/world.ts';
import { defaultWorld, faultOfName, type Worlds } from '../worlds/worlds.ts';
import { clockShown } from './clock-routes.ts';
import { badRequest, objectOf } from './json.ts';
import { worldsOfPeer } from './peers.ts';
import { answerReset } from './reset.ts';

interface WorldsOptions {
  readonly worlds: Worlds;
  /** Addresses of other mocks, whose worlds are listed where somebody asks for all. */
  readonly peers: readonly string[];
  /** What the admin surface of each of them asks for. */
  readonly token: string | undefined;
}

/** Snapshots a world may have; each keeps what it changed. */
const maxSnapshots = 100;

const toView = (world: World) => ({
  name: world.name,
  appointments: world.store().appointments.size,
  clock: clockShown(world),
  settings: world.settings(),
  snapshots: world.snapshots.names(),
});

const notFound = (reply: FastifyReply, error: string): FastifyReply => reply.code(404).send({ error });

const create = (request: FastifyRequest, reply: FastifyReply, worlds: Worlds): FastifyReply => {
  const { name, settings = {}, ...others } = objectOf(request) ?? {};
  if (typeof name !== 'string' || Object.keys(others).length > 0)
    return badRequest(reply, 'The body must be {"name": "<name>"}, and may have "settings"');
  const fault = faultIn(settingsSchema, settings);
  if (fault !== undefined) return badRequest(reply, `settings: ${fault.where}: ${fault.problem}`);
  if (worlds.get(name) !== undefined) return reply.code(409).send({ error: `There is a world '${name}' already` });
  const world = worlds.open(name, settings as Partial<Settings>);
  return 'fault' in world ? badRequest(reply, `name: ${world.fault}`) : reply.code(201).send(toView(world));
};

type WorldRequest = FastifyRequest<{ Params: { name: string; snapshot?: string } }>;

const registerSnapshots = (app: FastifyInstance, worlds: Worlds): void => {
  const path = '/worlds/:name/snapshots';
  const on = (act: (world: World, snapshot: string, reply: FastifyReply) => FastifyReply) => {
    return ({ params: { name, snapshot = '' } }: WorldRequest, reply: FastifyReply): FastifyReply => {
      const world = worlds.get(name);
      if (world === undefined) return notFound(reply, `There is no world '${name}'`);
      const fault = faultOfName(snapshot);
      return fault === undefined ? act(world, snapshot, reply) : badRequest(reply, `snapshot: ${fault}`);
    };
  };
  const absent = (reply: FastifyReply, { name, snapshots }: World, snapshot: string): FastifyReply =>
    notFound(reply, `World '${name}' has no snapshot '${snapshot}'; it has: ${snapshots.names().join(', ') || 'none'}`);
  const save = on((world, snapshot, reply) => {
    const names = world.snapshots.names();
    if (!names.includes(snapshot) && names.length >= maxSnapshots)
      return reply.code(409).send({ error: `There are ${maxSnapshots} snapshots already; delete one first` });
    world.snapshots.save(snapshot);
    return reply.code(201).send({ world: world.name, snapshot });
  });
  const restore = on((world, snapshot, reply) =>
    world.snapshots.restore(snapshot) ? reply.send(toView(world)) : absent(reply, world, snapshot),
  );
  const drop = on((world, snapshot, reply) =>
    world.snapshots.drop(snapshot) ? reply.code(204).send() : absent(reply, world, snapshot),
  );
  app.get<{ Params: { name: string } }>(path, ({ params: { name } }, reply) => {
    const world = worlds.get(name);
    return world === undefined ? notFound(reply, `There is no world '${name}'`) : reply.send(world.snapshots.names());
  });
  app.route({ method: ['PUT', 'POST'], url: `${path}/:snapshot`, handler: save as never });
  app.post(`${path}/:snapshot/restore`, restore as never);
  app.delete(`${path}/:snapshot`, drop as never);
};

/** Registers the worlds. A world also comes into being when a request first names it. */
export const registerWorlds = (app: FastifyInstance, { worlds, peers, token }: WorldsOptions): void => {
  app.get<{ Querystring: { all?: string } }>('/worlds', async ({ query }) => {
    const own = { worlds: [...worlds.all()].map(({ name }) => name) };
    if (query.all !== 'true') return own;
    return { ...own, peers: await Promise.all(peers.map(async (url) => worldsOfPeer(url, token))) };
  });
  app.post('/worlds', (request, reply) => create(request, reply, worlds));
  app.get<{ Params: { name: string } }>('/worlds/:name', ({ params: { name } }, reply) => {
    const world = worlds.get(name);
    return world === undefined ? notFound(reply, `There is no world '${name}'`) : reply.send(toView(world));
  });
  app.delete<{ Params: { name: string } }>('/worlds/:name', ({ params: { name } }, reply) => {
    if (name === defaultWorld) return badRequest(reply, 'The default world stays; reset it instead');
    return worlds.drop(name) ? reply.code(204).send() : notFound(reply, `There is no world '${name}'`);
  });
  app.post<{ Params: { name: string } }>('/worlds/:name/reset', (request, reply) => {
    const { name } = request.params;
    const world = worlds.get(name);
    return world === undefined ? notFound(reply, `There is no world '${name}'`) : answerReset(request, reply, world);
  });
  registerSnapshots(app, worlds);
};
