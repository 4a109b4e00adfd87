// verify, compare and recheck through the real command line: every exit code that a run can end in.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { call as callIn, newFolder, type Ended, type Environment } from '../bench/test-support/command.ts';
import { envelopesOf, readMessages } from '../conformance/suite/messages/index.ts';
import { verdictOf, type VerdictDocument } from '../conformance/verdict/index.ts';
import { startMock, type Mock } from '../mock-server/index.ts';

const folder = newFolder();

const call = (args: readonly string[], environment: Environment = {}): Promise<Ended> =>
  callIn(folder, args, environment);

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

describe('verify against the embedded mock', () => {
  it('ends in 0, leaves every report, and prints nothing but the result when quiet', async () => {
    const { code, out, err } = await call(verify('green', '--quiet'));
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^PARTIAL \(0\.5 % covered\): The mock conforms to the edition of 2024-01-16 in what was exercised\.\ndivergence {2}0 of 1 .*\ncoverage {4}1 of \d+/,
    );
    for (const name of [
      'conformance.html',
      'messages.ndjson.gz',
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
    assert.ok(!err.includes('\r') && !err.includes('\u001B'));
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
    assert.match(err, /not an http or https address/);
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
    const { code, out } = await call(verify('faulty', '--quiet', '--cucumber-html'), server);
    assert.equal(code, 1);
    assert.match(out, /violated {2}status\/cancelled-is-final[^]*expected {2}cancelled\n +actual {4}/);
    assert.match(out, /To accept these[^]*rule: status\/cancelled-is-final/);
    const { target, divergence } = verdictIn('faulty');
    assert.deepEqual([target.kind, divergence.violated], ['live', 1]);
    const reports = ['conformance.html', 'cucumber.html', 'junit.xml', 'verdict.json', 'testreport.json'];
    for (const name of reports) {
      assert.ok(!readFileSync(join(folder, 'faulty', name), 'utf8').includes('a-secret-token'), name);
    }
    assert.ok(!JSON.stringify(readMessages(join(folder, 'faulty'))).includes('a-secret-token'));
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
    assert.match((await call(['recheck', 'green'])).out, /each of 4 scenarios from its recorded answers\.$/m);
  });

  it('is not borne out by recheck where an answer, a result or both and the verdict were changed', async () => {
    const stream = (out: string): string => join(folder, out, 'messages.ndjson.gz');
    const read = (out: string): string => gunzipSync(readFileSync(stream(out))).toString('utf8');
    const [green, faulty] = [read('green'), read('faulty')];

    // Inside an attachment quotes are escaped once, inside the text of an answer twice more.
    const answered = (quote: string, status: string): string => ['status', ':', status, ''].join(quote);
    const edits = [String.raw`\"`, String.raw`\\\"`].map((quote) => [
      answered(quote, 'cancelled'),
      answered(quote, 'booked'),
    ]);
    writeFileSync(
      stream('green'),
      gzipSync(edits.reduce((text, [from = '', to = '']) => text.replaceAll(from, to), green)),
    );
    const edited = await call(['recheck', 'green']);
    assert.equal(edited.code, 1);
    assert.match(edited.out, /recorded as passed, but the recorded answers make it violated/);

    const turned = faulty
      .replaceAll('"status":"FAILED"', '"status":"PASSED"')
      .split('\n')
      .filter((line) => !line.includes('mismatch+json'))
      .join('\n');
    writeFileSync(stream('faulty'), gzipSync(turned));
    writeFileSync(join(folder, 'faulty', 'verdict.json'), JSON.stringify(verdictOf(envelopesOf(turned))));
    const whitewashed = await call(['recheck', 'faulty']);
    assert.equal(whitewashed.code, 1);
    assert.match(whitewashed.out, /recorded as passed, but the recorded answers make it violated: status of/);
  });
});

describe('verify of every rule', () => {
  it('is borne out by recheck as a whole, with bodies validated as the framework does it', async () => {
    assert.equal((await call(['verify', '--quiet', '--out', 'whole', '--validation', 'framework'])).code, 0);
    const { code, out } = await call(['recheck', 'whole']);
    assert.match(out, /^Each of \d+ verdicts follows from the messages, and each of \d+ scenarios/);
    assert.equal(code, 0);
  });
});
