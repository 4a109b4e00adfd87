// The four interactions as a scenario performs them, through fhir-kit-client.
import { canonical, requiredMembers, updateCarriesId, type Kind, type Named } from './canonical.ts';
import { matches } from './expectation.ts';
import type { Exchange } from '../../targets/index.ts';
import { at } from './path.ts';
import { isNewId } from './records.ts';
import { noEncounter } from './rule-at-fault.ts';
import type { Row } from './table.ts';
import { Mismatch } from './mismatch.ts';
import type { HarnessWorld } from './world.ts';

/** The id in a location header: the segment after the type, whatever stands before or behind. */
const createdId = ({ response }: Exchange, resourceType: string): string | undefined =>
  new RegExp(`${resourceType}/([^/?]+)`).exec(response.headers['location'] ?? '')?.[1];

/** The id of the record that was created; undefined where the answer does not say, or repeats that of another record. */
const idOfNew = (exchange: Exchange, kind: Kind, { target }: HarnessWorld): string | undefined => {
  const id = createdId(exchange, kind);
  return id === undefined || target.kind === 'mock' || isNewId(id, exchange) ? id : undefined;
};

/** Creates a record that carries the values of other scenarios, too. What is refused then says nothing about this one. */
const isTakenWithOthers = async (world: HarnessWorld, resourceType: Kind, body: object): Promise<boolean> => {
  let isTaken = false;
  const keep = (exchange: Exchange): void => {
    isTaken = exchange.response.status < 300;
    if (isTaken) world.keep(exchange);
    else world.record('exchange', exchange);
  };
  await world.clientFor(keep).create({ resourceType, body: body as never });
  return isTaken;
};

const isLeftOutOf =
  (others: readonly Row[]) =>
  ([path]: Row): boolean =>
    !others.some(([other]) => other === path);

/** Gives the record that a create has made its name: its id, or undefined where it was refused or nobody knows the id. */
export const nameCreated = (
  world: HarnessWorld,
  kind: Kind,
  name: string,
  body: object,
  exchange: Exchange,
): string | undefined => {
  const isCreated = exchange.response.status < 300;
  const id = isCreated ? idOfNew(exchange, kind, world) : undefined;
  if (isCreated && id === undefined) world.records.markLost(name);
  else world.records.name(name, id);
  if (id !== undefined) world.records.remember(name, body);
  return id;
};

/** Creates a record and gives it a name; a refusal leaves the name without a record. */
export const create = async (
  world: HarnessWorld,
  kind: Kind,
  name: string,
  rows: readonly Row[],
): Promise<Exchange> => {
  world.records.name(name, undefined);
  world.combined.goOn();
  const bodyNow = (): object => {
    const { cells = [] } = world.combined;
    return world.body([...rows.filter(isLeftOutOf(cells)), ...cells], canonical[kind]);
  };
  const { sharedRecords } = world.target;
  const shared = sharedRecords?.take(kind);
  if (shared !== undefined) {
    world.records.name(name, shared.id);
    world.records.remember(name, bodyNow());
    return world.keep(shared.exchange);
  }
  while (world.combined.cells !== undefined && !(await isTakenWithOthers(world, kind, bodyNow())))
    world.combined.refuse();
  const body = bodyNow();
  if (world.combined.cells === undefined)
    await world.client.create({ resourceType: kind, body: body as never, options: world.takeOptions() });
  const id = nameCreated(world, kind, name, body, world.last);
  if (id !== undefined) sharedRecords?.add({ type: kind, id, exchange: world.recorded });
  return world.last;
};

/** Creates a record that a scenario presupposes. Throws where it is refused. */
export const book = async (world: HarnessWorld, kind: Kind, name: string, rows: readonly Row[]): Promise<void> => {
  const { response } = await create(world, kind, name, rows);
  world.examine();
  if (world.records.isLost(name)) world.idOf(name);
  if (response.status >= 300 || !world.records.has(name))
    throw new Mismatch(
      `The ${kind} that this scenario presupposes was not created: ${response.status} ${response.text}`,
    );
};

export const update = async (world: HarnessWorld, { type, name }: Named, body: object): Promise<Exchange> => {
  const id = world.idOf(name);
  await world.client.update({ resourceType: type, id, body: body as never, options: world.takeOptions() });
  if (world.last.response.status < 300) world.records.remember(name, body);
  return world.last;
};

/** The body of an update: some members, and those that every update needs as they were sent before. */
export const bodyOfChange = (world: HarnessWorld, record: Named, rows: readonly Row[]): object => {
  const sent = world.records.sent(record.name);
  const needed = (requiredMembers[record.type] ?? []).filter((member) => member in sent);
  const base = Object.fromEntries(needed.map((member) => [member, sent[member]]));
  const id = updateCarriesId.has(record.type) ? { id: world.idOf(record.name) } : {};
  return world.body(rows, { resourceType: record.type, ...id, ...base });
};

/** Updates a record with some members, and with those that every update needs. */
export const change = (world: HarnessWorld, record: Named, rows: readonly Row[]): Promise<Exchange> =>
  update(world, record, bodyOfChange(world, record, rows));

export const read = async (world: HarnessWorld, resourceType: string, id: string): Promise<Exchange> => {
  await world.client.read({ resourceType, id, options: world.takeOptions() });
  return world.last;
};

/** Searches with parameters in their order; a name that stands twice is sent twice. */
export const search = async (world: HarnessWorld, type: string, rows: readonly Row[]): Promise<Exchange> => {
  const query = rows.map(([name, value]) => `${name}=${encodeURIComponent(world.resolve(value))}`).join('&');
  await world.client.request(query === '' ? type : `${type}?${query}`, { options: world.takeOptions() });
  return world.last;
};

/** The record as a read shows it now. Throws where it cannot be read, which may be a matter of another rule than the scenario's. */
export const current = async (world: HarnessWorld, { type, name }: Named, rule?: string): Promise<Exchange> => {
  const exchange = await read(world, type, world.idOf(name));
  world.examine();
  const { status } = exchange.response;
  if (status === 200) return exchange;
  const what = `Reading ${name} back`;
  if (rule === undefined) world.fail(what, 200, status);
  world.note({ rule, what, expected: 200, actual: status });
  throw new Mismatch(`${what}: ${status}`);
};

/** Reads the encounter that an appointment refers to; its name is "the encounter of" that appointment. */
export const readEncounter = async (world: HarnessWorld, appointment: Named): Promise<Exchange> => {
  const { response } = await current(world, appointment);
  const references = at(response.body, 'supportingInformation') as { reference?: string }[] | undefined;
  const ids = (references ?? []).flatMap(({ reference }) => /^Encounter\/(.+)$/.exec(reference ?? '')?.[1] ?? []);
  const id = ids[0] ?? world.fail(`${noEncounter} ${appointment.name}`, 'a reference to an Encounter', references);
  world.records.name(`the encounter of ${appointment.name}`, id);
  return read(world, 'Encounter', id);
};

/** Moves an appointment to the times that a scenario presupposes. Throws where a read does not show them. */
export const move = async (world: HarnessWorld, name: string, times: readonly Row[]): Promise<void> => {
  const record = { type: 'Appointment', name };
  await change(world, record, times);
  world.examine();
  const { body } = (await current(world, record)).response;
  const differing = times.find(([path, time]) => !matches(`(at ${world.resolve(time)})`, at(body, path)));
  if (differing === undefined) return;
  const [path, time] = differing;
  world.note({
    rule: `booking/${path}`,
    what: `${path} of ${name}`,
    expected: world.resolve(time),
    actual: at(body, path),
  });
  throw new Mismatch(`Appointment ${name} was not moved as this scenario presupposes: ${path}`);
};

/** Cancels a record, unless another scenario has left it cancelled, and leaves it to others as it is then. */
export const cancel = async (world: HarnessWorld, record: Named): Promise<void> => {
  const isCancelled = ({ response: { body } }: Exchange): boolean => at(body, 'status') === 'cancelled';
  if (isCancelled(await current(world, record))) return;
  const { response } = await change(world, record, [['status', 'cancelled']]);
  const now = await current(world, record, response.status < 300 ? 'status/update-sets-status' : undefined);
  if (isCancelled(now)) world.target.sharedRecords?.arrange(world.idOf(record.name), now.response.text);
};
