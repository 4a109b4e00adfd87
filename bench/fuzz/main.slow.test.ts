// npm run fuzz says how it is called.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { packageRoot } from '../../conformance/run/package.ts';

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
