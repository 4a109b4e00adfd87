// Several mocks behind nginx, as deploy/nginx.conf puts them: each world lives in one of them, also while one is killed.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { packageRoot } from '../conformance/run/package.ts';
import { newFolder, start } from './test-support/command.ts';

const folder = newFolder();
const mocks = 3;
const worlds = Array.from({ length: 1000 }, (_, index) => `job-${index}`);
const parallel = 200;
const token = 'canvas-development-token';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
};

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts a mock with a directory of its own, and waits until it listens. */
const startMock = async (index: number, port: number): Promise<Running> => {
  const child = start(folder, ['mock', '--port', String(port), '--json', '--empty', '--data', `data-${index}`]);
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  assert.match(String(said[0]), /"url"/);
  return { child, port };
};

const end = async ({ child }: Running, signal: NodeJS.Signals): Promise<void> => {
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
};

/** The configuration of deploy/, with the addresses of this test in the place of the published ones. */
const configuration = (ports: readonly number[], front: number): string => {
  const published = readFileSync(join(packageRoot, 'deploy', 'nginx.conf'), 'utf8');
  return ports
    .reduce((text, port, index) => text.replace(`mock-${index}:4010`, `127.0.0.1:${port}`), published)
    .replace('listen 8080', `listen 127.0.0.1:${front}`)
    .replaceAll('/tmp/nginx-mocks', join(folder, 'nginx'));
};

/** Does something for each item, so many at a time. */
const inParallel = async <T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> => {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: parallel }, lane));
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
  let running: Running[] = [];
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
    inParallel(worlds, async (world) => {
      assert.deepEqual([...(await idsIn(world))].sort(), [...(acknowledged.get(world) ?? [])].sort(), world);
    });

  before(async () => {
    assert.equal(spawnSync('nginx', ['-v']).status, 0, 'nginx is not installed: apt-get install nginx-light');
    const ports = await Promise.all(Array.from({ length: mocks + 1 }, freePort));
    const front = ports.pop() ?? 0;
    running = await Promise.all(ports.map((port, index) => startMock(index, port)));
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, configuration(ports, front));
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
    await inParallel(worlds, async (world) => assert.equal(await book(world), 201));
    await checkWorlds();
    const counts = await Promise.all(
      running.map(async ({ port }) => {
        const response = await fetch(`http://127.0.0.1:${port}/__admin/worlds`);
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
    await inParallel(worlds, async (world) => {
      const status = await book(world);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      booked += 1;
      if (booked === 300) killed = end(victim, 'SIGKILL');
    });
    await killed;
    assert.deepEqual([...statuses.keys()].sort(), [201, 502]);
    running[0] = await startMock(0, victim.port);
    // A write that was under way when the process died may have been kept: it was neither acknowledged nor half done.
    await inParallel(worlds, async (world) => {
      const ids = await idsIn(world);
      const known = acknowledged.get(world) ?? [];
      assert.ok(
        known.every((id) => ids.includes(id)),
        world,
      );
      assert.ok(ids.length - known.length <= 1, world);
      acknowledged.set(world, [...ids]);
    });
    await inParallel(worlds, async (world) => assert.equal(await book(world), 201));
    await checkWorlds();
  });
});
