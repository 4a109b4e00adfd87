// Made-up changes of an exported world: an import refuses what it cannot be, and serves what it takes in every read.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { generateRecords } from '../../fixtures/generate.ts';
import { startMock, type Mock } from '../index.ts';

const file = '/__admin/worlds/one';

let mock: Mock;
before(async () => {
  mock = await startMock({ records: generateRecords({ appointments: 6, patients: 3, practitioners: 2 }) });
});
after(() => mock.close());
beforeEach(async () => {
  const { text } = await call('GET', '/__admin/worlds/default/export');
  assert.equal((await call('PUT', `${file}/import`, text)).status, 200);
});

const call = async (method: string, path: string, body?: string): Promise<{ status: number; text: string }> => {
  const headers = { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', 'x-mock-world': 'one' };
  const url = mock.url + path;
  const answer = await mock.fetch(new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }));
  return { status: answer.status, text: await answer.text() };
};

type Path = readonly string[];

/** The place of every member of a value; of a list, that of its first item. */
const placesIn = (value: unknown, at: Path = []): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? [at]
    : [at, ...Object.entries(value).flatMap(([name, one]) => (Number(name) > 0 ? [] : placesIn(one, [...at, name])))];

/** A value with another one in one place; without it where that is undefined. */
const changed = (value: unknown, [name, ...rest]: Path, put: unknown): unknown => {
  if (name === undefined) return put;
  if (typeof value !== 'object' || value === null) return value;
  const inner = changed((value as Record<string, unknown>)[name], rest, put);
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...value, [name]: inner };
};

const texts = ['', '\u0000', '\u202e', '__proto__', 'constructor', '..', 'a/b?c#d%', '9999-12-31T23:59:59Z', '24:00'];
const oddValues = fc.oneof(
  fc.constantFrom(undefined, null, true, 0, -0, -1, 0.5, 2 ** 53 + 2, 1e226, -1e14, [], {}, [null], [[]], {
    toString: 1,
  }),
  fc.constantFrom(...texts, 'x'.repeat(5000)),
  fc.jsonValue({ maxDepth: 2 }),
);

const reads = [
  '/Appointment?_sort=-date&_count=2',
  '/Appointment?date=ge2020-01-01&status=proposed',
  '/Patient?birthdate=ge1900-01-01',
  '/Patient?name=a',
  '/Practitioner?name=a',
  '/Location',
  '/Schedule',
  '/Encounter',
  '/__admin/clock',
  '/__admin/schedule',
  '/__admin/appointments',
  '/__admin/records/db',
];

/** The slots of the first schedule, and the reads. */
const readsWithSlots = async (): Promise<readonly string[]> => {
  const { entry = [] } = JSON.parse((await call('GET', '/Schedule')).text) as {
    entry?: { resource: { id: string } }[];
  };
  return [...reads, ...entry.slice(0, 1).map(({ resource }) => `/Slot?schedule=${encodeURIComponent(resource.id)}`)];
};

test('each member in turn', { timeout: 300_000 }, async () => {
  const whole = JSON.parse((await call('GET', `${file}/export`)).text) as object;
  const withoutClock = (text: string): object => ({ ...(JSON.parse(text) as object), clock: null });
  const edits = fc.tuple(fc.constantFrom(...placesIn(whole)), oddValues);
  const taken = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(edits, async ([place, value]) => {
      const before = withoutClock((await call('GET', `${file}/export`)).text);
      const { status, text } = await call('PUT', `${file}/import`, JSON.stringify(changed(whole, place, value)));
      assert.ok([200, 400].includes(status), text);
      const { text: exported } = await call('GET', `${file}/export`);
      taken[status === 200 ? 'yes' : 'no'] += 1;
      if (status === 400) assert.deepEqual(withoutClock(exported), before);
      for (const path of await readsWithSlots()) assert.equal((await call('GET', path)).status, 200, path);
      assert.equal((await call('PUT', `${file}/import`, exported)).status, 200, 'what is exported comes in again');
    }),
    { seed: 18, numRuns: 60, includeErrorInReport: true },
  );
  assert.ok(taken.yes > 5 && taken.no > 5, JSON.stringify(taken));
});

test('opening hours that overlap cost memory once', async () => {
  const records = JSON.parse((await call('GET', `${file}/export`)).text) as {
    records: { practitioners: { hours: unknown }[] };
  };
  const [practitioner] = records.records.practitioners;
  assert.ok(practitioner);
  const day = { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '23:59' };
  const importWith = (count: number) => {
    practitioner.hours = Array.from({ length: count }, () => day);
    return call('PUT', `${file}/import`, JSON.stringify(records));
  };
  assert.match((await importWith(20_000)).text, /hours: must NOT have more than 100 items/);
  assert.equal((await importWith(100)).status, 200);
  const [slots] = (await readsWithSlots()).slice(-1);
  assert.equal((await call('GET', `${slots}&duration=1`)).status, 200);
});
