// The command line as its users meet it: real processes, their exit codes, and what they print.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { call as callIn, newFolder, start, type Ended } from '../conformance/testing/command.ts';

const folder = newFolder();

const call = (args: readonly string[]): Promise<Ended> => callIn(folder, args);

describe('misuse ends in 2 and one clear line', { concurrency: 2 }, () => {
  const misuse: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['verfy'], /unknown command 'verfy'/],
    ['an unknown option', ['verify', '--nope'], /unknown option/],
    ['an unknown rule', ['verify', '--rules', 'status/canceled-is-final'], /did you mean 'status\/cancelled-is-final'/],
    ['tags that are no expression', ['verify', '--tags', '@a and or'], /--tags is no tag expression/],
    ['an unknown edition', ['verify', '--edition', '2020-01-01'], /2024-01-16/],
    ['a share above one', ['verify', '--max-not-exercised', '2'], /share from 0 to 1/],
    ['no number of workers', ['verify', '--parallel', 'two'], /whole number/],
    ['an output folder that cannot be written', ['verify', '--out', '/proc/nowhere'], /cannot write reports/],
    [
      'deviations that are not there',
      ['verify', '--known-deviations', 'none.yaml'],
      /cannot read the known deviations/,
    ],
    ['a verdict that is not there', ['compare', 'none.json', 'none.json'], /cannot read none.json: ENOENT/],
    ['a folder without messages', ['recheck', 'none'], /cannot read .*messages.ndjson/],
    ['an unknown topic', ['rules', '--topic', 'stats'], /did you mean 'status'/],
    ['no port', ['mock', '--port', 'http'], /whole number from 0 to 65535/],
  ];
  for (const [name, args, expected] of misuse) {
    it(name, async () => {
      const { code, out, err } = await call(args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err.split('\n')[0] ?? '', expected);
      assert.doesNotMatch(err, /\n {4}at /, 'no stack');
    });
  }

  it('a damaged verdict', async () => {
    writeFileSync(join(folder, 'damaged.json'), '{"schemaVersion": 1');
    const { code, err } = await call(['compare', 'damaged.json', 'damaged.json']);
    assert.equal(code, 2);
    assert.match(err, /^canvas-harness: damaged\.json is damaged: .*\n$/);
  });
});

describe('rules', () => {
  it('fit into 100 columns, and come as JSON', async () => {
    const { code, out } = await call(['rules']);
    assert.equal(code, 0);
    assert.deepEqual(
      out.split('\n').filter((line) => line.length > 100),
      [],
    );
    const json = JSON.parse((await call(['rules', '--json', '--topic', 'status'])).out) as readonly {
      readonly id: string;
    }[];
    assert.ok(json.some(({ id }) => id === 'status/cancelled-is-final'));
    assert.ok(json.every(({ id }) => id.startsWith('status/')));
  });

  it('are those of an edition where one is asked for, and only of one that is carried in full', async () => {
    const { out } = await call(['rules', '--edition', '2024-01-16', '--topic', 'status']);
    assert.match(out, /create-is-always-proposed/);
    const later = await call(['rules', '--edition', '2025-05-05', '--topic', 'status']);
    assert.equal(later.code, 2);
    assert.match(later.err, /Allowed choices are 2024-01-16/);
  });
});

describe('mock', () => {
  it('says where it is, answers, says so where the port is taken, and ends when asked to', async () => {
    const child = start(folder, ['mock', '--port', '0', '--json']);
    const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
    const { url, token } = JSON.parse(line) as { readonly url: string; readonly token: string };
    const { status } = await fetch(`${url}/Appointment`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(status, 200);
    const second = await call(['mock', '--port', new URL(url).port]);
    assert.equal(second.code, 5);
    assert.match(
      second.err,
      /^canvas-harness: port \d+ is in use: choose another with --port, or 0 for any that is free\n$/,
    );
    child.kill('SIGTERM');
    assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0);
  });
});

describe('help', () => {
  it('has examples and the exit codes', async () => {
    for (const args of [['--help'], ['verify', '--help']]) {
      const { code, out } = await call(args);
      assert.equal(code, 0);
      assert.match(out, /Examples:[^]*Exit codes:[^]*6 {2}stopped/);
    }
  });

  it('has the version of the package', async () => {
    assert.match((await call(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });
});
