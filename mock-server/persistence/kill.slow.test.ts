// kill -9: what was acknowledged outlives it, newest content and all, and a first start may be killed at any step.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, describe, it } from 'node:test';
import { call, newFolder, start } from '../../bench/test-support/command.ts';
import { freePort } from '../../bench/test-support/free-port.ts';
import { torture } from '../../bench/test-support/killing.ts';
import { startReceiver } from '../../bench/test-support/receiver.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { developmentToken, startMock } from '../index.ts';

const folder = newFolder();
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('kill -9 in the middle of writes', () => {
  it('loses nothing that was acknowledged in several worlds, and leaves nothing half done', async () => {
    const data = join(folder, 'killed');
    const worlds = ['default', 'one', 'two'];
    const { creates, updates, removals, underWay } = await torture({
      folder,
      data,
      lives: 3,
      writes: 700,
      worlds,
      clients: 4,
    });
    assert.ok(creates + updates + removals >= 1050, `${creates} creates, ${updates} updates, ${removals} removals`);
    assert.ok(creates > 300 && updates > 300 && removals > 10 && underWay > 0);
  });
});

/** Kills the process before a step that changes the directory: the one of that number, a file half written. */
const preload = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const [{ DATA, STEP }] = [process.env];
let step = 0;
const end = () => process.kill(process.pid, 'SIGKILL');
for (const name of ['mkdirSync', 'writeFileSync', 'rmSync', 'openSync']) {
  const original = fs[name];
  fs[name] = (path, ...others) => {
    if (!String(path).startsWith(DATA) || step++ < Number(STEP)) return original(path, ...others);
    if (name === 'writeFileSync') original(path, others[0].slice(0, others[0].length / 2));
    end();
  };
}
syncBuiltinESMExports();
`;

describe('kill -9 while a delivery waits', () => {
  it('is made by the next start, which is told of it once', async () => {
    const data = join(folder, 'deliveries');
    const port = await freePort();
    const receiver = await startReceiver();
    const url = `http://127.0.0.1:${port}`;
    const child = start(folder, ['mock', '--port', String(port), '--data', data]);
    await once(child.stdout, 'data');
    const send = (path: string, body: object): Promise<Response> =>
      fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${developmentToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await send('/__admin/webhooks', { url: receiver.url });
    await send('/__admin/webhooks/faults', { kind: 'delayed', milliseconds: 60_000 });
    assert.equal((await send('/Appointment', canonicalAppointment())).status, 201);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const mock = await startMock({ data });
    assert.equal(mock.webhooks().deliveries()[0]?.state, 'waiting');
    mock.world.clock.runFrom(mock.world.clock.now() + 61_000);
    await mock.webhooks().settled();
    assert.deepEqual(receiver.events(), ['CREATED']);
    await mock.close();
    receiver.close();
  });
});

describe('a first start', () => {
  it('may be killed at each of its steps: the next one works', async () => {
    const file = join(folder, 'preload.mjs');
    writeFileSync(file, preload);
    const seen: string[] = [];
    for (let step = 0; step < 12; step++) {
      const data = join(folder, `first-${step}`);
      const options = { NODE_OPTIONS: `--import=${pathToFileURL(file).href}`, DATA: data, STEP: String(step) };
      // A port in use ends the process by itself where no step was left to kill it at.
      const { code } = await call(folder, ['mock', '--port', '0', '--host', '192.0.2.1', '--data', data], options);
      seen.push(existsSync(data) ? readdirSync(data).toSorted().join(' ') : 'nothing');
      const mock = await startMock({ data });
      assert.equal(mock.world.store().practitioners.size, 4, seen.at(-1));
      await mock.close();
      if (code !== null) break;
    }
    assert.deepEqual(
      [...new Set(seen)],
      [
        'nothing',
        'canvas-harness.unfinished',
        'acknowledged canvas-harness.unfinished db',
        'acknowledged canvas-harness.json canvas-harness.unfinished db',
        'acknowledged canvas-harness.json db',
      ],
    );
  });
});
