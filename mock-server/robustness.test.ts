// What an attacker found: no input may stop the mock, poison its records, or be answered with 500.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { startMock, type Mock } from './index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock();
});
after(() => mock.close());
beforeEach(() => mock.world.reset());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

const call = async (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const response = await fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  return { status: response.status, text, body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown> };
};

const records = '/__admin/records';

const book = async (members: Record<string, unknown> = {}): Promise<string> => {
  const before = new Set([...mock.world.store().appointments.values()].map(({ id }) => id));
  const { status, text } = await call('POST', '/Appointment', { ...canonicalAppointment(), ...members });
  assert.equal(status, 201, text);
  return [...mock.world.store().appointments.values()].find(({ id }) => !before.has(id))?.id ?? '';
};

test('ten times the identifiers take about ten times the processor, not a hundred times', async () => {
  const secondsFor = async (length: number): Promise<number> => {
    const identifier = Array.from({ length }, () => ({}));
    const before = process.cpuUsage();
    const id = await book({ identifier });
    assert.equal((await call('PUT', `/Appointment/${id}`, { identifier })).status, 200);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  await secondsFor(10_000);
  const few = await secondsFor(10_000);
  const many = await secondsFor(100_000);
  assert.ok(many < 50 * few, `${few} s, then ${many} s`);
});

test('a body nested thousands of levels deep is not a server error', async () => {
  const deep = `{"resourceType":"Appointment","x":${'['.repeat(5000)}null${']'.repeat(5000)}}`;
  assert.equal((await call('POST', '/Appointment', deep)).status, 400);
});

test('an admin write does not undo a FHIR write of the same moment', async () => {
  const id = await book();
  await call('GET', `${records}/patients`);
  for (let round = 0; round < 20; round++) {
    await call('PUT', `/Appointment/${id}`, { status: 'proposed' });
    const [patch, put] = await Promise.all([
      call('PATCH', `${records}/appointments/${id}`, { meetingLink: `https://meet.example/${round}` }),
      call('PUT', `/Appointment/${id}`, { status: 'booked' }),
    ]);
    assert.deepEqual([patch.status, put.status], [200, 200]);
    const { body } = await call('GET', `/Appointment/${id}`);
    assert.equal(body['status'], 'booked');
  }
});

test('a record with a time that cannot be shown is refused', async () => {
  const id = await book();
  for (const change of [
    { start: '2031-03-04 15:00:00Z' },
    { start: '2031-03-04T15:00:00+0000' },
    { durationMinutes: 1e300 },
    { durationMinutes: 5e12 },
    { modifiedAt: '2031-03-04t15:00:00z' },
  ])
    assert.equal((await call('PATCH', `${records}/appointments/${id}`, change)).status, 400, JSON.stringify(change));
  assert.equal((await call('PATCH', `${records}/appointments/${id}`, { start: '2031-03-04T15:00Z' })).status, 200);
  assert.equal((await call('GET', '/Appointment')).status, 200);
});

test('names that every object has are no sort keys', async () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    assert.equal((await call('GET', `/Patient?_sort=${key}`)).status, 400, key);
    assert.equal((await call('GET', `/Appointment?_sort=${key}`)).status, 400, key);
  }
});

test('a list of records takes no patterns and shows no stack', async () => {
  for (const query of ['family_like=%28', 'family_like=(a%2B)%2B$', '_expand=patient']) {
    const { status, text } = await call('GET', `${records}/patients?${query}`);
    assert.ok(status < 500, query);
    assert.doesNotMatch(text, /node_modules|at .*\.js/);
  }
});

test(
  'an appointment of ten thousand years does not stop a server that forbids double booking',
  { timeout: 120_000 },
  async () => {
    await call('PUT', '/__admin/settings', { doubleBooking: 'forbid' });
    await book();
    const { status } = await call('POST', '/Appointment', {
      ...canonicalAppointment(),
      start: '0001-01-01T00:00Z',
      end: '9999-12-31T00:00Z',
    });
    assert.equal(status, 422);
  },
);

test('a second key is taken once, and its record outlives a namesake', async () => {
  const coding = { system: 'INTERNAL', code: 'INIV', display: 'Twin' };
  assert.equal((await call('POST', `${records}/reasonCodings`, coding)).status, 400);
  const [location] = mock.world.store().locations.values();
  const { id: _id, ...twin } = { ...location };
  assert.equal((await call('POST', `${records}/locations`, twin)).status, 400);
});

test('a change in the chart counts for If-Unmodified-Since', async () => {
  await call('PUT', '/__admin/clock', { now: '2031-03-04T00:00:00Z' });
  const id = await book();
  await call('PUT', '/__admin/clock', { now: '2031-03-04T01:00:00Z' });
  await call('PATCH', `${records}/appointments/${id}`, { status: 'roomed' });
  for (const since of [
    'Tue, 04 Mar 2031 00:30:00 GMT',
    'Tuesday, 04-Mar-31 00:30:00 GMT',
    'Tue Mar  4 00:30:00 2031',
    'Tue, 04 Mar 2031 00:30:00 +0000',
  ]) {
    const headers = { 'if-unmodified-since': since };
    assert.equal((await call('PUT', `/Appointment/${id}`, { status: 'arrived' }, headers)).status, 412, since);
  }
});

test('a content type that is none is a bad request, and asks for the token first', async () => {
  for (const type of ['foo', 'application/json, application/json', ';;', '/']) {
    const { status, body } = await call('POST', '/Appointment', '{}', { 'content-type': type });
    assert.deepEqual([status, body['resourceType']], [400, 'OperationOutcome'], type);
    const stranger = { 'content-type': type, authorization: 'none' };
    assert.equal((await call('POST', '/Appointment', '{}', stranger)).status, 401, type);
  }
});

test('a search by POST takes a form and nothing else', async () => {
  await book();
  assert.equal((await call('POST', '/Appointment/_search', '{"patient":"Patient/x"}')).status, 400);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  assert.equal((await call('POST', '/Appointment/_search', 'patient=Patient/x', form)).body['total'], 0);
});

test('a patient-scoped token is refused rather than given everything', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const grant = 'grant_type=client_credentials&client_id=a&client_secret=b';
  assert.equal((await call('POST', '/auth/token/', `${grant}&patient=x&scope=patient/Patient.read`, form)).status, 400);
  const { status, body } = await call('POST', '/auth/token/', `${grant}&scope=patient/Patient.read`, form);
  assert.deepEqual([status, body['error']], [400, 'invalid_scope']);
});

test('what was read can be put back in every status', async () => {
  for (const status of ['unconfirmed', 'roomed', 'no-showed', 'cancelled', 'deleted']) {
    const id = await book();
    await call('PATCH', `${records}/appointments/${id}`, { status });
    const { body } = await call('GET', `/Appointment/${id}`);
    assert.equal((await call('PUT', `/Appointment/${id}`, body)).status, 200, status);
    assert.deepEqual((await call('GET', `/Appointment/${id}`)).body, body);
  }
});

test('the default note type stays scheduleable', async () => {
  assert.equal((await call('PATCH', `${records}/noteTypes/office-visit`, { scheduleable: false })).status, 400);
});
