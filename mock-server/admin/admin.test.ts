// The admin surface over HTTP: settings, clock, reset, and json-server's records behind the FHIR face.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ records: instance });
});
after(() => mock.close());
beforeEach(() => mock.world.reset());

type Body = Record<string, unknown>;

const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> => {
  const response = await fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
};

const book = async (): Promise<string> => {
  await call('POST', '/Appointment', canonicalAppointment());
  const { body } = await call('GET', '/__admin/records/appointments');
  return (body as unknown as { id: string }[]).at(-1)?.id ?? '';
};

test('health says that it is up', async () => {
  const { status, body } = await call('GET', '/__admin/health');
  assert.deepEqual([status, body['status']], [200, 'ok']);
});

test('settings are merged, and a wrong one changes nothing', async () => {
  assert.equal((await call('PUT', '/__admin/settings', { doubleBooking: 'forbid' })).body['doubleBooking'], 'forbid');
  const wrong = await call('PUT', '/__admin/settings', { roomedStatus: 'check-in', doubleBookings: 'allow' });
  assert.equal(wrong.status, 400);
  assert.match(String(wrong.body['error']), /doubleBookings/);
  const { body } = await call('GET', '/__admin/settings');
  assert.deepEqual([body['doubleBooking'], body['roomedStatus']], ['forbid', 'checked-in']);
});

test('the clock stops, and runs again', async () => {
  await call('PUT', '/__admin/clock', { now: '2024-06-01T00:00:00Z' });
  assert.deepEqual((await call('GET', '/__admin/clock')).body, { now: '2024-06-01T00:00:00+00:00', frozen: true });
  assert.equal((await call('PUT', '/__admin/clock', { now: 'noon' })).status, 400);
  for (const beyond of [{ advance: 'P9000Y' }, { now: '9999-06-01T00:00:00Z' }, { now: '0001-06-01T00:00:00Z' }])
    assert.match(
      String((await call('PUT', '/__admin/clock', beyond)).body['error']),
      /would leave the years 2 to 9998/,
    );
  mock.world.clock.runFrom(Date.UTC(10_500, 0, 1));
  assert.equal((await call('GET', '/__admin/clock')).body['now'], '9998-12-31T23:59:59+00:00');
  assert.equal((await call('DELETE', '/__admin/clock')).body['frozen'], false);
});

test('reset forgets records, settings and clock', async () => {
  const id = await book();
  await call('PUT', '/__admin/settings', { doubleBooking: 'forbid' });
  assert.equal((await call('POST', '/__admin/reset')).status, 204);
  assert.equal((await call('GET', `/Appointment/${id}`)).status, 404);
  assert.equal((await call('GET', '/__admin/settings')).body['doubleBooking'], 'allow');
});

test('a record that is written is searched and read over FHIR', async () => {
  const id = await book();
  const patched = await call('PATCH', `/__admin/records/appointments/${id}`, { status: 'roomed' });
  assert.deepEqual([patched.status, patched.body['status']], [200, 'roomed']);
  assert.equal((await call('GET', `/Appointment/${id}`)).body['status'], 'checked-in');
  assert.equal((await call('GET', '/Appointment?status=checked-in')).body['total'], 1);
  assert.equal((await call('GET', '/Appointment?status=proposed')).body['total'], 0);
});

test('a write that does not fit is refused in words, and nothing is stored', async () => {
  const id = await book();
  for (const [change, words] of [
    [{ status: 'proposed' }, /status: .*unconfirmed/],
    [{ practitioner: 'nobody' }, /practitioner: no record 'nobody'/],
    [{ colour: 'red' }, /colour/],
    [{ start: 'noon' }, /start/],
  ] as const) {
    const { status, body } = await call('PATCH', `/__admin/records/appointments/${id}`, change);
    assert.equal(status, 400);
    assert.match(String(body['error']), words);
  }
  assert.equal((await call('PATCH', `/__admin/records/appointments/${id}`, '[1]')).status, 400);
  assert.equal((await call('GET', `/Appointment/${id}`)).body['status'], 'proposed');
});

test('a record can be made, replaced and removed; deleting one deletes no other', async () => {
  const id = await book();
  const type = { id: 'dance', name: 'Dance', system: 'INTERNAL', code: 'DANCE', display: 'Dance class' };
  assert.equal((await call('POST', '/__admin/records/noteTypes', type)).status, 201);
  assert.equal((await call('POST', '/__admin/records/noteTypes', type)).status, 409);
  const coded = { coding: [{ system: 'INTERNAL', code: 'DANCE' }] };
  assert.equal((await call('PUT', `/Appointment/${id}`, { appointmentType: coded })).status, 200);
  assert.equal((await call('DELETE', '/__admin/records/patients/a031d1ba40d74aebb8ed716716da05c2')).status, 200);
  assert.equal((await call('GET', `/Appointment/${id}`)).status, 200);
  assert.equal((await call('DELETE', `/__admin/records/appointments/${id}`)).status, 200);
  assert.equal((await call('GET', `/Appointment/${id}`)).status, 404);
});

test('there is exactly one default note type', async () => {
  assert.equal((await call('PATCH', '/__admin/records/noteTypes/office-visit', { default: false })).status, 400);
  await call('PATCH', '/__admin/records/noteTypes/home-visit', { default: true });
  assert.equal((await call('GET', '/__admin/records/noteTypes/office-visit')).body['default'], false);
  assert.equal((await call('DELETE', '/__admin/records/noteTypes/home-visit')).status, 400);
});

test('an unknown collection or record is 404', async () => {
  assert.equal((await call('GET', '/__admin/records/unicorns')).status, 404);
  assert.equal((await call('GET', '/__admin/records/patients/nobody')).status, 404);
  assert.equal((await call('PUT', '/__admin/records/patients/nobody', {})).status, 404);
});

test('a world is exported to one file, and imported into another', async () => {
  const id = await book();
  await call('PUT', '/__admin/settings', { doubleBooking: 'forbid' });
  await call('PUT', '/__admin/clock', { now: '2031-03-04T10:00:00Z' });
  const file = await call('GET', '/__admin/worlds/default/export');
  assert.equal(file.status, 200);
  assert.equal((await call('PUT', '/__admin/worlds/copy/import', file.body)).body['appointments'], 1);
  const copy = mock.worlds.get('copy');
  assert.deepEqual(copy?.store().appointments.get(id), mock.world.store().appointments.get(id));
  assert.equal(copy?.settings().doubleBooking, 'forbid');
  assert.equal(copy.clock.now(), Date.UTC(2031, 2, 4, 10));
  const again = await call('GET', '/__admin/worlds/copy/export');
  assert.deepEqual(again.body, { ...file.body, world: 'copy' });
  const bad = await call('PUT', '/__admin/worlds/copy/import', { ...file.body, settings: { colour: 'red' } });
  assert.equal(bad.status, 400);
  assert.match(String(bad.body['error']), /colour/);
  assert.equal(copy.store().appointments.size, 1);
});

test('the admin surface is guarded and not journalled however its path is written, also where nothing is served', async () => {
  const guarded = await startMock({ adminToken: 'secret' });
  const { host } = new URL(guarded.url);
  const statusOf = (path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: host.split(':')[1], path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  const paths = [
    '/__admin/clock',
    '/%5F%5Fadmin/clock',
    `http://${host}/__admin/clock`,
    '/__admin/x',
    '/%5F%5Fadmin/x',
  ];
  for (const path of paths) assert.equal(await statusOf(path), 401, path);
  const headers = { 'x-mock-admin-token': 'secret' };
  const journal = await fetch(`${guarded.url}/__admin/requests`, { headers });
  assert.equal(((await journal.json()) as { total: number }).total, 0);
  await guarded.close();
});
