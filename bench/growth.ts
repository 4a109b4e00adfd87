// Does the cost of an operation grow with the number of appointments? The same operations at 1,000 and at many more.
// node --import ./scripts/ts-hooks.mjs bench/growth.ts [appointments]
import { canvasBot, instance, locations, patients, practitioners } from '../fixtures/instance.ts';
import { appointment } from '../mock-server/resources/appointment/appointment.ts';
import type { FhirRequest, Handler } from '../mock-server/resources/any-type/handler.ts';
import { worldOf, type World } from '../mock-server/worlds/world.ts';
import { contractOf } from '../schemas/contract.ts';
import { interpreterOf } from '../mock-server/domain/interpreter.ts';
import { Trace } from '../mock-server/domain/trace.ts';
import { storeOf } from '../mock-server/store/store.ts';
import { jsonCache } from '../mock-server/store/json-cache.ts';
import { blankRecord } from '../mock-server/domain/record-draft.ts';
import { command, wholeFrom } from '../scripts/command.ts';

const { create, read, search, update } = appointment;

const minute = 60_000;
const first = Date.UTC(2031, 0, 1);

const [patient] = patients;
const [practitioner] = practitioners;
if (patient === undefined || practitioner === undefined) throw new Error('The fixture instance has no people');

/** Appointments of 30 minutes spread over as many patients as there are tens of appointments, 16 a day and provider. */
const filled = (count: number): World => {
  const crowd = Array.from({ length: Math.ceil(count / 10) }, (_, n) => n.toString(16).padStart(32, '0'));
  const staff = Array.from({ length: 100 }, (_, n) => `5${n.toString(16).padStart(31, '0')}`);
  const records = {
    ...instance,
    patients: [...patients, ...crowd.map((id) => ({ ...patient, id }))],
    practitioners: [...practitioners, ...staff.map((id) => ({ ...practitioner, id }))],
  };
  const contract = contractOf();
  const interpreter = interpreterOf(contract);
  const store = storeOf(records);
  const world = worldOf({
    name: 'bench',
    contract,
    interpreter,
    asJson: jsonCache(interpreter.view),
    base: () => store,
    canvasBot,
    settings: { doubleBooking: 'forbid' },
  });
  for (let n = 0; n < count; n++) {
    const id = world.ids.uuid();
    const turn = Math.floor(n / staff.length);
    world.store().appointments.put({
      ...blankRecord({ id, stored: undefined, now: first }),
      noteType: 'office-visit',
      start: first + Math.floor(turn / 16) * 1440 * minute + (turn % 16) * 30 * minute,
      durationMinutes: 30,
      practitioner: staff[n % staff.length] ?? '',
      patient: crowd[n % crowd.length] ?? null,
      location: locations[0]?.id ?? null,
    });
  }
  return world;
};

const request = (more: Partial<FhirRequest>): FhirRequest => ({
  base: 'http://localhost',
  id: '',
  query: [],
  body: {},
  ifUnmodifiedSince: undefined,
  trace: new Trace(),
  ...more,
});

const body = (n: number): FhirRequest['body'] => ({
  start: new Date(Date.UTC(2090, 0, 1) + n * 30 * minute).toISOString(),
  end: new Date(Date.UTC(2090, 0, 1) + (n + 1) * 30 * minute).toISOString(),
  participant: [
    { actor: { reference: `Practitioner/${practitioners[0]?.id}` }, status: 'accepted' },
    { actor: { reference: `Patient/${patients[0]?.id}` }, status: 'accepted' },
  ],
});

const rounds = 2000;

/** Stores what a write has shaped. */
const carryOut = (result: ReturnType<Handler>): void => {
  if (!('rule' in result)) result.commit?.();
};

/** Microseconds of one call, the median of five series. */
const cost = (world: World, handler: Handler, requestOf: (n: number) => FhirRequest): number => {
  let n = 0;
  const series = Array.from({ length: 5 }, () => {
    const started = performance.now();
    for (let round = 0; round < rounds; round++) carryOut(handler(requestOf(n++), world));
    return ((performance.now() - started) * 1000) / rounds;
  });
  return series.toSorted((one, other) => one - other)[2] ?? 0;
};

const measured = (count: number): Record<string, number> => {
  const world = filled(count);
  const known = [...world.store().appointments.values()].slice(0, 1000).map(({ id }) => id);
  const idOf = (n: number): string => known[n % known.length] ?? '';
  return {
    read: cost(world, read, (n) => request({ id: idOf(n) })),
    create: cost(world, create, (n) => request({ body: body(n) })),
    update: cost(world, update, (n) => request({ id: idOf(n), body: { status: n % 2 === 0 ? 'booked' : 'arrived' } })),
    'search by patient': cost(world, search, (n) =>
      request({ query: [['patient', `Patient/${(n % 100).toString(16).padStart(32, '0')}`]] }),
    ),
  };
};

const [many] = command('bench:growth', 'Times the rules over few appointments and over many.')
  .argument('[appointments]', 'so many are many', wholeFrom(1), 1_000_000)
  .parse().processedArgs as [number];
const few = measured(1000);
const lots = measured(many);
for (const [name, microseconds] of Object.entries(lots)) {
  const base = few[name] ?? 0;
  console.log(
    `${name.padEnd(18)} ${base.toFixed(1)} µs at 1,000  ${microseconds.toFixed(1)} µs at ${many.toLocaleString('en')}  ratio ${(microseconds / base).toFixed(2)}`,
  );
}
console.log(`memory             ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`);
