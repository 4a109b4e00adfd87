// A world as one JSON file: GET and PUT /__admin/worlds/<name>/export and /import.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../../schemas/json.ts';
import { faultIn } from '../../schemas/validate.ts';
import { settingsSchema } from '../../schemas/canvas/settings-schema.ts';
import { parseInstant } from '../../schemas/canvas/instant.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';
import { type CollectionName, collectionNames, type Records } from '../../schemas/canvas/collections.ts';
import { clockOf, clockYears, isOnClock } from '../runtime/clock.ts';
import { collectionIn, type Store } from '../store/store.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { clockShown } from './clock-routes.ts';
import { badRequest, notWritable, objectOf } from './json.ts';
import { recordsFrom } from './records-import.ts';

const format = 'canvas-harness world';

const recordsOf = (store: Store): Records =>
  Object.fromEntries(
    collectionNames.map((name) => [name, [...collectionIn(store, name).values()]]),
  ) as unknown as Records;

/** Records, settings and clock of a world. Its snapshots, faults and tokens stay behind. */
const exported = (world: World) => ({
  format,
  version: 1,
  world: world.name,
  clock: { ...clockShown(world), offset: world.clock.state().offset },
  settings: world.settings(),
  records: recordsOf(world.store()),
});

type ClockState = ReturnType<World['clock']['state']>;

interface Parts {
  readonly records: Records;
  readonly settings: Partial<Settings>;
  readonly clock: ClockState;
}

interface Fault {
  readonly fault: string;
}

/** A clock stands still, follows the system's, or runs so many milliseconds away from it. */
const clockIn = (clock: unknown): ClockState | Fault => {
  if (!isObject(clock)) return { fault: 'clock: has to be an object' };
  const { now, frozen = false, offset = 0 } = clock;
  if (typeof frozen !== 'boolean') return { fault: 'clock.frozen: has to be true or false' };
  if (typeof offset !== 'number' || !Number.isInteger(offset))
    return { fault: 'clock.offset: has to be a whole number of milliseconds' };
  if (!frozen)
    return isOnClock(clockOf().now() + offset)
      ? { offset }
      : { fault: `clock.offset: the clock would leave ${clockYears}` };
  const instant = typeof now === 'string' ? parseInstant(now) : undefined;
  if (instant === undefined)
    return { fault: 'clock.now: not a date and time (YYYY-MM-DDTHH:MM, then optional seconds and zone)' };
  return isOnClock(instant)
    ? { frozenAt: instant, offset: 0 }
    : { fault: `clock.now: the clock would leave ${clockYears}` };
};

/** What a file holds: an exported world, or the records alone. */
const partsOf = (body: Readonly<Record<string, unknown>>, base: Records): Parts | Fault => {
  const isWorld = body['format'] !== undefined;
  if (isWorld && (body['format'] !== format || body['version'] !== 1))
    return { fault: `format: must be '${format}' of version 1` };
  const { settings = {} } = body;
  const fault = isWorld ? faultIn(settingsSchema, settings) : undefined;
  if (fault !== undefined) return { fault: `settings.${fault.where}: ${fault.problem}` };
  const records = recordsFrom(isWorld ? body['records'] : body, base, isWorld);
  if ('fault' in records) return records;
  const clock = clockIn((isWorld ? body['clock'] : undefined) ?? {});
  if ('fault' in clock) return clock;
  return { records, settings: isWorld ? (settings as Partial<Settings>) : {}, clock };
};

const putAll = (world: World, records: Records): void => {
  const store = world.store();
  for (const name of collectionNames as readonly CollectionName[]) {
    const collection = collectionIn(store, name);
    for (const { id } of [...collection.values()]) collection.remove(id);
    for (const record of records[name]) collection.put(record);
  }
};

/** Lets a world be what a file says and nothing else. Nobody is told of events: nothing happened to these appointments. */
const replaceWorld = (world: World, { records, settings, clock }: Parts): void => {
  world.reset();
  world.webhooks.runSilently(() => putAll(world, records));
  world.changeSettings(settings);
  world.clock.restore(clock);
};

const importInto = (request: FastifyRequest, reply: FastifyReply, worlds: Worlds): FastifyReply => {
  const { name } = request.params as { readonly name: string };
  const body = objectOf(request);
  if (body === undefined) return badRequest(reply, 'The body must be an exported world, or an object of records');
  const parts = partsOf(body, recordsOf(worlds.default.store()));
  if ('fault' in parts) return badRequest(reply, parts.fault);
  const world = worlds.open(name);
  if ('fault' in world) return badRequest(reply, `name: ${world.fault}`);
  replaceWorld(world, parts);
  const counts = Object.fromEntries(collectionNames.map((one) => [one, parts.records[one].length]));
  return reply.send({ world: world.name, ...counts });
};

/** Bytes an imported world may have. */
const largest = 134_217_728;

/** Registers export and import. */
export const registerWorldFiles = (app: FastifyInstance, worlds: Worlds, readOnly: boolean): void => {
  app.get<{ Params: { name: string } }>('/worlds/:name/export', ({ params: { name } }, reply) => {
    const world = worlds.get(name);
    if (world === undefined) return reply.code(404).send({ error: `There is no world '${name}'` });
    const disposition = `attachment; filename="${name}.world.json"`;
    return reply.header('content-disposition', disposition).send(exported(world));
  });
  app.route({
    method: ['PUT', 'POST'],
    url: '/worlds/:name/import',
    bodyLimit: largest,
    handler: (request, reply) => (readOnly ? notWritable(reply) : importInto(request, reply, worlds)),
  });
};
