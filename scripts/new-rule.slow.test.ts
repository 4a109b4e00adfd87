// npm run new-rule: its stubs compile, its scenario fails until there is code, and bad ids write nothing.
import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { filesOf, published, rooms, root } from './rooms.mjs';

const home = mkdtempSync(join(tmpdir(), 'canvas-new-rule-'));
after(() => rmSync(home, { recursive: true, force: true }));

for (const name of [...rooms, 'features', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'cucumber.js'])
  cpSync(join(root, name), join(home, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));

const run = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], CANVAS_EDITION: 'latest' },
  });

const newRule = (...args: readonly string[]): SpawnSyncReturns<string> =>
  run('--import', './scripts/ts-hooks.mjs', 'scripts/new-rule.ts', '--home', home, ...args);

const textOf = (file: string): string => readFileSync(join(home, file), 'utf8');

const everything = (): string =>
  filesOf([...published, 'features'], home)
    .filter((file) => /\.(ts|feature)$/.test(file))
    .map(textOf)
    .join('');

const replaceIn = (file: string, from: string | RegExp, to: string): void =>
  writeFileSync(join(home, file), textOf(file).replace(from, to));

const id = 'status/fulfilled-is-final';

const scenario = (): SpawnSyncReturns<string> =>
  run('node_modules/@cucumber/cucumber/bin/cucumber.js', '--tags', `@rule:${id}`);

describe('npm run new-rule', () => {
  it('says what is wrong with an id, and writes nothing', () => {
    const before = everything();
    for (const [args, said] of [
      [['status'], /'status' is not a rule id/],
      [['statu/fulfilled-is-final'], /there is no topic 'statu'; did you mean status\?/],
      [['status/cancelled-is-final'], /exists already/],
      [[id, '--on', 'read'], /'--on <interaction>' argument 'read' is invalid. Allowed choices are create, update/],
    ] as const) {
      const { status, stderr } = newRule(...args);
      assert.equal(status, 2);
      assert.match(stderr, said);
    }
    assert.equal(everything(), before);
  });

  it('writes stubs that compile, and a scenario that fails until four edits are made', () => {
    const { status, stdout, stderr } = newRule(id);
    assert.equal(status, 0, stderr);
    for (const folder of ['schemas/rules', 'features', 'mock-server/domain', 'mock-server/explain'])
      assert.match(stdout, new RegExp(`^  ${folder}/status\\.`, 'm'));
    const types = run('node_modules/typescript/bin/tsc', '--noEmit');
    assert.equal(types.status, 0, types.stdout);

    const failing = scenario();
    assert.equal(failing.status, 1, failing.stdout + failing.stderr);
    assert.match(failing.stdout, /1 scenario \(1 failed\)/);

    replaceIn('schemas/rules/status.ts', 'TODO: the words of the refusal', 'A fulfilled appointment is final');
    replaceIn('features/status.feature', 'TODO: the words of the refusal', 'A fulfilled appointment is final');
    replaceIn(
      'features/status.feature',
      /(TODO: the smallest request that is refused\n {6}Given an appointment\n)/,
      '$1      And the client updates the appointment with:\n        | status | fulfilled |\n',
    );
    replaceIn(
      'mock-server/domain/status.ts',
      `'${id}': () => undefined`,
      `'${id}': ({ stored }) => (stored?.status === 'exited' ? reject('${id}', {}) : undefined)`,
    );
    const passing = scenario();
    assert.equal(passing.status, 0, passing.stdout + passing.stderr);
    assert.match(passing.stdout, /1 scenario \(1 passed\)/);
  });
});
