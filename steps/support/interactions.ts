// The four interactions as a scenario performs them, through fhir-kit-client.
import type { Exchange } from './exchange.ts';
import { Mismatch, type HarnessWorld, type Row } from './world.ts';

const resourceType = 'Appointment';

/** The id in a location header: the segment after the type, whatever stands before or behind. */
export const createdId = ({ response }: Exchange): string | undefined =>
  /Appointment\/([^/?]+)/.exec(response.headers['location'] ?? '')?.[1];

/** Creates an appointment and gives it a name; a refusal leaves the name without an appointment. */
export const create = async (world: HarnessWorld, name: string, body: object): Promise<Exchange> => {
  world.name(name, undefined);
  await world.client.create({ resourceType, body: body as never, options: world.takeOptions() });
  const exchange = world.last;
  if (exchange.response.status < 300) world.name(name, createdId(exchange));
  return exchange;
};

/** Creates an appointment that a scenario presupposes. Throws where it is refused. */
export const book = async (world: HarnessWorld, name: string, rows: readonly Row[]): Promise<void> => {
  const { response } = await create(world, name, world.body(rows));
  world.examine();
  if (response.status >= 300 || !world.appointments.has(name))
    throw new Mismatch(
      `The appointment that this scenario presupposes was not created: ${response.status} ${response.text}`,
    );
};

export const update = async (world: HarnessWorld, name: string, body: object): Promise<Exchange> => {
  const id = world.idOf(name);
  await world.client.update({ resourceType, id, body: body as never, options: world.takeOptions() });
  return world.last;
};

export const read = async (world: HarnessWorld, id: string): Promise<Exchange> => {
  await world.client.read({ resourceType, id, options: world.takeOptions() });
  return world.last;
};

/** Searches with parameters in their order; a name that stands twice is sent twice. */
export const search = async (world: HarnessWorld, type: string, rows: readonly Row[]): Promise<Exchange> => {
  const query = rows.map(([name, value]) => `${name}=${encodeURIComponent(world.resolve(value))}`).join('&');
  await world.client.request(query === '' ? type : `${type}?${query}`, { options: world.takeOptions() });
  return world.last;
};

/** The appointment as a read shows it now. Throws where it cannot be read. */
export const current = async (world: HarnessWorld, name: string): Promise<Exchange> => {
  const exchange = await read(world, world.idOf(name));
  world.examine();
  if (exchange.response.status !== 200) world.fail(`Reading ${name} back`, 200, exchange.response.status);
  return exchange;
};
