// The process with the mocks is asked as often as a long campaign lasts; the command says how it is called.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { packageRoot } from '../../conformance/run/package.ts';
import { startMocks } from './mocks.ts';

test('nothing listens any more for what was asked before', async () => {
  const warnings: Error[] = [];
  process.on('warning', (warning) => warnings.push(warning));
  const mocks = await startMocks();
  for (let asked = 0; asked < 15; asked += 1) await mocks.busiest();
  await soon();
  await mocks.close();
  assert.deepEqual(warnings, []);
});

test('how it is called, where that is asked for or not known', () => {
  const call = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', './scripts/ts-hooks.mjs', 'bench/fuzz/main.ts', ...args], {
      cwd: packageRoot,
      encoding: 'utf8',
    });
  const [help, unknown] = [call('--help'), call('--nonsense')];
  assert.deepEqual([help.status, help.stderr], [0, '']);
  assert.match(help.stdout, /^npm run fuzz -- --requests .*\n$/);
  assert.deepEqual([unknown.status, unknown.stdout, unknown.stderr], [2, '', help.stdout]);
});
