// The command npm run fuzz: its usage, for --help and for an option that it does not know.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { packageRoot } from '../../conformance/run/package.ts';

test('it prints its usage: for --help as output, for an unknown option as an error', () => {
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
