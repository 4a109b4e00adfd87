// Requests that are sent at the same time: whichever the server takes first, nothing of them may be lost.
import type { Client } from 'fhir-kit-client';
import type { Exchange } from '../../targets/index.ts';
import { canonical, type Kind, type Named } from './canonical.ts';
import { bodyOfChange, nameCreated } from './interactions.ts';
import type { Row, Wanted } from './table.ts';
import type { HarnessWorld } from './world.ts';

/** Sends with a client of its own each, and keeps what was exchanged in the order of the requests. Throws what one has thrown. */
const sendAtOnce = async (
  world: HarnessWorld,
  sends: readonly ((client: Client) => Promise<unknown>)[],
): Promise<readonly Exchange[]> => {
  const exchanges: Exchange[] = [];
  const sent = await Promise.allSettled(
    sends.map((send, at) => send(world.clientFor((exchange) => void (exchanges[at] = exchange)))),
  );
  const kept = Object.values(exchanges).map((exchange) => world.keep(exchange));
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
  return kept;
};

/** Creates records at the same time and gives them their names; a refusal leaves a name without a record. */
export const createAtOnce = async (
  world: HarnessWorld,
  kind: Kind,
  wanted: readonly Wanted[],
): Promise<readonly Exchange[]> => {
  const options = world.takeOptions();
  const bodies = wanted.map(([, rows]) => world.body(rows, canonical[kind]));
  for (const [name] of wanted) world.records.name(name, undefined);
  const exchanges = await sendAtOnce(
    world,
    bodies.map((body) => (client) => client.create({ resourceType: kind, body: body as never, options })),
  );
  for (const [at, [name]] of wanted.entries()) {
    const [body, exchange] = [bodies[at], exchanges[at]];
    if (body !== undefined && exchange !== undefined) nameCreated(world, kind, name, body, exchange);
  }
  return exchanges;
};

/** Updates a record at the same time with each of some members, by a request of its own. */
export const updateAtOnce = async (
  world: HarnessWorld,
  record: Named,
  rows: readonly Row[],
): Promise<readonly Exchange[]> => {
  const [options, id] = [world.takeOptions(), world.idOf(record.name)];
  const bodies = rows.map((row) => bodyOfChange(world, record, [row]));
  const exchanges = await sendAtOnce(
    world,
    bodies.map((body) => (client) => client.update({ resourceType: record.type, id, body: body as never, options })),
  );
  for (const [at, body] of bodies.entries())
    if ((exchanges[at]?.response.status ?? 500) < 300) world.records.remember(record.name, body);
  return exchanges;
};
