// The data directory: what was acknowledged outlives kill -9, and a directory that cannot be used is left alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { newFolder, start } from '../../conformance/testing/command.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type Mock } from '../index.ts';

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

const isThere = async (url: string, world: string, id: string): Promise<boolean> => {
  const response = await fetch(`${url}/Appointment/${id}`, { headers: { ...headers, 'x-mock-world': world } });
  await response.arrayBuffer();
  return response.status === 200;
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

const sumOf = (path: string): string => {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted();
  const hash = createHash('sha256');
  for (const name of names) {
    hash.update(name);
    if (statSync(join(path, name)).isFile()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
};

describe('kill -9 in the middle of writes', () => {
  it('loses no write that was acknowledged, in any world', async () => {
    const worlds = ['default', 'one', 'two'];
    const acknowledged: (readonly [string, string])[] = [];
    const data = join(folder, 'killed');
    for (let round = 0; round < 5; round++) {
      const child = start(folder, ['mock', '--port', '0', '--json', '--data', data]);
      const [line, error] = await new Promise<[string, string]>((resolve) => {
        let words = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
        child.stdout.setEncoding('utf8').once('data', (text: string) => resolve([text, words]));
        child.once('close', () => resolve(['', words]));
      });
      assert.notEqual(line, '', error);
      const { url } = JSON.parse(line) as { readonly url: string };
      const lost: string[] = [];
      for (const [world, id] of acknowledged) if (!(await isThere(url, world, id))) lost.push(`${world} ${id}`);
      assert.deepEqual(lost, []);
      const dead = new Promise((resolve) => child.once('close', resolve));
      let isDead = false;
      const aim = acknowledged.length + 40 + Math.floor(Math.random() * 120);
      const writer = async (world: string): Promise<void> => {
        while (!isDead) {
          const id = await create(url, world);
          if (id !== undefined) acknowledged.push([world, id]);
          else if (child.exitCode !== null || child.signalCode !== null) return;
          if (acknowledged.length >= aim) {
            isDead = true;
            child.kill('SIGKILL');
          }
        }
      };
      await Promise.all([...worlds, ...worlds, ...worlds].map(writer));
      await dead;
    }
    assert.ok(acknowledged.length > 200);
  });
});

describe('a data directory', () => {
  it('keeps records, settings, clock, snapshots and worlds, in their order, and forgets what was dropped', async () => {
    const data = join(folder, 'kept');
    const first = await startMock({ data, seed: 'kept' });
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
});
