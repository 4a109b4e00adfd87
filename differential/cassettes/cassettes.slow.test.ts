// Record and replay: people and secrets stay out of the cassettes, and the verdict comes again without a target.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';

const folder = newFolder();

/** Lets every process of a command end at its first attempt to connect, to this machine or another. */
const noNetwork = ((): Readonly<Record<string, string>> => {
  const file = join(folder, 'no-network.cjs');
  const end = 'process.stderr.write("connected\\n"); process.exit(99);';
  writeFileSync(file, `require('node:net').Socket.prototype.connect = function () { ${end} };`);
  return { NODE_OPTIONS: `--require=${file}` };
})();
const pat = 'ee1c7803325b47b492008f3e7c9d7a3d';

describe('cassettes of a server with people of its own', () => {
  let mock: Mock;
  let recorded: Ended;

  before(async () => {
    const person = {
      given: 'Marguerite',
      family: 'Vandersloot',
      birthDate: '1949-03-17',
      phone: '415-203-4477',
      email: 'm.vandersloot@mailhost.org',
    };
    mock = await startMock({ recordChanges: { patients: [{ id: pat, ...person }] } });
    recorded = await call(folder, ['verify', '-q', '--rules', 'patient', '--record', 'tapes', '--out', 'live'], {
      CANVAS_FHIR_BASE_URL: mock.url,
      CANVAS_ACCESS_TOKEN: mock.token,
      CANVAS_MAX_CREATES: '1000',
    });
  });

  after(() => mock.close());

  const everything = (): string =>
    readdirSync(join(folder, 'tapes'))
      .map((name) => readFileSync(join(folder, 'tapes', name), 'utf8'))
      .join('\n');

  it('hold no name, birth date, telephone number, e-mail address or token', () => {
    assert.match(recorded.out, /recorded {4}\d+ scenarios/);
    const text = everything();
    assert.match(text, /"resourceType": "Patient"/);
    for (const secret of ['Marguerite', 'Vandersloot', '1949-03-17', '203-4477', 'mailhost.org', mock.token, pat])
      assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), secret);
  });

  it('are played to the same verdict with the server gone', async () => {
    await mock.close();
    const { code, out, err } = await call(folder, ['verify', '-q', '--replay', 'tapes', '--out', 'replayed']);
    assert.deepEqual([code, err], [recorded.code, '']);
    const rules = (name: string): object[] =>
      (
        JSON.parse(readFileSync(join(folder, name, 'verdict.json'), 'utf8')) as {
          rules: { id: string; verdict: string }[];
        }
      ).rules.map(({ id, verdict }) => ({ id, verdict }));
    assert.deepEqual(rules('replayed'), rules('live'));
    assert.match(out, /divergence/);
  });

  it('are refused with one line where they are of another edition, of another version, or cut', async () => {
    const manifest = join(folder, 'tapes', 'cassettes.json');
    const before = readFileSync(manifest, 'utf8');
    const other = await call(folder, ['verify', '--replay', 'tapes', '--edition', 'latest']);
    assert.equal(other.code, 5);
    assert.match(other.err, /^canvas-harness: [^\n]*recorded for the edition of [^\n]*\n$/);
    writeFileSync(manifest, before.replace(/"version": "[^"]*"/, '"version": "9.9.0"'));
    const version = await call(folder, ['verify', '--replay', 'tapes']);
    assert.equal(version.code, 5);
    assert.match(version.err, /^canvas-harness: [^\n]*recorded by version 9\.9\.0[^\n]*\n$/);
    writeFileSync(manifest, before);
    const tape = join(folder, 'tapes', 'patient.json');
    writeFileSync(tape, readFileSync(tape, 'utf8').slice(0, 2000));
    const cut = await call(folder, ['verify', '--replay', 'tapes']);
    assert.equal(cut.code, 2);
    assert.match(cut.err, /^canvas-harness: [^\n]*patient\.json is truncated or damaged[^\n]*\n$/);
  });
});

describe('folders that are none of cassettes', () => {
  it('are refused with one line, by replay, by drift, and before anything is recorded', async () => {
    const [empty, file] = [newFolder(), join(folder, 'a-file')];
    writeFileSync(file, 'text');
    writeFileSync(join(empty, 'other.txt'), 'text');
    const cases: readonly (readonly [args: readonly string[], words: RegExp])[] = [
      [['verify', '--replay', empty], /holds no cassettes\.json/],
      [['drift', '--against', file], /is not a folder/],
      [['drift', '--against', join(folder, 'nowhere')], /neither an address[^\n]* nor a folder/],
      [['verify', '--record', empty], /contains files that are not cassettes/],
      [['verify', '--record', file], /cannot record into/],
    ];
    for (const [args, words] of cases) {
      const { code, err } = await call(folder, args);
      assert.equal(code, 2, err);
      assert.match(err, /^canvas-harness: [^\n]+\n$/);
      assert.match(err, words);
    }
  });
});

describe('cassettes of the whole suite on the mock', () => {
  it('are played to the same verdict, which can be compared with the first', async () => {
    const first = await call(folder, ['verify', '-q', '--record', 'whole', '--out', 'first']);
    assert.equal(first.code, 0, first.err);
    const second = await call(folder, ['verify', '-q', '--replay', 'whole', '--out', 'second']);
    assert.equal(second.code, 0, second.out);
    const { code, out } = await call(folder, ['compare', 'first', 'second']);
    assert.deepEqual([code, out.includes('worse')], [0, false]);
  });

  it('are compared with the mock without a difference, and need no network for it', async () => {
    const { code, out } = await call(folder, ['drift', '-q', '--against', 'whole'], noNetwork);
    assert.equal(code, 0, out);
    assert.match(out, /^NO DRIFT: 0 differences in \d{3} scripts against whole\.$/m);
  });

  it('are played in processes of which none connects to anybody', async () => {
    const { code, out, err } = await call(
      folder,
      ['verify', '-q', '--replay', 'whole', '--rules', 'read', '--out', 'unconnected'],
      noNetwork,
    );
    assert.deepEqual([code, err], [0, ''], out);
  });

  it('are refused with one line that names the scenario where the suite asks something else now', async () => {
    const tape = join(folder, 'whole', 'status.json');
    const manifest = join(folder, 'whole', 'cassettes.json');
    const [before, listed] = [readFileSync(tape, 'utf8'), readFileSync(manifest, 'utf8')];
    const changed = before.replace('"status": "booked"', '"status": "arrived"');
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    writeFileSync(tape, changed);
    writeFileSync(manifest, listed.replace(digest(before), digest(changed)));
    const { code, err } = await call(folder, ['verify', '-q', '--replay', 'whole', '--rules', 'status']);
    assert.equal(code, 5);
    assert.match(
      err,
      /^canvas-harness: features\/status\.feature:\d+ [^\n]*sends "booked" as status, "arrived" was recorded[^\n]*\n$/,
    );
  });
});
