// Record and replay: people and secrets stay out of the cassettes, and the verdict comes again without a target.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from '../testing/command.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { guard } from './guard.ts';
import { hiddenByPlace, hiddenEverywhere } from './redaction.ts';
import { played, symbolised } from './symbols.ts';

const folder = newFolder();
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

describe('cassettes of the whole suite on the mock', () => {
  it('are played to the same verdict, which can be compared with the first', async () => {
    const first = await call(folder, ['verify', '-q', '--record', 'whole', '--out', 'first']);
    assert.equal(first.code, 0, first.err);
    const second = await call(folder, ['verify', '-q', '--replay', 'whole', '--out', 'second']);
    assert.equal(second.code, 0, second.out);
    const { code, out } = await call(folder, ['compare', 'first', 'second']);
    assert.deepEqual([code, out.includes('worse')], [0, false]);
  });
});

describe('what is hidden', () => {
  const body = { resourceType: 'Patient', name: [{ family: 'Vandersloot', given: ['Ida'] }], birthDate: '1949-03-17' };

  it('is the same person wherever it stands, with the same key', () => {
    const [one, other] = [new Pseudonyms('key'), new Pseudonyms('key')];
    assert.deepEqual(hiddenByPlace(body, one, new Set()), hiddenByPlace(body, other, new Set()));
    const path = hiddenEverywhere('/Patient?family=vandersloot', one);
    assert.match(path, /family=Name-[0-9a-f]{8}$/);
  });

  it('may be of any length', () => {
    const pseudonyms = new Pseudonyms('key');
    const text = 'Marguerite '.repeat(20_000).trim();
    const pseudonym = pseudonyms.of('text', text);
    assert.equal(hiddenEverywhere(`a ${text} b`, pseudonyms), `a ${pseudonym} b`);
  });

  it('is guarded: what still looks like a person is refused, with its place and not its value', () => {
    const known = new Set(['Harness']);
    const text = JSON.stringify({ note: 'call 415-203-4477' });
    assert.throws(
      () => guard(text, 'patient.feature:3', new Pseudonyms('key'), known),
      /patient\.feature:3.*telephone/,
    );
    assert.throws(
      () => guard('{"family":"Doe"}', 'here', new Pseudonyms('key'), known),
      (error: Error) => {
        assert.doesNotMatch(error.message, /Doe/);
        return true;
      },
    );
    guard('{"family":"Harness"}', 'here', new Pseudonyms('key'), known);
  });
});

describe('symbols', () => {
  it('keep which id is which, and how far days and times lie apart', () => {
    const id = '621a66fc-9d5c-4de0-97fb-935d611ac176';
    const text = `Appointment/${id} ${id} 2031-03-05 2026-01-01T10:00:00Z 2026-01-01T10:30:00Z`;
    const symbols = symbolised(text, '2031-03-04', Date.parse('2026-01-01T12:00:00Z'));
    assert.equal(symbols, 'Appointment/<appointment-1> <appointment-1> <day+1> <instant+0s>Z <instant+1800s>Z');
    const again = played(symbols).split(' ');
    assert.equal(again[0], `Appointment/${again[1] ?? ''}`);
    assert.equal(again[2], '2031-03-05');
    assert.equal(symbolised('2031-13-01T10:00:00Z', '2031-03-04', 0), '2031-13-01T10:00:00Z');
  });

  it('stand for an id without dashes in an address, too', () => {
    const text = `Patient/${pat} /Encounter?patient=Patient%2F${pat}&_id=${pat}`;
    const symbols = symbolised(text, undefined, 0);
    assert.equal(symbols, 'Patient/<patient-1:hex> /Encounter?patient=Patient%2F<patient-1:hex>&_id=<patient-1:hex>');
  });
});
