// /__admin/webhooks: the receivers of events, what may go wrong with deliveries, and what became of each.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hintOf } from '../../schemas/nearest.ts';
import { deliveryStates, shownDelivery } from '../webhooks/delivery.ts';
import { deliveryFaultSchema, faultOfDeliveryFault, type DeliveryFaultSpec } from '../webhooks/delivery-faults.ts';
import { eventNames } from '../webhooks/events.ts';
import {
  faultOfNewReceiver,
  faultOfReceiver,
  receiverSchema,
  shownReceiver,
  type ReceiverSpec,
} from '../webhooks/receiver.ts';
import { maxPerWorld, registerFaultList } from './fault-list.ts';
import { badRequest, faultOfQuery, objectOf, type Query } from './json.ts';

const usage = 'The body must be a JSON object, for example {"url": "http://127.0.0.1:3000/events"}';

/** How long a request for quiet waits at most, in milliseconds. */
const maxQuietWait = 30_000;

interface One {
  Params: { id: string };
}

const notFound = (reply: FastifyReply, kind: string, id: string, ids: readonly string[]): FastifyReply =>
  reply.code(404).send({ error: `There is no ${kind} '${id.slice(0, 60)}'; there are: ${ids.join(', ') || 'none'}` });

const registerReceivers = (app: FastifyInstance): void => {
  const absent = ({ world }: FastifyRequest, reply: FastifyReply, id: string): FastifyReply =>
    notFound(
      reply,
      'receiver',
      id,
      world.webhooks.list().map((receiver) => receiver.id),
    );
  app.get('/webhooks', ({ world }) => ({ receivers: world.webhooks.list().map(shownReceiver), events: eventNames }));
  app.get('/webhooks/schema', () => receiverSchema);
  app.post('/webhooks', (request, reply) => {
    const sent = objectOf(request);
    if (sent === undefined) return badRequest(reply, usage);
    const fault = faultOfNewReceiver(sent);
    if (fault !== undefined) return badRequest(reply, fault);
    const { webhooks } = request.world;
    if (webhooks.list().length >= maxPerWorld)
      return badRequest(reply, `There are ${maxPerWorld} receivers already; remove some first`);
    const receiver = webhooks.add(sent as unknown as ReceiverSpec);
    // The secret is told this once.
    return reply.code(201).send({ ...shownReceiver(receiver), secret: receiver.secret });
  });
  app.get<One>('/webhooks/:id', (request, reply) => {
    const receiver = request.world.webhooks.get(request.params.id);
    return receiver === undefined ? absent(request, reply, request.params.id) : reply.send(shownReceiver(receiver));
  });
  app.route<One>({
    method: ['PUT', 'PATCH'],
    url: '/webhooks/:id',
    handler: (request, reply) => {
      const change = objectOf(request);
      if (change === undefined) return badRequest(reply, usage);
      const fault = faultOfReceiver(change);
      if (fault !== undefined) return badRequest(reply, fault);
      const receiver = request.world.webhooks.change(request.params.id, change);
      return receiver === undefined ? absent(request, reply, request.params.id) : reply.send(shownReceiver(receiver));
    },
  });
  app.delete<One>('/webhooks/:id', (request, reply) =>
    request.world.webhooks.remove(request.params.id)
      ? reply.code(204).send()
      : absent(request, reply, request.params.id),
  );
};

/** The members of a delivery that a list may be narrowed by. */
const members = ['receiver', 'event', 'state', 'appointment'] as const;
const filters = [...members, 'limit'];

const words: Readonly<Record<string, readonly string[]>> = { event: eventNames, state: deliveryStates };

/** What is wrong with a filter of deliveries, in words; or undefined. */
const faultOfFilter = (query: Query): string | undefined => {
  const fault = faultOfQuery(query, filters);
  if (fault !== undefined) return fault;
  for (const [name, known] of Object.entries(words)) {
    const value = query[name];
    if (value !== undefined && !known.includes(String(value)))
      return `${name}: there is no '${String(value).slice(0, 60)}'; ${hintOf(String(value), known)}`;
  }
  return query['limit'] === undefined || /^[1-9]\d{0,3}$/.test(String(query['limit']))
    ? undefined
    : 'limit: must be a whole number from 1 to 9999';
};

const listed = ({ world, query }: FastifyRequest) => {
  const { limit = '100', ...wanted } = query as Readonly<Record<string, string>>;
  const asked = members.filter((name) => wanted[name] !== undefined);
  return world.webhooks
    .deliveries()
    .filter((delivery) => asked.every((name) => delivery[name] === wanted[name]))
    .slice(0, Number(limit))
    .map(shownDelivery);
};

/** Resolves when nothing is under way any more, or when a request has waited long enough. */
const waitUntilQuiet = async ({ world }: FastifyRequest): Promise<boolean> => {
  const done = new AbortController();
  const tooLong = pause(maxQuietWait, false, { ref: false, signal: done.signal }).catch(() => false);
  const settled = await Promise.race([world.webhooks.settled().then(() => true), tooLong]);
  done.abort();
  return settled;
};

/** What waits for a clock that stands still does so until the clock is set: that is said beside the deliveries. */
const waitingIn = ({ world }: FastifyRequest): { readonly waiting?: string } => {
  const count = world.webhooks.deliveries().filter(({ state }) => state === 'waiting').length;
  return count > 0 && world.clock.isFrozen()
    ? { waiting: `${count} wait for the clock of the world, which stands still: set it by PUT /__admin/clock` }
    : {};
};

const registerDeliveries = (app: FastifyInstance): void => {
  app.get('/webhooks/deliveries', (request, reply) => {
    const fault = faultOfFilter(request.query as Query);
    return fault === undefined ? reply.send({ deliveries: listed(request) }) : badRequest(reply, fault);
  });
  app.get('/webhooks/deliveries/settled', async (request, reply) => {
    const fault = faultOfFilter(request.query as Query);
    if (fault !== undefined) return badRequest(reply, fault);
    const settled = await waitUntilQuiet(request);
    return reply.send({ settled, ...waitingIn(request), deliveries: listed(request) });
  });
  app.delete('/webhooks/deliveries', ({ world }, reply) => {
    world.webhooks.clearLog();
    return reply.code(204).send();
  });
  const absent = (reply: FastifyReply, id: string): FastifyReply =>
    reply.code(404).send({ error: `There is no delivery '${id.slice(0, 60)}'` });
  app.get<One>('/webhooks/deliveries/:id', ({ world, params: { id } }, reply) => {
    const delivery = world.webhooks.delivery(id);
    return delivery === undefined ? absent(reply, id) : reply.send(shownDelivery(delivery));
  });
  app.post<One>('/webhooks/deliveries/:id/send', ({ world, params: { id } }, reply) => {
    if (world.webhooks.delivery(id) === undefined) return absent(reply, id);
    const again = world.webhooks.sendAgain(id);
    return again === undefined
      ? reply.code(409).send({ error: `Delivery '${id}' cannot be sent again: its receiver has gone` })
      : reply.code(202).send(shownDelivery(again));
  });
};

/** Registers receivers, faults and deliveries. */
export const registerWebhooks = (app: FastifyInstance): void => {
  registerReceivers(app);
  registerFaultList<DeliveryFaultSpec>(app, {
    path: '/webhooks/faults',
    schema: deliveryFaultSchema,
    faultsOf: ({ webhooks }) => webhooks.faults,
    faultOf: faultOfDeliveryFault,
    notFound: (reply, id, { webhooks }) =>
      notFound(
        reply,
        'fault',
        id,
        webhooks.faults.list().map((fault) => fault.id),
      ),
  });
  registerDeliveries(app);
};
