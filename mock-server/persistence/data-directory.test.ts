// The data directory: what it keeps through restarts, and that one which cannot be used is left alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { newFolder } from '../../bench/test-support/command.ts';
import { ClassicLevel } from 'classic-level';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { generateRecords } from '../../fixtures/generate.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock, type MockOptions } from '../index.ts';

const folder = newFolder();
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const headers = { authorization: 'Bearer canvas-development-token', 'content-type': 'application/json' };
const body = JSON.stringify(canonicalAppointment());

/** Creates an appointment; the id where the write was acknowledged. */
const create = async (url: string, world: string): Promise<string | undefined> => {
  try {
    const sent = { method: 'POST', headers: { ...headers, 'x-mock-world': world }, body };
    const response = await fetch(`${url}/Appointment`, sent);
    return response.status === 201 ? response.headers.get('location')?.split('/')[4] : undefined;
  } catch {
    return undefined;
  }
};

const call = async (mock: Mock, method: string, path: string, sent?: object): Promise<unknown> => {
  const response = await fetch(mock.url + path, {
    method,
    headers,
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path} answered ${response.status}: ${text}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
};

const app = { client_id: 'app', client_secret: 'secret', redirect_uri: 'http://127.0.0.1:9/back' };

type TokenAnswer = Readonly<Record<'access_token' | 'refresh_token' | 'error', string>>;

const tokenFor = async (mock: Mock, form: Record<string, string>): Promise<TokenAnswer> => {
  const response = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
  return (await response.json()) as TokenAnswer;
};

/** A user lets the app in, which changes the code for tokens. */
const signIn = async (mock: Mock): Promise<TokenAnswer> => {
  const query = new URLSearchParams({ ...app, response_type: 'code', scope: 'user/*.* offline_access' });
  const sent = await fetch(`${mock.url}/auth/authorize/?${query.toString()}`, { redirect: 'manual' });
  const code = new URL(sent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return tokenFor(mock, { grant_type: 'authorization_code', ...app, code });
};

const sumOf = (path: string): string => {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted();
  const hash = createHash('sha256');
  for (const name of names) {
    hash.update(name);
    if (statSync(join(path, name)).isFile()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
};

describe('a data directory', () => {
  it('keeps records, settings, clock, snapshots and worlds, in their order, and forgets what was dropped', async () => {
    const data = join(folder, 'kept');
    const first = await startMock({ data, records: instance, seed: 'kept' });
    const ids: string[] = [];
    for (let n = 0; n < 30; n++) ids.push((await create(first.url, 'a')) ?? '');
    await call(first, 'PUT', '/__admin/settings?world=a', { doubleBooking: 'forbid' });
    await call(first, 'PUT', '/__admin/clock?world=a', { now: '2031-03-04T10:00:00Z' });
    await call(first, 'PUT', '/__admin/worlds/a/snapshots/before');
    await call(first, 'DELETE', `/__admin/records/appointments/${ids[3] ?? ''}?world=a`);
    await call(first, 'PATCH', `/__admin/records/patients/ee1c7803325b47b492008f3e7c9d7a3d?world=a`, { given: 'Zoë' });
    await call(first, 'POST', '/__admin/worlds', { name: 'b', settings: { consent: 'approve' } });
    await call(first, 'POST', '/__admin/worlds', { name: 'c' });
    await call(first, 'DELETE', '/__admin/worlds/c');
    const list = (mock: Mock) => call(mock, 'GET', '/__admin/records/appointments?world=a');
    const shown = [await list(first), await call(first, 'GET', '/__admin/worlds/a')];
    await first.close();
    const second = await startMock({ data, seed: 'kept' });
    try {
      assert.deepEqual([await list(second), await call(second, 'GET', '/__admin/worlds/a')], shown);
      assert.deepEqual(await call(second, 'GET', '/__admin/worlds'), { worlds: ['default', 'a', 'b'] });
      assert.equal(second.worlds.get('b')?.settings().consent, 'approve');
      const patient = await call(second, 'GET', '/__admin/records/patients/ee1c7803325b47b492008f3e7c9d7a3d?world=a');
      assert.equal((patient as { given: string }).given, 'Zoë');
      await call(second, 'POST', '/__admin/worlds/a/snapshots/before/restore');
      const restored = (await list(second)) as { id: string }[];
      assert.deepEqual(
        restored.map(({ id }) => id),
        ids,
      );
      await call(second, 'POST', '/__admin/worlds/a/reset');
    } finally {
      await second.close();
    }
    const third = await startMock({ data, seed: 'kept' });
    try {
      assert.deepEqual(await list(third), []);
      assert.equal(third.worlds.get('a')?.settings().doubleBooking, 'allow');
      assert.equal(third.worlds.get('b')?.settings().consent, 'approve');
    } finally {
      await third.close();
    }
  });

  it('begins a world anew that was dropped and made again, also after a restart', async () => {
    const data = join(folder, 'anew');
    const first = await startMock({ data, records: instance });
    await call(first, 'POST', '/__admin/worlds', { name: 'a', settings: { doubleBooking: 'forbid' } });
    await create(first.url, 'a');
    await first.close();
    const second = await startMock({ data });
    await call(second, 'DELETE', '/__admin/worlds/a');
    await call(second, 'POST', '/__admin/worlds', { name: 'a' });
    assert.equal(second.worlds.get('a')?.settings().doubleBooking, 'allow');
    await call(second, 'PUT', '/__admin/worlds/a/snapshots/empty');
    await second.close();
    const third = await startMock({ data });
    try {
      await call(third, 'POST', '/__admin/worlds/a/snapshots/empty/restore');
      assert.deepEqual(await call(third, 'GET', '/__admin/records/appointments?world=a'), []);
    } finally {
      await third.close();
    }
  });

  it('is used by one process at a time', async () => {
    const data = join(folder, 'shared');
    const mock = await startMock({ data });
    try {
      await assert.rejects(startMock({ data }), /is in use by another process/);
      assert.notEqual(await create(mock.url, 'default'), undefined);
    } finally {
      await mock.close();
    }
    await (await startMock({ data })).close();
  });

  it('of somebody else, or damaged, is refused in one line and left as it was', async () => {
    const good = join(folder, 'good');
    const mock = await startMock({ data: good });
    for (let n = 0; n < 50; n++) await create(mock.url, 'default');
    await mock.close();
    const files = readdirSync(join(good, 'db'));
    const largest =
      files.toSorted(
        (one, other) => statSync(join(good, 'db', other)).size - statSync(join(good, 'db', one)).size,
      )[0] ?? '';
    const damages: Readonly<Record<string, (path: string) => void>> = {
      'a foreign file': (path) => {
        rmSync(path, { recursive: true });
        mkdirSync(path);
        writeFileSync(join(path, 'thesis.txt'), 'four years');
      },
      'no marker': (path) => rmSync(join(path, 'canvas-harness.json')),
      'a broken marker': (path) => writeFileSync(join(path, 'canvas-harness.json'), '{'),
      'another version': (path) =>
        writeFileSync(join(path, 'canvas-harness.json'), '{"format": "canvas-harness data", "version": 9}'),
      'no CURRENT': (path) => rmSync(join(path, 'db', 'CURRENT')),
      'no manifest': (path) => rmSync(join(path, 'db', files.find((name) => name.startsWith('MANIFEST')) ?? '')),
      'no database': (path) => rmSync(join(path, 'db'), { recursive: true }),
      'a shorter table': (path) => truncateSync(join(path, 'db', largest), 5000),
      'other bytes': (path) => {
        const bytes = readFileSync(join(path, 'db', largest));
        writeFileSync(join(path, 'db', largest), bytes.fill(7, 2000, 2100));
      },
    };
    for (const [name, damage] of Object.entries(damages)) {
      const path = join(folder, name.replaceAll(' ', '-'));
      cpSync(good, path, { recursive: true });
      damage(path);
      const before = sumOf(path);
      await assert.rejects(startMock({ data: path }), (error: Error) => {
        assert.match(error.message, /^the data directory .*(damaged|something else|version 9)[^\n]*$/, name);
        return true;
      });
      assert.equal(sumOf(path), before, name);
    }
  });

  it('that is filled begins with nothing else: other records or settings are refused, the same ones are not', async () => {
    const data = join(folder, 'filled');
    const records = generateRecords({ appointments: 20, patients: 5 });
    const settings = { doubleBooking: 'forbid' } as const;
    const patient = { id: 'ee1c7803325b47b492008f3e7c9d7a3d', given: 'Zoë' };
    const began = { data, records, settings, recordChanges: { patients: [patient] } };
    const first = await startMock(began);
    await call(first, 'PUT', '/__admin/settings', { doubleBooking: 'allow' });
    await first.close();
    const others: Readonly<Record<string, [MockOptions, RegExp]>> = {
      'other records': [
        { data, records: generateRecords({ appointments: 3 }) },
        /filled already.*others: 42 patients where it began with 7/,
      ],
      'another patient': [
        { data, recordChanges: { patients: [{ ...patient, given: 'Ann' }] } },
        /patients\[\d+\], id ee1c/,
      ],
      'another setting': [{ data, settings: { consent: 'approve' } }, /consent is approve where it began with ask/],
    };
    for (const [name, [options, message]] of Object.entries(others)) {
      await assert.rejects(startMock(options), (error: Error) => {
        assert.match(error.message, /^the data directory [^\n]*$/, name);
        assert.match(error.message, message, name);
        return true;
      });
    }
    for (const options of [began, { data }]) {
      const next = await startMock(options);
      try {
        assert.equal(next.world.settings().doubleBooking, 'allow');
        assert.equal(next.world.store().patients.get(patient.id)?.given, 'Zoë');
        assert.equal(next.world.store().appointments.size, 20);
        await call(next, 'POST', '/__admin/worlds', { name: options === began ? 'x' : 'y' });
        assert.equal(next.worlds.get('y')?.settings().doubleBooking ?? 'forbid', 'forbid');
      } finally {
        await next.close();
      }
    }
  });

  it('keeps tokens until they expire, and a refresh token is good for one time over all starts', async () => {
    const data = join(folder, 'tokens');
    const first = await startMock({ data, settings: { consent: 'approve' } });
    const signedIn = await signIn(first);
    const machine = await tokenFor(first, { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' });
    const next = await tokenFor(first, { grant_type: 'refresh_token', ...app, refresh_token: signedIn.refresh_token });
    await first.close();
    const second = await startMock({ data, token: 'another' });
    try {
      const read = async (token: string): Promise<number> => {
        const sent = { headers: { authorization: `Bearer ${token}` } };
        return (await fetch(`${second.url}/Patient`, sent)).status;
      };
      assert.deepEqual([await read(machine.access_token), await read(next.access_token)], [200, 200]);
      // The token that each start gives anew is that of this start.
      assert.deepEqual([await read('another'), await read('canvas-development-token')], [200, 401]);
      const used = await tokenFor(second, {
        grant_type: 'refresh_token',
        ...app,
        refresh_token: signedIn.refresh_token,
      });
      assert.equal(used.error, 'invalid_grant');
      const good = await tokenFor(second, { grant_type: 'refresh_token', ...app, refresh_token: next.refresh_token });
      assert.equal(await read(good.access_token), 200);
      second.world.clock.runFrom(second.world.clock.now() + 36_001_000);
      assert.equal(await read(machine.access_token), 401);
    } finally {
      await second.close();
    }
  });

  it('that cannot be written any more refuses writes in one line, and has what was acknowledged', async (context) => {
    const data = join(folder, 'full');
    const first = await startMock({ data, records: instance });
    const kept = await create(first.url, 'default');
    const noSpace = new Error('IO error: 000005.log: No space left on device');
    const written = context.mock.method(ClassicLevel.prototype, 'batch', () => Promise.reject(noSpace));
    try {
      for (const path of ['/Appointment', '/__admin/records/appointments', '/auth/token/']) {
        const response = await fetch(first.url + path, { method: 'POST', headers, body });
        assert.equal(response.status, 500, path);
        assert.equal(response.headers.get('location'), null);
        assert.match(await response.text(), /cannot be written: there is no space left on its disk: make room/, path);
      }
    } finally {
      written.mock.restore();
    }
    // Also where there is room again: what came in between is not there.
    assert.equal(await create(first.url, 'default'), undefined);
    await assert.rejects(first.close(), /cannot be written/);
    const second = await startMock({ data });
    assert.deepEqual(
      [...second.world.store().appointments.values()].map(({ id }) => id),
      [kept],
    );
    await second.close();
  });

  it('is free again where the mock did not come to listen', async () => {
    const data = join(folder, 'unheard');
    const mock = await startMock();
    await assert.rejects(startMock({ data, port: Number(new URL(mock.url).port) }), /EADDRINUSE/);
    await assert.rejects(startMock({ data: join(folder, 'never'), port: -1 }), /The options of a mock: port/);
    assert.equal(existsSync(join(folder, 'never')), false);
    await mock.close();
    await (await startMock({ data })).close();
  });

  it('never gives an id a second time, whatever seeds it was started with', async () => {
    const data = join(folder, 'seeds');
    const ids: (string | undefined)[] = [];
    for (const seed of ['one', undefined, 'one', 'two', 'one']) {
      const mock = await startMock({ data, records: instance, ...(seed === undefined ? {} : { seed }) });
      for (let n = 0; n < 3; n++) ids.push(await create(mock.url, 'default'));
      assert.equal(mock.world.store().appointments.size, ids.length);
      await mock.close();
    }
    assert.equal(new Set(ids).size, ids.length);
  });
});

it('a stray mark of an unfinished start does not empty a full directory', async () => {
  const data = join(folder, 'stray');
  const first = await startMock({ data });
  const id = await create(first.url, 'default');
  await first.close();
  writeFileSync(join(data, 'canvas-harness.unfinished'), '');
  const second = await startMock({ data });
  assert.ok(id !== undefined && second.world.store().appointments.get(id) !== undefined);
  await second.close();
});
