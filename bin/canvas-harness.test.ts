// The command line as its users meet it: real processes, their exit codes, and what they print.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMock, type Mock } from '../mock-server/index.ts';
import type { VerdictDocument } from '../conformance/verdict/verdict.ts';

const command = fileURLToPath(new URL('./canvas-harness.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'command-'));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

const clean = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CANVAS_|FUMAGE_|PORT$|HOST$|NODE_TEST)/.test(name)),
  );

const call = (args: readonly string[], environment: Environment = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: folder, env: { ...clean(), ...environment } });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('close', (code) => resolve({ code, out, err }));
  });

const rule = 'status/cancelled-is-final';

const verify = (out: string, ...args: readonly string[]): readonly string[] => [
  'verify',
  '--rules',
  rule,
  '--out',
  out,
  ...args,
];

const verdictIn = (out: string): VerdictDocument =>
  JSON.parse(readFileSync(join(folder, out, 'verdict.json'), 'utf8')) as VerdictDocument;

const deviations = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

const accepted = (target: string): string =>
  `target: ${target}\ndeviations:\n  - rule: ${rule}\n    since: 2024-06-01\n    why: known\n    link: https://example.org/1\n`;

describe('misuse ends in 2 and one clear line', { concurrency: 2 }, () => {
  const misuse: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['verfy'], /unknown command 'verfy'/],
    ['an unknown option', ['verify', '--nope'], /unknown option/],
    ['an unknown rule', ['verify', '--rules', 'status/canceled-is-final'], /did you mean 'status\/cancelled-is-final'/],
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

describe('verify against the embedded mock', () => {
  it('ends in 0, leaves every report, and prints nothing but the result when quiet', async () => {
    const { code, out, err } = await call(verify('green', '--quiet'));
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^CONFORMANT: The mock conforms to the edition of 2024-01-16\.\ndivergence {2}0 of 1 .*\ncoverage {4}1 of \d+/,
    );
    for (const name of [
      'conformance.html',
      'messages.ndjson',
      'junit.xml',
      'testreport.json',
      'badge.json',
      'summary.md',
    ]) {
      assert.ok(existsSync(join(folder, 'green', name)), name);
    }
  });

  it('shows plain lines where there is no terminal', async () => {
    const { err } = await call(verify('plain'));
    assert.match(err, /^(\d+)\/\1 {2}status \1\/\1$/m);
    assert.doesNotMatch(err, /[\r\u001B]/);
  });

  it('ends in 3 where a filter selects nothing', async () => {
    const { code, out } = await call(verify('none', '--tags', '@no-such-tag', '--quiet'));
    assert.equal(code, 3);
    assert.match(out, /INCONCLUSIVE[^]*because {5}no scenario ran/);
  });

  it('ends in 4 where a known deviation no longer occurs, with a command that works', async () => {
    const file = deviations('stale.yaml', accepted('mock'));
    const { code, out } = await call(verify('stale', '--known-deviations', file, '--quiet'));
    assert.equal(code, 4);
    const [, removal = ''] = /npx canvas-harness (deviations remove .*)/.exec(out) ?? [];
    assert.equal((await call(removal.split(' '))).code, 0);
    assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /cancelled-is-final/);
    assert.equal((await call(verify('tidy', '--known-deviations', file, '--quiet'))).code, 0);
  });

  it('ends in 5 where the deviations or the target are misconfigured', async () => {
    const file = deviations('wrong.yaml', accepted('mock').replace('why', 'because'));
    assert.equal((await call(verify('wrong', '--known-deviations', file))).code, 5);
    const { code, err } = await call(verify('address'), { CANVAS_FHIR_BASE_URL: 'fumage-example' });
    assert.equal(code, 5);
    assert.match(err, /no http or https address/);
  });
});

describe('verify against a server with a fault', () => {
  let faulty: Mock | undefined;
  let server: Environment = {};

  before(async () => {
    faulty = await startMock({ without: [rule], token: 'a-secret-token-4711' });
    server = { CANVAS_FHIR_BASE_URL: faulty.url, CANVAS_ACCESS_TOKEN: faulty.token };
  });

  after(() => faulty?.close());

  it('ends in 1, names the difference, keeps the token to itself, and offers the deviation', async () => {
    const { code, out } = await call(verify('faulty', '--quiet'), server);
    assert.equal(code, 1);
    assert.match(out, /violated {2}status\/cancelled-is-final[^]*expected {2}cancelled\n +actual {4}/);
    assert.match(out, /To accept these[^]*rule: status\/cancelled-is-final/);
    const { target, divergence } = verdictIn('faulty');
    assert.deepEqual([target.kind, divergence.violated], ['live', 1]);
    const reports = [
      'conformance.html',
      'cucumber.html',
      'messages.ndjson',
      'junit.xml',
      'verdict.json',
      'testreport.json',
    ];
    for (const name of reports) {
      assert.ok(!readFileSync(join(folder, 'faulty', name), 'utf8').includes('a-secret-token'), name);
    }
  });

  it('ends in 0 where the deviation is known', async () => {
    const file = deviations('known.yaml', accepted(server['CANVAS_FHIR_BASE_URL'] ?? ''));
    const { code, out } = await call(verify('known', '--known-deviations', file, '--quiet'), server);
    assert.equal(code, 0, out);
    assert.equal(verdictIn('known').counts['known-deviation'], 1);
  });

  it('ends in 3 where nobody answers', async () => {
    const { code, out } = await call(verify('nobody', '--quiet'), {
      ...server,
      CANVAS_FHIR_BASE_URL: 'http://127.0.0.1:9',
    });
    assert.equal(code, 3);
    assert.match(out, /the target did not answer/);
  });

  it('is told apart by compare, and borne out by recheck until someone meddles', async () => {
    const { code, out } = await call(['compare', 'green', join('faulty', 'verdict.json')]);
    assert.equal(code, 1);
    assert.match(out, /worse {4}status\/cancelled-is-final: verified -> violated/);
    assert.equal((await call(['compare', 'faulty', 'faulty'])).code, 0);
    assert.equal((await call(['recheck', 'faulty'])).code, 0);
    const file = join(folder, 'faulty', 'messages.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"status":"FAILED"', '"status":"PASSED"'));
    const meddled = await call(['recheck', 'faulty']);
    assert.equal(meddled.code, 1);
    assert.match(meddled.out, /recorded as passed, with a mismatch/);
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
    assert.ok(json.some(({ id }) => id === rule));
    assert.ok(json.every(({ id }) => id.startsWith('status/')));
  });

  it('are those of an edition where one is asked for', async () => {
    const { out } = await call(['rules', '--edition', '2025-05-05', '--topic', 'status']);
    assert.doesNotMatch(out, /create-is-always-proposed/);
  });
});

describe('mock', () => {
  it('says where it is, answers, says so where the port is taken, and ends when asked to', async () => {
    const child = spawn(process.execPath, [command, 'mock', '--port', '0', '--json'], { env: clean() });
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
