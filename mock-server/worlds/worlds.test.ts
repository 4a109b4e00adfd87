// Worlds over HTTP: what one sees of another, what is saved and comes back, and what time it is in each.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ maxWorlds: 50, seed: 'worlds', records: instance });
});
after(() => mock.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const call = async (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> => {
  const response = await fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
};

const inWorld = (name: string) => ({ 'x-mock-world': name });
const book = (headers = {}) => call('POST', '/Appointment', headers, canonicalAppointment());
const total = async (headers = {}) => (await call('GET', '/Appointment', headers)).body['total'];

const tokenOf = async (client: string): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: client, client_secret: 'secret' };
  const response = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await response.json()) as { access_token: string }).access_token;
};

test('forty worlds at once do not see each other', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `par.${n}`);
  await Promise.all(names.flatMap((name, n) => Array.from({ length: n % 4 }, () => book(inWorld(name)))));
  assert.deepEqual(
    await Promise.all(names.map((name) => total(inWorld(name)))),
    names.map((_, n) => n % 4),
  );
  assert.equal(await total(), 0);
  for (const name of names) assert.equal((await call('DELETE', `/__admin/worlds/${name}`)).status, 204);
});

test('a client named world.<name> works there without any header, and a header counts before it', async () => {
  const alpha = { authorization: `Bearer ${await tokenOf('world.alpha')}` };
  const beta = { authorization: `Bearer ${await tokenOf('world.beta')}` };
  await book(alpha);
  assert.deepEqual([await total(alpha), await total(beta), await total()], [1, 0, 0]);
  assert.equal(await total({ ...beta, ...inWorld('alpha') }), 1);
  assert.notEqual(alpha.authorization, beta.authorization, 'worlds of one seed have tokens of their own');
  assert.equal((await call('DELETE', '/__admin/worlds/alpha')).status, 204);
  assert.equal((await call('GET', '/Appointment', alpha)).status, 401, 'its tokens went with it');
});

test('settings, records, clock and reset act in their world only', async () => {
  await call('PUT', '/__admin/settings', inWorld('own'), { doubleBooking: 'forbid' });
  await call('PUT', '/__admin/clock', inWorld('own'), { now: '2030-01-31T10:00:00Z' });
  await call('PATCH', '/__admin/records/noteTypes/letter', inWorld('own'), { scheduleable: true });
  assert.equal((await call('GET', '/__admin/settings')).body['doubleBooking'], 'allow');
  assert.equal((await call('GET', '/__admin/clock')).body['frozen'], false);
  assert.equal((await call('GET', '/__admin/records/noteTypes/letter')).body['scheduleable'], false);
  await book(inWorld('own'));
  assert.equal((await book(inWorld('own'))).status, 422);
  await call('POST', '/__admin/worlds/own/reset');
  assert.equal((await call('GET', '/__admin/settings?world=own')).body['doubleBooking'], 'allow');
  assert.equal(await total(inWorld('own')), 0);
});

test('snapshots bring back records, settings and clock, again and again', async () => {
  const world = inWorld('saved');
  await book(world);
  await call('PUT', '/__admin/clock', world, { now: '2030-01-01T00:00:00Z' });
  assert.equal((await call('PUT', '/__admin/worlds/saved/snapshots/one')).status, 201);
  await book(world);
  await call('PUT', '/__admin/settings', world, { defaultPageSize: 1 });
  await call('POST', '/__admin/worlds/saved/snapshots/two');
  for (const [snapshot, count, size] of [
    ['one', 1, 10],
    ['two', 2, 1],
    ['one', 1, 10],
  ] as const) {
    const { status, body } = await call('POST', `/__admin/worlds/saved/snapshots/${snapshot}/restore`);
    assert.deepEqual([status, body['appointments']], [200, count]);
    assert.equal((await call('GET', '/__admin/settings', world)).body['defaultPageSize'], size);
    assert.deepEqual((await call('GET', '/__admin/clock', world)).body, {
      now: '2030-01-01T00:00:00+00:00',
      frozen: true,
    });
    await book(world);
  }
  const { status, body } = await call('POST', '/__admin/worlds/saved/snapshots/none/restore');
  assert.deepEqual([status, String(body['error']).includes('it has: one, two')], [404, true]);
});

test('worlds are listed, made with settings, and bad or too many names are refused in words', async () => {
  const made = await call('POST', '/__admin/worlds', {}, { name: 'made', settings: { doubleBooking: 'forbid' } });
  assert.equal(made.status, 201);
  assert.equal((await call('GET', '/__admin/settings', inWorld('made'))).body['doubleBooking'], 'forbid');
  assert.ok(((await call('GET', '/__admin/worlds')).body['worlds'] as string[]).includes('made'));
  assert.equal((await call('POST', '/__admin/worlds', {}, { name: 'made' })).status, 409);
  assert.equal((await call('POST', '/__admin/worlds', {}, { name: 'x', settings: { nope: 1 } })).status, 400);
  assert.equal((await call('GET', '/__admin/worlds/unknown')).status, 404);
  assert.equal((await call('DELETE', '/__admin/worlds/default')).status, 400);
  const bad = await call('GET', '/Appointment', inWorld('a/b'));
  assert.deepEqual([bad.status, bad.body['resourceType']], [400, 'OperationOutcome']);
  const names = Array.from({ length: 60 }, (_, n) => `many.${n}`);
  const statuses = await Promise.all(names.map(async (name) => (await call('GET', '/Location', inWorld(name))).status));
  assert.deepEqual([statuses[0], statuses.at(-1)], [200, 400]);
});

test('one seed gives the same ids in a world of the same name, and others in other worlds', async () => {
  const other = await startMock({ seed: 'worlds' });
  try {
    const idIn = (one: Mock, name: string): string => {
      const world = one.worlds.open(name);
      if ('fault' in world) throw new Error(world.fault);
      world.reset();
      return world.ids.uuid();
    };
    assert.equal(idIn(mock, 'made'), idIn(other, 'made'));
    assert.notEqual(idIn(other, 'made'), idIn(other, 'default'));
  } finally {
    await other.close();
  }
});

test('a clock is moved by the calendar, runs on where it is let, and refuses what is not a duration', async () => {
  const world = inWorld('made');
  const set = async (body: object) => (await call('PUT', '/__admin/clock', world, body)).body;
  assert.deepEqual(await set({ now: '2024-01-31T10:00:00Z' }), { now: '2024-01-31T10:00:00+00:00', frozen: true });
  assert.equal((await set({ advance: 'P1M' }))['now'], '2024-02-29T10:00:00+00:00');
  assert.equal((await set({ advance: 'P1YT2H30M' }))['now'], '2025-02-28T12:30:00+00:00');
  assert.equal((await set({ advance: '-P1D' }))['now'], '2025-02-27T12:30:00+00:00');
  assert.equal((await set({ frozen: false }))['frozen'], false);
  assert.match(String((await set({ advance: 'P1W' }))['now']), /^2025-03-06T12:3/);
  for (const advance of ['1 day', 'P', 'PT', 'P1H', 5, 'P9999999Y'])
    assert.equal((await call('PUT', '/__admin/clock', world, { advance })).status, 400, String(advance));
  for (const body of [{}, { frozen: 'no' }, { now: '2024-01-01T00:00', advance: 'P1D' }, { time: 1 }])
    assert.equal((await call('PUT', '/__admin/clock', world, body)).status, 400, JSON.stringify(body));
  assert.equal((await call('DELETE', '/__admin/clock', world)).body['frozen'], false);
});

test('a token expires by the clock of its world', async () => {
  await call('DELETE', '/__admin/worlds/many.0');
  const token = { authorization: `Bearer ${await tokenOf('world.made')}` };
  assert.equal((await call('GET', '/Location', token)).status, 200);
  await call('PUT', '/__admin/clock', inWorld('made'), { advance: 'PT10H1S' });
  assert.equal((await call('GET', '/Location', token)).status, 401);
});
