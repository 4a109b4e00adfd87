// The command line as its users meet it: real processes, their exit codes, and what they print.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { call as callIn, newFolder, start, type Ended, type Environment } from '../bench/test-support/command.ts';

const folder = newFolder();

const call = (args: readonly string[]): Promise<Ended> => callIn(folder, args);

describe('a reader that closes early', () => {
  for (const args of [['rules', '--json'], ['--help'], ['editions', 'diff', '2024-01-16', 'latest']]) {
    it(`ends ${args.join(' ')} without an error`, async () => {
      const child = start(folder, args);
      child.stdout.destroy();
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      const [code] = (await once(child, 'close')) as [number | null];
      assert.deepEqual([code, err], [0, '']);
    });
  }
});

describe('misuse ends in 2 and one clear line', { concurrency: 2 }, () => {
  const misuse: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['verfy'], /unknown command 'verfy'/],
    ['an unknown option', ['verify', '--nope'], /unknown option/],
    ['an unknown rule', ['verify', '--rules', 'status/canceled-is-final'], /did you mean 'status\/cancelled-is-final'/],
    ['tags that are no expression', ['verify', '--tags', '@a and or'], /--tags is not a tag expression/],
    ['an unknown edition', ['verify', '--edition', '2020-01-01'], /2024-01-16/],
    ['a share above one', ['verify', '--max-not-exercised', '2'], /share from 0 to 1/],
    ['no number of workers', ['verify', '--parallel', 'two'], /whole number/],
    ['an output folder that cannot be written', ['verify', '--out', '/proc/nowhere'], /cannot write reports/],
    [
      'deviations that are not there',
      ['verify', '--known-deviations', 'none.yaml'],
      /cannot read the known deviations/,
    ],
    [
      'a verdict that is not there',
      ['compare', 'none.json', 'none.json'],
      /cannot read none.json: there is no such file/,
    ],
    ['a folder without messages', ['recheck', 'none'], /cannot read .*messages.ndjson/],
    [
      'a config of verify that is not there',
      ['verify', '--config', 'none.json'],
      /cannot read .*none\.json: there is no such file/,
    ],
    [
      'a config of doctor that is not there',
      ['doctor', '--config', 'none.json'],
      /cannot read .*none\.json: there is no such file/,
    ],
    [
      'a config of probe that is not there',
      ['probe', '--config', 'none.json'],
      /cannot read .*none\.json: there is no such file/,
    ],
    ['a level for the embedded mock', ['verify', '--level', 'smoke'], /--level is for a live target/],
    ['an unknown topic', ['rules', '--topic', 'stats'], /did you mean 'status'/],
    ['no port', ['mock', '--port', 'http'], /whole number from 0 to 65535/],
    [
      'a setting that is none',
      ['mock', '--setting', 'doubleBooking=maybe'],
      /settings\.doubleBooking: .*allow, forbid/,
    ],
    [
      'an unknown setting',
      ['mock', '--setting', 'dubleBooking=forbid'],
      /'dubleBooking' is unknown; did you mean 'doubleBooking'\? There are doubleBooking, .*timeZone/,
    ],
    ['a setting without a value', ['mock', '--setting', 'doubleBooking'], /name=value/],
    [
      'a configuration that is not there',
      ['mock', '--config', 'none.yaml'],
      /cannot read the configuration none\.yaml/,
    ],
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

  it('are those of an edition where one is asked for', async () => {
    const { out } = await call(['rules', '--edition', '2024-01-16', '--topic', 'status']);
    assert.match(out, /create-is-always-proposed/);
    const later = await call(['rules', '--edition', '2025-05-05', '--topic', 'status']);
    assert.equal(later.code, 0);
    assert.doesNotMatch(later.out, /create-is-always-proposed/);
    const never = await call(['rules', '--edition', '2020-01-01']);
    assert.equal(never.code, 2);
    assert.match(never.err, /Allowed choices are 2024-01-16, .*latest/);
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

describe('mock, told how to be', () => {
  const started = async (args: readonly string[], environment: Environment = {}) => {
    const child = start(folder, ['mock', '--port', '0', '--json', ...args], environment);
    const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
    return { child, ...(JSON.parse(line) as { url: string; token: string; adminToken?: string }) };
  };
  const json = async (url: string, headers: Record<string, string> = {}) =>
    (await (await fetch(url, { headers })).json()) as Record<string, unknown>;

  it('by a file, by variables and by flags, a flag before a variable before the file', async () => {
    const records = { practitioners: [{ id: '4150cd20de8a470aa570a852859ac87e', hours: [] }] };
    const settings = { doubleBooking: 'forbid', defaultPageSize: 3, largestPageSize: 5 };
    writeFileSync(join(folder, 'mock.json'), JSON.stringify({ settings, records, readOnly: true }));
    const { child, url } = await started(['--config', 'mock.json', '--setting', 'largestPageSize=9'], {
      CANVAS_MOCK_SETTINGS: 'largestPageSize=7,roomedStatus=check-in',
    });
    const held = await json(`${url}/__admin/settings`);
    assert.deepEqual([held['doubleBooking'], held['defaultPageSize'], held['largestPageSize']], ['forbid', 3, 9]);
    const practitioner = await json(`${url}/__admin/records/practitioners/4150cd20de8a470aa570a852859ac87e`);
    assert.deepEqual(practitioner['hours'], []);
    const patch = await fetch(`${url}/__admin/records/noteTypes/letter`, { method: 'PATCH', body: '{}' });
    assert.equal(patch.status, 405, 'it is read-only');
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('starts from a clinic around today, or without appointments, and from one thing only', async () => {
    const totalOf = async (...args: readonly string[]): Promise<unknown> => {
      const { child, url, token } = await started(args);
      const { total } = await json(`${url}/Appointment?_count=1`, { authorization: `Bearer ${token}` });
      child.kill('SIGTERM');
      await once(child, 'exit');
      return total;
    };
    writeFileSync(join(folder, 'empty.json'), '{"empty": true}');
    assert.ok(Number(await totalOf()) > 60);
    assert.equal(await totalOf('--empty'), 0);
    assert.equal(await totalOf('--config', 'empty.json'), 0);
    assert.ok(Number(await totalOf('--config', 'empty.json', '--sample')) > 60);
    const both = await call(['mock', '--port', '0', '--empty', '--sample']);
    assert.deepEqual([both.code, both.err], [2, 'canvas-harness: choose one of --import, --sample and --empty\n']);
  });

  it('off loopback /__admin needs the token that is printed', async () => {
    const { child, url, adminToken = '' } = await started(['--host', '0.0.0.0']);
    const local = url.replace('0.0.0.0', '127.0.0.1');
    assert.equal((await fetch(`${local}/__admin/clock`)).status, 401);
    assert.equal((await fetch(`${local}/__admin/health`)).status, 200);
    assert.equal((await json(`${local}/__admin/clock`, { 'x-mock-admin-token': adminToken }))['frozen'], false);
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('on SIGTERM what is under way is answered, and what is held goes on', async () => {
    const { child, url, token } = await started([]);
    await fetch(`${url}/__admin/holds`, { method: 'POST', body: '{"at": "before-answer"}' });
    const held = fetch(`${url}/Location`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${url}/__admin/holds/hold-1/arrival`);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    assert.equal((await held).status, 200);
    assert.deepEqual((await ended)[0], 0);
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

describe('an unknown option lists those there are, and the nearest', { concurrency: 2 }, () => {
  const mistakes: readonly (readonly [args: readonly string[], known: RegExp])[] = [
    [['mock', '--prot', '1'], /Did you mean --port\?[^]*Options: --port, --host, .*--setting/],
    [['verify', '--rule', 'status'], /Did you mean --rules\?[^]*Options: .*--tags/],
    [['rules', '--jsn'], /Did you mean --json\?[^]*Options: --edition, --topic, --json, --html, --help/],
    [['world', 'sve'], /Commands: /],
    [['mok'], /Did you mean mock\?[^]*Commands: verify, doctor, /],
  ];
  for (const [args, known] of mistakes)
    it(args.join(' '), async () => {
      const { code, err } = await call(args);
      assert.equal(code, 2);
      assert.match(err, known);
    });

  it('a configuration file', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'prot: 1');
    const { code, err } = await call(['mock', '--config', 'wrong.yaml']);
    assert.equal(code, 2);
    assert.match(err, /'prot' is not an option; did you mean 'port'\? There are port, host/);
  });

  it('the help of the mock lists the settings with their values and meaning', async () => {
    const { code, out } = await call(['mock', '--help']);
    assert.equal(code, 0);
    assert.match(
      out,
      /doubleBooking=allow \| forbid\n +Two appointments of a practitioner at one time \(default: allow\)/,
    );
    assert.match(out, /timeZone=/);
  });
});
