// Where the output goes nowhere: a reader that leaves, a full disk, a device. And variables that say no.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { call, newFolder, start } from '../bench/test-support/command.ts';
import { packageRoot } from '../conformance/run/package.ts';

const folder = newFolder();
after(() => rmSync(folder, { recursive: true, force: true }));

const harness = `'${process.execPath}' '${join(packageRoot, 'bin', 'canvas-harness.mjs')}'`;

const shell = (line: string): { readonly code: number | null; readonly err: string } => {
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line], { cwd: folder, encoding: 'utf8' });
  return { code: status, err: stderr };
};

test('a reader that leaves early is no error', () => {
  for (const line of ['rules --json | head -c 10', '--help | true', 'editions --json | head -c 1'])
    assert.deepEqual(shell(`${harness} ${line}`), { code: 0, err: '' }, line);
});

const hasFull = existsSync('/dev/full') && statSync('/dev/full').isCharacterDevice();

test('a full disk is said in one line, with the exit code of a file that cannot be written', { skip: !hasFull }, () => {
  for (const line of ['rules --json', '--help', 'fixtures --appointments 10', 'editions']) {
    const { code, err } = shell(`${harness} ${line} > /dev/full`);
    assert.equal(code, 2, line);
    assert.match(err, /^canvas-harness: .*ENOSPC.*\n$/, line);
  }
});

test('a device is written to and stays a device', { skip: !hasFull }, () => {
  assert.equal(shell(`${harness} fixtures --appointments 10 --out /dev/null`).code, 0);
  assert.equal(shell(`${harness} fixtures --appointments 10 --out /dev/full`).code, 2);
  assert.ok(statSync('/dev/full').isCharacterDevice() && statSync('/dev/null').isCharacterDevice());
});

test('a variable that says no leaves its option off', async () => {
  for (const [value, status] of [
    ['false', 401],
    ['0', 401],
    ['', 401],
    [' Off ', 401],
    ['true', 405],
    ['YES', 405],
  ] as const) {
    const child = start(folder, ['mock', '--port', '0', '--json'], { CANVAS_MOCK_READ_ONLY: value });
    const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
    const { url } = JSON.parse(line) as { readonly url: string };
    assert.equal((await fetch(`${url}/Appointment`, { method: 'POST' })).status, status, value);
    child.kill();
  }
});

test('a variable that says neither yes nor no is one line and 2, for each option without a value', async () => {
  for (const name of ['READ_ONLY', 'SAMPLE', 'EMPTY', 'QUIET', 'JSON'].map((word) => `CANVAS_MOCK_${word}`)) {
    const { code, err } = await call(folder, ['mock', '--port', '0'], { [name]: 'maybe' });
    assert.equal(code, 2, name);
    assert.match(
      err,
      new RegExp(`^canvas-harness: ${name}='maybe' is neither yes nor no; it may be true, 1, .*off\n$`),
    );
  }
  // What the variable is for is another command.
  assert.equal((await call(folder, ['rules', '--topic', 'status'], { CANVAS_MOCK_READ_ONLY: 'maybe' })).code, 0);
});

test('a setting of yes or no takes the same words', async () => {
  const refused = await call(folder, ['mock', '--port', '0'], {
    CANVAS_MOCK_SETTINGS: 'structuredReasonForVisit=maybe',
  });
  assert.notEqual(refused.code, 0);
  assert.match(refused.err, /structuredReasonForVisit/);
  const child = start(folder, ['mock', '--port', '0', '--json', '--setting', 'structuredReasonForVisit=off']);
  const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
  const { url } = JSON.parse(line) as { readonly url: string };
  const settings = await fetch(`${url}/__admin/settings`);
  assert.match(await settings.text(), /"structuredReasonForVisit":false/);
  child.kill();
});
