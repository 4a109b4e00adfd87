// Several mocks behind nginx, as deploy/nginx.conf puts them: each world lives in one of them, also while one is killed.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { packageRoot } from '../conformance/run/package.ts';
import { newFolder } from './test-support/command.ts';
import { freePort } from './test-support/free-port.ts';
import { inParallel } from './test-support/in-parallel.ts';
import { live, type Life } from './test-support/killing.ts';

const folder = newFolder();
const mocks = 3;
const worlds = Array.from({ length: 1000 }, (_, index) => `job-${index}`);
const parallel = 200;
const token = 'canvas-development-token';

/** Starts a mock with a directory of its own. */
const startMock = (index: number, ...more: readonly string[]): Promise<Life> => live(folder, `data-${index}`, more);

const end = async ({ child, dead }: Life, signal: NodeJS.Signals): Promise<void> => {
  child.kill(signal);
  await dead;
};

/** The configuration of deploy/, with the addresses of this test in the place of the published ones. */
const configuration = (addresses: readonly string[], front: number): string => {
  const published = readFileSync(join(packageRoot, 'deploy', 'nginx.conf'), 'utf8');
  return addresses
    .reduce((text, address, index) => text.replace(`mock-${index}:4010`, new URL(address).host), published)
    .replace('listen 8080', `listen 127.0.0.1:${front}`)
    .replaceAll('/tmp/nginx-mocks', join(folder, 'nginx'));
};

const appointment = {
  resourceType: 'Appointment',
  status: 'proposed',
  start: '2031-03-04T15:00:00Z',
  end: '2031-03-04T15:30:00Z',
  participant: [
    { actor: { reference: 'Practitioner/4150cd20de8a470aa570a852859ac87e' }, status: 'accepted' },
    { actor: { reference: 'Patient/ee1c7803325b47b492008f3e7c9d7a3d' }, status: 'accepted' },
  ],
};

describe('three mocks behind nginx', () => {
  let running: Life[] = [];
  let nginx: ChildProcess;
  let base = '';
  /** The ids that were acknowledged, by world. */
  const acknowledged = new Map<string, string[]>();

  const headersOf = (world: string) => ({ 'x-mock-world': world, authorization: `Bearer ${token}` });

  const book = async (world: string): Promise<number> => {
    const response = await fetch(`${base}/Appointment`, {
      method: 'POST',
      headers: { ...headersOf(world), 'content-type': 'application/fhir+json' },
      body: JSON.stringify(appointment),
    });
    await response.arrayBuffer();
    const id = /Appointment\/([^/]+)/.exec(response.headers.get('location') ?? '')?.[1];
    if (response.status === 201 && id !== undefined) acknowledged.set(world, [...(acknowledged.get(world) ?? []), id]);
    return response.status;
  };

  const idsIn = async (world: string): Promise<readonly string[]> => {
    const response = await fetch(`${base}/Appointment?_count=100`, { headers: headersOf(world) });
    assert.equal(response.status, 200);
    const { entry = [] } = (await response.json()) as { entry?: readonly { resource: { id: string } }[] };
    return entry.map(({ resource }) => resource.id);
  };

  /** In each world there is what was acknowledged there, and nothing of another world. */
  const checkWorlds = (): Promise<void> =>
    inParallel(worlds, parallel, async (world) => {
      assert.deepEqual([...(await idsIn(world))].sort(), [...(acknowledged.get(world) ?? [])].sort(), world);
    });

  before(async () => {
    assert.equal(spawnSync('nginx', ['-v']).status, 0, 'nginx is not installed: apt-get install nginx-light');
    running = await Promise.all(Array.from({ length: mocks }, (_none, index) => startMock(index)));
    const front = await freePort();
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      configuration(
        running.map(({ url }) => url),
        front,
      ),
    );
    nginx = spawn('nginx', ['-e', join(folder, 'nginx.log'), '-p', folder, '-c', file], { stdio: 'ignore' });
    base = `http://127.0.0.1:${front}`;
    for (const until = Date.now() + 10_000; Date.now() < until;) {
      const answer = await fetch(`${base}/metadata`).catch(() => undefined);
      if (answer?.ok === true) break;
    }
  });

  after(async () => {
    nginx.kill('SIGTERM');
    await Promise.all(running.map((one) => end(one, 'SIGTERM')));
  });

  it('keep a thousand worlds apart for two hundred clients', async () => {
    await inParallel(worlds, parallel, async (world) => assert.equal(await book(world), 201));
    await checkWorlds();
    const counts = await Promise.all(
      running.map(async ({ url }) => {
        const response = await fetch(`${url}/__admin/worlds`);
        const { worlds: held } = (await response.json()) as { worlds: readonly string[] };
        return held.filter((name) => worlds.includes(name)).length;
      }),
    );
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      worlds.length,
    );
    assert.ok(
      counts.every((count) => count > worlds.length / mocks / 2),
      counts.join(),
    );
  });

  it('send a token on by the world that it names', async () => {
    const response = await fetch(`${base}/auth/token/`, {
      method: 'POST',
      headers: { 'x-mock-world': 'job-7', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=suite&client_secret=suite-secret',
    });
    const { access_token: issued = '' } = (await response.json()) as { access_token?: string };
    assert.match(issued, /^job-7~[0-9a-f]{32}$/);
    const found = await fetch(`${base}/Appointment`, { headers: { authorization: `Bearer ${issued}` } });
    const { entry = [] } = (await found.json()) as { entry?: readonly { resource: { id: string } }[] };
    assert.deepEqual(
      entry.map(({ resource }) => resource.id),
      acknowledged.get('job-7'),
    );
  });

  it('lose nothing that was acknowledged when one is killed, and let no other answer in its place', async () => {
    const [victim] = running;
    assert.ok(victim !== undefined);
    const statuses = new Map<number, number>();
    let booked = 0;
    let killed: Promise<void> | undefined;
    await inParallel(worlds, parallel, async (world) => {
      const status = await book(world);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      booked += 1;
      if (booked === 300) killed = end(victim, 'SIGKILL');
    });
    await killed;
    assert.deepEqual([...statuses.keys()].sort(), [201, 502]);
    running[0] = await startMock(0, '--port', new URL(victim.url).port);
    // A write that was under way when the process died may have been kept: it was neither acknowledged nor half done.
    await inParallel(worlds, parallel, async (world) => {
      const ids = await idsIn(world);
      const known = acknowledged.get(world) ?? [];
      assert.ok(
        known.every((id) => ids.includes(id)),
        world,
      );
      assert.ok(ids.length - known.length <= 1, world);
      acknowledged.set(world, [...ids]);
    });
    await inParallel(worlds, parallel, async (world) => assert.equal(await book(world), 201));
    await checkWorlds();
  });
});
