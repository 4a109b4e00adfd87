// Every command of the workshop says what it takes, does nothing for what it cannot read, and is called as package.json names it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './rooms.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

const fileOf = (script: string): string => script.split(' ').at(-1) ?? '';

const commands = Object.entries(scripts).filter(
  ([, script]) =>
    fileOf(script).endsWith('.ts') && readFileSync(join(root, fileOf(script)), 'utf8').includes('command('),
);

const run = (script: string, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [...script.split(' ').slice(1), ...args], { cwd: root, encoding: 'utf8' });

describe('the commands of the workshop', () => {
  it('are found', () => assert.ok(commands.length >= 10));

  for (const [name, script] of commands) {
    it(`${name} says what it takes`, () => {
      const { status, stdout } = run(script, '--help');
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`^Usage: npm run ${name} -- `));
    });

    it(`${name} does nothing for an option that it has not`, () => {
      const { status, stdout, stderr } = run(script, '--no-such-option');
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^error: unknown option '--no-such-option'/);
    });
  }

  for (const name of ['faults', 'sound', 'outages'])
    it(`${name} does nothing for a word that no name holds`, () => {
      const { status, stdout, stderr } = run(scripts[name] ?? '', 'no-such-name');
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^None of the \d+ names holds 'no-such-name'/);
    });
});
