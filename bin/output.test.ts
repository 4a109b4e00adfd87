// Where the output goes nowhere: a reader that leaves, a full disk, a device. And variables that say no.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { call, newFolder, start } from '../bench/test-support/command.ts';
import { packageRoot } from '../conformance/run/package.ts';
import { shownJson, withoutControls, withoutControlsButColours } from '../schemas/controls.ts';

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

test('what a server says does not control the terminal', () => {
  assert.equal(withoutControls('a\u001b[31mb\u0007\u009b0m\tc\r'), 'a\\u001b[31mb\\u0007\\u009b0m\tc\\u000d');
  assert.equal(withoutControls('no\u202e 0 \u2066x\u2069\u2028'), 'no\\u202e 0 \\u2066x\\u2069\\u2028');
});

test('nothing in it is hidden, reads in another order or piles up, and what people write stays', () => {
  for (const hidden of ['\u061c', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202e', '\u2060'])
    assert.equal(withoutControls(`a${hidden}b`), `a\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}b`);
  for (const hidden of [
    '\u00ad',
    '\u034f',
    '\u180e',
    '\u2066',
    '\u2069',
    '\u206f',
    '\u3164',
    '\ufe0f',
    '\ufeff',
    '\ufffa',
  ])
    assert.equal(withoutControls(`a${hidden}b`), `a\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}b`);
  assert.equal(withoutControls('a\u{e0041}'), 'a\\udb40\\udc41');
  assert.equal(withoutControls(`a${'\u0301'.repeat(6)}b`), `a${'\u0301'.repeat(4)}\\u0301\\u0301b`);
  for (const text of ['שִׁלּוֹם', 'مُحَمَّد', 'Việt', '👩‍👩‍👧', '👩🏽‍🚀', '❤️‍🔥', '1️⃣', '🇮🇱', 'नमस्ते'])
    assert.equal(withoutControls(text), text);
  const value = { text: `a\u202e\u{e0041}${'\u0301'.repeat(9)}` };
  assert.deepEqual(JSON.parse(shownJson(value)), value);
});

test('nor the log of a CI job, and JSON keeps its value', () => {
  assert.equal(
    withoutControls('a ::b\n::error::c\n\t::d\n##[e]##vso[f]## g'),
    'a ::b\n: :error::c\n\t: :d\n# #[e]# #vso[f]## g',
  );
  const value = { text: 'a\u009b1m\u001b\u202e##[x]\u0000' };
  const json = shownJson(value, 2);
  assert.deepEqual(JSON.parse(json), value);
  assert.equal(withoutControls(json), json);
  assert.equal(withoutControlsButColours('\u001b[31ma\u001b[0m\u001b[2J'), '\u001b[31ma\u001b[0m\\u001b[2J');
});
