// The reads behind the page: figures and lines of some days, by the clinic's clocks, never more than were asked for.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { blankRecord } from '../domain/record-draft.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ records: instance });
});
after(() => mock.close());
beforeEach(() => {
  mock.world.reset();
  mock.world.clock.freeze(Date.UTC(2031, 2, 5, 18));
});

type Body = Readonly<Record<string, unknown>>;

const get = async (path: string): Promise<{ readonly status: number; readonly body: Body }> => {
  const response = await fetch(mock.url + path);
  return { status: response.status, body: (await response.json()) as Body };
};

const [ann, ramona] = instance.practitioners.map(({ id }) => id);

const put = (id: string, start: string, more: Partial<AppointmentRecord> = {}): void => {
  const first = blankRecord({ id, stored: undefined, now: 0 });
  mock.world.store().appointments.put({
    ...first,
    noteType: instance.noteTypes[0]?.id ?? '',
    practitioner: ann ?? '',
    patient: instance.patients[0]?.id ?? null,
    start: Date.parse(start),
    durationMinutes: 30,
    ...more,
  });
};

const idsOf = ({ body }: { readonly body: Body }): readonly unknown[] =>
  (body['appointments'] as readonly Body[]).map(({ id }) => id);

test('without days it is the week of the clock, from Monday, in the clinic', async () => {
  const { body } = await get('/__admin/schedule');
  assert.deepEqual([body['from'], body['days'], body['timeZone']], ['2031-03-03', 7, 'America/Los_Angeles']);
  mock.world.clock.freeze(Date.UTC(2031, 2, 10, 3));
  assert.equal((await get('/__admin/schedule')).body['from'], '2031-03-03', 'it is Sunday evening there');
  assert.equal((await get('/__admin/schedule?days=1')).body['from'], '2031-03-09');
});

test('the nearest days are those of the nearest starts, in the clinic, whatever was put first', async () => {
  put('late before', '2031-02-20T02:00:00Z');
  put('later before', '2031-02-20T20:00:00Z');
  put('late after', '2031-03-15T20:00:00Z');
  put('early after', '2031-03-15T02:00:00Z');
  const { body } = await get('/__admin/schedule?from=2031-03-03');
  assert.deepEqual(body['nearest'], { before: '2031-02-20', after: '2031-03-14' });
});

test('a week begins and ends at midnight in the clinic, also where its clocks change', async () => {
  put('before', '2031-03-03T07:59:59Z');
  put('first', '2031-03-03T08:00:00Z');
  put('last', '2031-03-10T06:59:59Z');
  put('beyond', '2031-03-10T07:00:00Z');
  assert.deepEqual(idsOf(await get('/__admin/appointments?from=2031-03-03&days=7')), ['first', 'last']);
  const { body } = await get('/__admin/schedule?from=2031-03-03');
  assert.deepEqual((body['inSpan'] as Body)['total'], 2);
  assert.deepEqual(body['nearest'], { before: '2031-03-02', after: '2031-03-10' });
});

test('lines have local times, names and the words of Canvas and of FHIR', async () => {
  put('one', '2031-03-04T17:00:00Z', { status: 'exited', location: instance.locations[0]?.id ?? null });
  put('none', '2031-03-04T18:00:00Z', { patient: null, practitioner: 'nobody', status: 'no-showed' });
  const { body } = await get('/__admin/appointments?from=2031-03-04&days=1');
  const [one, none] = body['appointments'] as readonly Body[];
  assert.equal(one?.['start'], '2031-03-04T09:00:00-08:00');
  assert.equal(one['end'], '2031-03-04T09:30:00-08:00');
  assert.deepEqual(
    [one['status'], one['fhirStatus'], one['location']],
    ['exited', 'fulfilled', 'Canvas Clinic San Francisco'],
  );
  assert.deepEqual([none?.['patient'], none?.['fhirStatus']], [null, 'noshow']);
  const { practitioners } = (await get('/__admin/schedule?from=2031-03-04&days=1')).body;
  assert.ok((practitioners as readonly Body[]).some(({ name }) => name === 'Unknown practitioner nobody'));
});

test('figures are those of the world and of the days', async () => {
  put('one', '2031-03-04T17:00:00Z');
  put('two', '2031-03-05T17:00:00Z', { status: 'cancelled', practitioner: ramona ?? '' });
  put('far', '2032-03-05T17:00:00Z', { status: 'cancelled' });
  const { body } = await get('/__admin/schedule');
  assert.equal(body['total'], 3);
  assert.equal((body['byStatus'] as Body)['cancelled'], 2);
  assert.equal(((body['inSpan'] as Body)['byStatus'] as Body)['cancelled'], 1);
  const found = (await get('/__admin/schedule?q=ramo')).body['practitioners'];
  assert.deepEqual(found, [{ id: ramona, name: 'Ramona Ogilvie NP', appointments: 1 }]);
  const { chosen } = (await get(`/__admin/schedule?q=nobody&practitioner=${ramona ?? ''}`)).body;
  assert.deepEqual(chosen, found);
});

test('lines are picked by practitioner and status, and no more are given than asked for', async () => {
  put('b', '2031-03-04T18:00:00Z', { status: 'confirmed' });
  put('a', '2031-03-04T17:00:00Z');
  put('c', '2031-03-06T17:00:00Z', { practitioner: ramona ?? '' });
  assert.deepEqual(idsOf(await get(`/__admin/appointments?practitioner=${ramona ?? ''}`)), ['c']);
  assert.deepEqual(idsOf(await get('/__admin/appointments?status=confirmed,cancelled')), ['b']);
  const { body } = await get(`/__admin/appointments?from=2031-03-03&practitioner=${ann ?? ''}&practitioner=x&limit=1`);
  assert.deepEqual([idsOf({ body }), body['total'], body['partial']], [['a'], 2, false]);
});

test('what began before the days and reaches into them is there as well', async () => {
  put('long', '2031-03-02T08:00:00Z', { durationMinutes: 3 * 1440 });
  assert.deepEqual(idsOf(await get(`/__admin/appointments?from=2031-03-03&practitioner=${ann ?? ''}`)), ['long']);
});

test('a wrong parameter is one clear line', async () => {
  const faults = {
    '/__admin/schedule?from=2031-02-30': /^from: '2031-02-30' is not a day/,
    '/__admin/schedule?days=0': /^days: must be a whole number from 1 to 62/,
    '/__admin/schedule?week=1': /^week: no such parameter/,
    '/__admin/appointments?limit=1001': /^limit: must be a whole number from 0 to 1000/,
    '/__admin/appointments?status=booked': /^status: 'booked' is none of Canvas's words: unconfirmed/,
    '/__admin/appointments?days=3': /^days: needs from/,
    '/__admin/appointments?patient=x': /^patient: no such parameter/,
    '/__admin/schedule?from=2031-03-03&from=2031-03-04': /^from: is given twice/,
  };
  for (const [path, expected] of Object.entries(faults)) {
    const { status, body } = await get(path);
    assert.equal(status, 400, path);
    assert.match(String(body['error']), expected);
  }
});

test('a world is named by header or query, and sees its own', async () => {
  put('mine', '2031-03-04T17:00:00Z');
  const created = await fetch(`${mock.url}/Appointment`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', 'x-mock-world': 'other' },
    body: JSON.stringify({ ...canonicalAppointment(), start: '2031-03-04T17:00:00Z', end: '2031-03-04T17:30:00Z' }),
  });
  assert.equal(created.status, 201);
  assert.deepEqual(idsOf(await get('/__admin/appointments')), ['mine']);
  assert.notDeepEqual(idsOf(await get('/__admin/appointments?world=other')), ['mine']);
});

test('the schemas say what settings and faults may be', async () => {
  const settings = (await get('/__admin/settings/schema')).body['properties'] as Readonly<Record<string, Body>>;
  assert.deepEqual(Object.keys(settings), Object.keys(mock.world.settings()));
  for (const [name, { description }] of Object.entries(settings)) assert.equal(typeof description, 'string', name);
  const faults = (await get('/__admin/faults/schema')).body['properties'] as Body;
  assert.ok('kind' in faults);
});
