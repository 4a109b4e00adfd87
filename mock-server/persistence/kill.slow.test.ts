// kill -9: what was acknowledged outlives it, newest content and all, and a first start may be killed at any step.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, describe, it } from 'node:test';
import { call, newFolder } from '../../bench/test-support/command.ts';
import { torture } from '../../bench/test-support/killing.ts';
import { startMock } from '../index.ts';

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
