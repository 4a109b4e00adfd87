// What a read shows once something has changed: never what was shown before, however often it was read.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import type { Appointment } from '../schemas/appointment.ts';
import { startMock, type Mock } from './index.ts';

const mocks: Mock[] = [];
before(async () => {
  // The practitioner's meeting room is looked up in a later edition only, the setting of a word in the first one.
  for (const edition of ['2024-01-16', '2024-04-19'] as const) mocks.push(await startMock({ edition }));
});
after(() => Promise.all(mocks.map(({ close }) => close())));

const call = (
  { url, token }: Mock,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const read = async (mock: Mock, id: string, headers = {}): Promise<Appointment> =>
  (await (await call(mock, 'GET', `/Appointment/${id}`, undefined, headers)).json()) as Appointment;

/** Books a visit by video without a link, reads it once, and gives its id. */
const booked = async (mock: Mock): Promise<string> => {
  const { contained: _link, supportingInformation = [], ...body } = canonicalAppointment();
  const place = supportingInformation.slice(0, 1);
  const created = await call(mock, 'POST', '/Appointment', { ...body, supportingInformation: place });
  const [, id = ''] = /Appointment\/([\w-]+)/.exec(created.headers.get('location') ?? '') ?? [];
  await read(mock, id);
  return id;
};

const displaysOf = ({ appointmentType, reasonCode, contained }: Appointment) => [
  appointmentType?.coding?.[0]?.display,
  reasonCode?.[0]?.coding?.[0]?.display,
  contained?.[0]?.address,
];

test('after a change of the records that are looked up', async () => {
  for (const mock of mocks) {
    const id = await booked(mock);
    const [type, reason, room] = displaysOf(await read(mock, id));
    const { noteTypes, practitioners, reasonCodings } = mock.world.store();
    for (const one of [...noteTypes.values()]) noteTypes.put({ ...one, display: `Not ${type}` });
    assert.deepEqual(displaysOf(await read(mock, id)), [`Not ${type}`, reason, room]);
    for (const one of [...reasonCodings.values()]) reasonCodings.put({ ...one, display: `Not ${reason}` });
    assert.deepEqual(displaysOf(await read(mock, id)), [`Not ${type}`, `Not ${reason}`, room]);
    for (const one of [...practitioners.values()]) practitioners.put({ ...one, meetingRoom: `${one.meetingRoom}/2` });
    assert.deepEqual(displaysOf(await read(mock, id)), [`Not ${type}`, `Not ${reason}`, room && `${room}/2`]);
  }
  assert.equal(mocks.length, 2);
});

test('after an update, a change of settings, a restore and a reset', async () => {
  const [mock = assert.fail()] = mocks;
  const { world } = mock;
  const id = await booked(mock);
  const status = async () => (await read(mock, id)).status;
  await call(mock, 'PUT', `/Appointment/${id}`, { status: 'arrived' });
  assert.equal(await status(), 'arrived');
  const record = world.store().appointments.get(id) ?? assert.fail();
  world.store().appointments.put({ ...record, status: 'roomed' });
  assert.equal(await status(), 'checked-in');
  world.changeSettings({ roomedStatus: 'check-in' });
  assert.equal(await status(), 'check-in');
  world.snapshots.save('roomed');
  world.store().appointments.put({ ...record, status: 'exited' });
  world.changeSettings({ roomedStatus: 'checked-in' });
  assert.equal(await status(), 'fulfilled');
  world.snapshots.restore('roomed');
  assert.equal(await status(), 'check-in');
  world.reset();
  assert.equal((await call(mock, 'GET', `/Appointment/${id}`)).status, 404);
});

test('worlds that share a record show it each by its own settings', async () => {
  const [mock = assert.fail()] = mocks;
  const id = await booked(mock);
  const record = mock.world.store().appointments.get(id) ?? assert.fail();
  const roomed = { ...record, status: 'roomed' } as const;
  const words = ['checked-in', 'check-in'] as const;
  for (const word of words) {
    const world = mock.worlds.open(`says-${word}`, { roomedStatus: word });
    if ('fault' in world) assert.fail(world.fault);
    world.store().appointments.put(roomed);
  }
  for (const word of [...words, ...words])
    assert.equal((await read(mock, id, { 'x-mock-world': `says-${word}` })).status, word);
});

test('the same rules are named each time', async () => {
  const [mock = assert.fail()] = mocks;
  const id = await booked(mock);
  const rules = async () => (await call(mock, 'GET', `/Appointment/${id}`)).headers.get('x-mock-rules');
  const first = await rules();
  assert.match(first ?? '', /status\/canvas-to-fhir, .*read\/id/);
  assert.equal(await rules(), first);
});
