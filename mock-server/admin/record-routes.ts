// json-server's REST API over the Canvas-side records, at /__admin/records/<collection>.
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AnyRecord, type CollectionName, collectionNames } from '../../schemas/canvas/collections.ts';
import type { Persistence } from '../worlds/persisted-world.ts';
import type { World } from '../worlds/world.ts';
import { collectionIn } from '../store/store.ts';
import { notWritable, objectOf } from './json.ts';
import { lineOf, type Line } from './line.ts';
import { toView, stored, type Shown } from './record-form.ts';
import { recordsQuery } from './records-query.ts';
import { completeRecord, faultOfRecord, faultOfRemoval, putRecord } from './record-write.ts';

const prefix = '/__admin/records';

type State = Record<string, readonly Shown[]>;

/** json-server with a state that can be exchanged before each request. It is loaded when it is first needed. */
const restServer = async () => {
  const { default: jsonServer } = await import('json-server');
  // The suffix that marks a foreign key never occurs, so that a deletion removes nothing else.
  const router = jsonServer.router(Object.fromEntries(collectionNames.map((name) => [name, []])), {
    foreignKeySuffix: ' is not a key',
  });
  const app = jsonServer.create().disable('x-powered-by').set('query parser', 'simple').use(prefix, router);
  const { db } = router as unknown as { db: { setState: (state: State) => void } };
  return { app, setState: (state: State) => db.setState(state) };
};

interface Write {
  readonly name: CollectionName;
  /** The complete record to store; undefined where one is removed. */
  readonly record: Shown | undefined;
  readonly id: string;
}

interface Refused {
  readonly status: number;
  readonly error: string;
}

/** What a request would write; undefined for a read and for what json-server answers with 404. */
const writeOf = (
  request: FastifyRequest,
  name: CollectionName,
  id: string,
  world: World,
): Write | Refused | undefined => {
  const store = world.store();
  const held = collectionIn(store, name).get(id);
  const before = held && toView(held);
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method === 'DELETE') {
    const error = faultOfRemoval(name, id, store);
    if (error !== undefined) return { status: 400, error };
    return before && { name, record: undefined, id };
  }
  const sent = objectOf(request);
  if (sent === undefined) return { status: 400, error: 'The body must be a JSON object: one record' };
  if (request.method !== 'POST' && before === undefined) return undefined;
  if (request.method === 'POST' && typeof sent['id'] === 'string' && collectionIn(store, name).get(sent['id']))
    return { status: 409, error: `id: '${sent['id']}' is taken in ${name}` };
  const kept = request.method === 'PATCH' ? before : undefined;
  const record = { ...completeRecord(name, { kept, sent }, before, world), ...(before ? { id } : {}) };
  const error = faultOfRecord(name, record, sent, store);
  return error === undefined ? { name, record, id: String((record as Shown)['id']) } : { status: 400, error };
};

/** The part of the state that json-server needs: one record for an item, everything for a list. */
const stateFor = (name: string, id: string, request: FastifyRequest, world: World): State => {
  const lists = collectionNames.map((collection): [string, readonly Shown[]] => {
    const records = collectionIn(world.store(), collection);
    if (name === 'db') return [collection, [...records.values()].map(toView)];
    if (collection !== name || request.method === 'POST') return [collection, []];
    if (id === '') return [collection, [...records.values()].map(toView)];
    const held = records.get(id);
    return [collection, held === undefined ? [] : [structuredClone(toView(held))]];
  });
  return Object.fromEntries(lists);
};

const carryOut = ({ name, record, id }: Write, world: World): void => {
  if (record === undefined) collectionIn(world.store(), name).remove(id);
  else putRecord(name, stored(record) as unknown as AnyRecord, world.store());
};

/** Settles once an answer is made, sent or not: a client that reads slowly, or is gone, keeps nobody waiting. */
const answered = (raw: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const end = raw.end.bind(raw) as (...parts: unknown[]) => ServerResponse;
    Object.assign(raw, {
      end: (...parts: unknown[]) => {
        resolve();
        return end(...parts);
      },
    });
    raw.once('close', resolve);
  });

/** Requests that may wait for their turn, and the seconds after which to come back where that many do. */
const [maxWaiting, patience] = [100, 5];

const tooMany = `${maxWaiting} requests for records wait already, and they are served one after the other: send this one again in ${patience} seconds`;

/** Serves a request when its turn comes; sends it away where too many wait. Who has gone gets no answer. */
const inTurn = async (
  line: Line,
  { raw }: FastifyRequest,
  reply: FastifyReply,
  serve: () => Promise<void>,
): Promise<void> => {
  const isGone = (): boolean => raw.socket.destroyed;
  const turn = line.join({ isGone, serve });
  if (turn === undefined) {
    await reply.code(503).header('retry-after', String(patience)).send({ error: tooMany });
    return;
  }
  await turn;
  if (isGone() && !reply.sent) reply.hijack();
};

/** Registers the records. Requests take turns, since json-server has one state at a time. */
export const registerRecords = (
  app: FastifyInstance,
  readOnly: boolean,
  persistence: Persistence | undefined,
): void => {
  let rest: Awaited<ReturnType<typeof restServer>> | undefined;
  const line = lineOf(maxWaiting);

  const handOver = async (request: FastifyRequest, reply: FastifyReply, query: string): Promise<void> => {
    const { name = '', id = '' } = request.params as { name?: string; id?: string };
    const { world } = request;
    const isCollection = collectionNames.includes(name as CollectionName);
    const write = isCollection ? writeOf(request, name as CollectionName, id, world) : undefined;
    if (write !== undefined && 'error' in write) {
      await reply.code(write.status).send({ error: write.error });
      return;
    }
    rest ??= await restServer();
    rest.setState(stateFor(name, id, request, world));
    // Stored at once, before anything is awaited: a FHIR write in the meantime must not be undone.
    if (write !== undefined) {
      carryOut(write, world);
      await persistence?.flushed();
    }
    reply.hijack();
    if (reply.raw.destroyed) return;
    // json-server is given what was read here: the path by its parts, the query, the body, and no other method.
    const parts = [name, id].filter((part) => part !== '').map(encodeURIComponent);
    const url = `${[prefix, ...parts].join('/')}${query}`;
    Object.assign(request.raw, { _body: true, body: write?.record ?? {}, url });
    delete request.raw.headers['x-http-method-override'];
    if (write?.record !== undefined && request.method === 'PATCH') request.raw.method = 'PUT';
    const made = answered(reply.raw);
    rest.app(request.raw as never, reply.raw as never);
    await made;
  };

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (readOnly && request.method !== 'GET') {
      await notWritable(reply);
      return;
    }
    const read = recordsQuery(request.url);
    if ('fault' in read) {
      await reply.code(400).send({ error: read.fault });
      return;
    }
    await inTurn(line, request, reply, () => handOver(request, reply, read.query));
  };

  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
  app.route({ method: methods, url: '/records/:name', handler });
  app.route({ method: methods, url: '/records/:name/:id', handler });
  app.get('/records', () => Object.fromEntries(collectionNames.map((name) => [name, `${prefix}/${name}`])));
};
