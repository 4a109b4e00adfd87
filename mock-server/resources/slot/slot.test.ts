// Schedules and slots through a started mock, and the local time below them.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startMock, type Mock, type MockOptions } from '../../index.ts';
import { instantAt, localWriter, offsetAt } from '../../domain/local-time.ts';
import { openTimes, type Days } from './open-times.ts';

const priti = '4150cd20de8a470aa570a852859ac87e';
const ogilvie = 'e766816672f34a5b866771c773e38f3c';
const achebe = '9a1b3c5d7e9f40218c6a4b2d0f8e6c4a';
const schedule = `Location.1-Staff.${priti}`;

interface Slot {
  readonly start: string;
  readonly end: string;
  readonly id?: string;
}

interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly total: number;
  readonly link?: unknown;
  readonly entry?: readonly { readonly resource: Slot & Record<string, unknown> }[];
  readonly issue?: readonly { readonly code: string; readonly details: { readonly text: string } }[];
}

let mock: Mock;

const call = (path: string, method = 'GET', body?: unknown, to = mock): Promise<Response> =>
  fetch(`${to.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${to.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const bundle = async (path: string, to = mock): Promise<Bundle> => {
  const response = await call(path, 'GET', undefined, to);
  assert.equal(response.status, 200, path);
  return (await response.json()) as Bundle;
};

const starts = async (query: string, to = mock): Promise<string[]> =>
  ((await bundle(`/Slot?${query}`, to)).entry ?? []).map(({ resource }) => resource.start);

const refused = async (query: string): Promise<string> => {
  const response = await call(`/Slot?${query}`);
  assert.equal(response.status, 400, query);
  const { issue } = (await response.json()) as Bundle;
  assert.equal(issue?.[0]?.code, 'invalid');
  return issue[0].details.text;
};

const setHours = (practitioner: string, hours: readonly unknown[]): Promise<Response> =>
  call(`/__admin/records/practitioners/${practitioner}`, 'PATCH', { hours });

const book = async (start: string, end: string, more: object = {}): Promise<string> => {
  const response = await call('/Appointment', 'POST', {
    resourceType: 'Appointment',
    status: 'proposed',
    start,
    end,
    participant: [{ actor: { reference: `Practitioner/${priti}` }, status: 'accepted' }],
    ...more,
  });
  assert.equal(response.status, 201);
  return response.headers.get('location')?.split('/Appointment/')[1]?.split('/')[0] ?? '';
};

const changed = async (options: MockOptions, check: (other: Mock) => Promise<void>): Promise<void> => {
  const other = await startMock(options);
  try {
    await check(other);
  } finally {
    await other.close();
  }
};

before(async () => {
  mock = await startMock({ settings: { slotGrid: 'duration', slotInstants: 'refuse' } });
});
beforeEach(async () => {
  await call('/__admin/reset', 'POST');
});
after(() => mock.close());

describe('Schedule', () => {
  test('there is one for each scheduleable practitioner and location, without links', async () => {
    const { total, link, entry = [], type } = await bundle('/Schedule');
    assert.deepEqual([total, link, type], [4, undefined, 'searchset']);
    assert.deepEqual(
      entry.map(({ resource }) => resource.id),
      [1, 2].flatMap((number) => [priti, ogilvie].map((id) => `Location.${number}-Staff.${id}`)),
    );
    assert.deepEqual(entry[0]?.resource, {
      resourceType: 'Schedule',
      id: schedule,
      text: { status: 'generated', div: '<div>Schedule for Youta Priti MD at Canvas Clinic San Francisco</div>' },
      actor: [{ reference: `Practitioner/${priti}`, type: 'Practitioner' }],
      comment: 'Schedule for Youta Priti MD at Canvas Clinic San Francisco',
    });
  });

  test('parameters are ignored, and who cannot be scheduled has none', async () => {
    assert.equal((await bundle('/Schedule?actor=nobody&_count=1')).total, 4);
    await call(`/__admin/records/practitioners/${priti}`, 'PATCH', { active: false });
    await call('/__admin/records/locations/7d1c3b64-9f0a-4e5d-8a2e-6a54cf1b0c11', 'PATCH', { active: false });
    const { entry = [] } = await bundle('/Schedule');
    assert.deepEqual(
      entry.map(({ resource }) => resource.id),
      [`Location.1-Staff.${ogilvie}`],
    );
  });

  test('names with markup do not break the narrative', async () => {
    await call(`/__admin/records/practitioners/${priti}`, 'PATCH', { family: 'A & <B>' });
    const { entry = [] } = await bundle('/Schedule');
    assert.match(JSON.stringify(entry[0]?.resource['text']), /Youta A &amp; &lt;B> MD/);
  });

  test('it can only be searched', async () => {
    assert.equal((await call(`/Schedule/${schedule}`)).status, 405);
    assert.equal((await call('/Slot', 'POST', {})).status, 405);
  });

  test('no-links is a rule', () =>
    changed({ without: ['schedule/no-links', 'slot/no-links'] }, async (other) => {
      assert.ok((await bundle('/Schedule', other)).link);
      assert.ok((await bundle(`/Slot?schedule=${schedule}`, other)).link);
    }));
});

describe('Slot', () => {
  const monday = `schedule=${schedule}&start=2024-03-04&end=2024-03-04`;

  test('a working day is cut into slots of 20 minutes in clinic time', async () => {
    const { total, link, entry = [] } = await bundle(`/Slot?${monday}`);
    assert.deepEqual([total, link, entry.length], [24, undefined, 24]);
    assert.deepEqual(entry[0]?.resource, {
      resourceType: 'Slot',
      schedule: { reference: `Schedule/${schedule}`, type: 'Schedule' },
      status: 'free',
      start: '2024-03-04T09:00:00-08:00',
      end: '2024-03-04T09:20:00-08:00',
    });
    assert.equal(entry.at(-1)?.resource.end, '2024-03-04T17:00:00-08:00');
  });

  test('the schedule may be a reference, percent-encoded or not, and paging is ignored', async () => {
    const query = monday.replace('schedule=', 'schedule=Schedule/');
    assert.equal((await starts(query)).length, 24);
    assert.equal((await starts(query.replace('Schedule/', 'Schedule%2F'))).length, 24);
    assert.equal((await starts(`${query}&_count=1&nonsense=1`)).length, 24);
  });

  test('an unknown schedule has no slots', async () => {
    const unknown = [
      'nonsense',
      `Location.9-Staff.${priti}`,
      'Location.1-Staff.00000000000000000000000000000000',
      `Location.1-Staff.${achebe}`,
    ];
    for (const id of unknown) {
      const found = await bundle(`/Slot?schedule=${id}`);
      assert.deepEqual(found, { resourceType: 'Bundle', type: 'searchset', total: 0 });
    }
  });

  test('without start and end it is the week from the current UTC day on', async () => {
    // Still Sunday evening in the clinic, already Monday in UTC.
    await call('/__admin/clock', 'PUT', { now: '2024-03-04T02:00:00Z' });
    const found = await starts(`schedule=${schedule}`);
    await call('/__admin/clock', 'DELETE');
    assert.equal(found[0], '2024-03-04T09:00:00-08:00');
    assert.equal(found.at(-1), '2024-03-11T16:40:00-07:00');
    assert.equal(found.length, 6 * 24);
  });

  test('duration sets the length; what is left over is not offered', async () => {
    const found = await starts(`${monday}&duration=90`);
    assert.deepEqual([found.length, found.at(-1)], [5, '2024-03-04T15:00:00-08:00']);
  });

  test('create takes a slot at every location, cancel gives it back', async () => {
    const before = await starts(monday);
    const id = await book('2024-03-04T18:00:00Z', '2024-03-04T18:30:00Z');
    const taken = await starts(monday);
    const gone = ['2024-03-04T10:00:00-08:00', '2024-03-04T10:20:00-08:00'];
    assert.deepEqual(
      taken,
      before.filter((start) => !gone.includes(start)),
    );
    assert.equal((await starts(monday.replace('Location.1', 'Location.2'))).length, 22);
    assert.equal((await starts(monday.replace(priti, ogilvie))).length, 24);
    const cancelled = await call(`/Appointment/${id}`, 'PUT', { resourceType: 'Appointment', status: 'cancelled' });
    assert.equal(cancelled.status, 200);
    assert.deepEqual(await starts(monday), before);
  });

  test('overlapping appointments and one that began the day before are all taken off', async () => {
    await book('2024-03-04T18:00:00Z', '2024-03-04T20:00:00Z');
    await book('2024-03-04T18:20:00Z', '2024-03-04T18:40:00Z');
    await book('2024-03-03T18:00:00Z', '2024-03-04T17:10:00Z');
    assert.equal((await starts(monday)).length, 24 - 6 - 1);
  });

  test('booked time that touches a slot leaves it free', async () => {
    await book('2024-03-04T17:20:00Z', '2024-03-04T17:40:00Z');
    const found = await starts(monday);
    assert.deepEqual(found.slice(0, 2), ['2024-03-04T09:00:00-08:00', '2024-03-04T09:40:00-08:00']);
  });

  test('a day on which the clocks go forward is an hour shorter, one on which they go back longer', async () => {
    await setHours(priti, [{ days: [0], from: '00:00', to: '04:00' }]);
    const forward = await starts(`schedule=${schedule}&start=2024-03-10&end=2024-03-10&duration=60`);
    assert.deepEqual(forward, ['2024-03-10T00:00:00-08:00', '2024-03-10T01:00:00-08:00', '2024-03-10T03:00:00-07:00']);
    const back = await starts(`schedule=${schedule}&start=2024-11-03&end=2024-11-03&duration=60`);
    assert.deepEqual(back, [
      '2024-11-03T00:00:00-07:00',
      '2024-11-03T01:00:00-07:00',
      '2024-11-03T01:00:00-08:00',
      '2024-11-03T02:00:00-08:00',
      '2024-11-03T03:00:00-08:00',
    ]);
  });

  test('the same hours keep their local time across a change', async () => {
    await setHours(priti, [{ days: [0, 6], from: '09:00', to: '10:00' }]);
    const found = await starts(`schedule=${schedule}&start=2024-03-09&end=2024-03-10&duration=60`);
    assert.deepEqual(found, ['2024-03-09T09:00:00-08:00', '2024-03-10T09:00:00-07:00']);
  });

  test('a night shift belongs to the days its slots lie on', async () => {
    await setHours(priti, [{ days: [1], from: '23:00', to: '01:00' }]);
    const query = `schedule=${schedule}&duration=60`;
    assert.deepEqual(await starts(`${query}&start=2024-03-04&end=2024-03-04`), ['2024-03-04T23:00:00-08:00']);
    assert.deepEqual(await starts(`${query}&start=2024-03-05&end=2024-03-05`), ['2024-03-05T00:00:00-08:00']);
  });

  test('shifts that overlap give no slot twice', async () => {
    const shift = { days: [1], from: '09:00', to: '10:00' };
    await setHours(priti, [shift, shift]);
    assert.equal((await starts(monday)).length, 3);
  });

  test('another time zone shows another offset', async () => {
    await call('/__admin/settings', 'PUT', { timeZone: 'Asia/Kolkata' });
    assert.equal((await starts(monday))[0], '2024-03-04T09:00:00+05:30');
  });

  test('a bad request says which parameter and why', async () => {
    assert.match(await refused('start=2024-03-04'), /schedule: required/);
    assert.match(await refused('schedule='), /schedule: required/);
    assert.match(await refused(`schedule=${schedule}&start=2024-02-30`), /start: '2024-02-30' is not a day/);
    assert.match(await refused(`schedule=${schedule}&end=tomorrow`), /end: 'tomorrow' is not a day/);
    assert.match(await refused(`schedule=${schedule}&start=2024-03-04T00:00:00Z`), /start:/);
    assert.match(await refused(`schedule=${schedule}&start=2024-03-05&end=2024-03-04`), /end: lies before start/);
    for (const duration of ['0', '-20', '1441', '20.5', 'long'])
      assert.match(await refused(`${monday}&duration=${duration}`), /duration:/);
  });

  test('the window is bounded, and a full one is answered', async () => {
    assert.match(await refused(`schedule=${schedule}&start=0001-01-01&end=9999-12-31`), /more than 92 days/);
    await setHours(priti, [{ days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00' }]);
    const { total } = await bundle(`/Slot?schedule=${schedule}&start=2024-03-01&end=2024-06-01&duration=60`);
    assert.equal(total, 93 * 24 - 1);
    for (const edge of ['0001-01-01', '1970-01-01', '9999-12-31'])
      assert.ok((await starts(`schedule=${schedule}&start=${edge}&end=${edge}`)).length > 0, edge);
  });

  test('each rule with code is noticed when it is left out', async () => {
    await changed({ without: ['slot/booked-time-is-taken', 'slot/shown-in-clinic-time'] }, async (other) => {
      const body = {
        start: '2024-03-04T17:00:00Z',
        end: '2024-03-04T17:20:00Z',
        participant: [{ actor: { reference: `Practitioner/${priti}` }, status: 'accepted' }],
      };
      await call('/Appointment', 'POST', body, other);
      assert.equal((await starts(monday, other))[0], '2024-03-04T17:00:00+00:00');
    });
    await changed(
      {
        without: [
          'slot/schedule-is-required',
          'slot/bad-day-is-refused',
          'slot/bad-duration-is-refused',
          'slot/end-before-start-is-refused',
          'slot/window-is-bounded',
          'slot/begins-on-quarter-hours',
          'slot/lasts-twenty-minutes',
          'slot/begins-today',
          'slot/ends-after-a-week',
          'slot/schedule-selects',
        ],
      },
      async (other) => {
        assert.deepEqual(await starts('start=x', other), []);
        assert.equal((await starts(`${monday}&duration=x`, other)).length, 8);
        assert.deepEqual(await starts(`schedule=Schedule/${schedule}`, other), []);
        assert.match((await starts(`schedule=${schedule}`, other))[0] ?? '', /^1970-01-01/);
        assert.deepEqual(await starts(`schedule=${schedule}&start=2024-03-05&end=2024-03-04`, other), []);
        assert.ok((await starts(`schedule=${schedule}&start=2024-03-04&end=9999-12-31`, other)).length < 800);
      },
    );
  });
});

describe('local time', () => {
  const zone = 'America/Los_Angeles';
  const shown = (text: string): number => Date.parse(`${text}Z`);
  const at = (text: string): string => localWriter(zone)(instantAt(shown(text), zone));

  test('offsets follow the zone', () => {
    assert.equal(offsetAt(Date.UTC(2024, 0, 1), zone), -8 * 3_600_000);
    assert.equal(offsetAt(Date.UTC(2024, 6, 1), zone), -7 * 3_600_000);
    assert.equal(offsetAt(Date.UTC(2024, 6, 1), 'UTC'), 0);
    assert.equal(offsetAt(Date.UTC(2024, 6, 1), 'Asia/Kathmandu'), 345 * 60_000);
  });

  test('a skipped time moves on, a repeated one is the first', () => {
    assert.equal(at('2024-03-10T02:30:00'), '2024-03-10T03:30:00-07:00');
    assert.equal(at('2024-11-03T01:30:00'), '2024-11-03T01:30:00-07:00');
    assert.equal(at('2024-11-03T02:00:00'), '2024-11-03T02:00:00-08:00');
    assert.equal(at('2024-07-04T12:00:00'), '2024-07-04T12:00:00-07:00');
  });

  test('no days give no times', () => {
    const days: Days = { first: Date.UTC(2024, 2, 4), last: Date.UTC(2024, 2, 1) };
    assert.deepEqual(openTimes([{ days: [1], from: '09:00', to: '10:00' }], days, zone, 20, []), []);
  });
});
