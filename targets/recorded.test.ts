// A recording: what a scenario lacked from its beginning, and what it learnt from an answer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'canvas-recorded-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const target = {
  kind: 'live',
  baseUrl: 'http://canvas',
  ehrUrl: 'http://canvas',
  edition: '2024-01-16',
  clientId: null,
};
const notExercised = { need: 'double-booking-on', reason: 'it is switched off there' };
const answered = {
  request: { method: 'POST', path: '/Appointment', headers: {}, body: {} },
  response: { status: 422, headers: {}, body: {}, text: '{}' },
};

/** What an expression about the recorded target comes to. A recording shuts the network of its process, so it is opened in another. */
const askedOf = (exchanges: readonly object[], expression: string): unknown => {
  const file = join(folder, 'recording.json');
  writeFileSync(file, JSON.stringify({ 'a:1': { target, exchanges, notExercised } }));
  const module = join(import.meta.dirname, 'recorded.ts');
  const code = `import { recordedTarget } from ${JSON.stringify(module)};
    const target = recordedTarget(${JSON.stringify(file)}, 'a:1');
    console.log(JSON.stringify((${expression}) ?? null));`;
  const args = ['--import', './scripts/ts-hooks.mjs', '--input-type=module', '--eval', code];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' }),
  ) as unknown;
};

const lackedBy = (exchanges: readonly object[]): unknown => askedOf(exchanges, "target.lacks('double-booking-on')");

const search = { method: 'GET', path: '/Appointment?identifier=number-12345678', headers: {}, body: null };
const found = { ...answered, request: search };

describe('a recorded scenario', () => {
  it('sends the mark that its fence had put on a create', () => {
    const identifier = [{ system: 'urn:canvas-harness:run', value: '0123456789abcdef/7' }];
    const created = { ...answered, request: { ...answered.request, body: { identifier } } };
    const post = "new Request('http://canvas/Appointment', { method: 'POST', body: '{}' })";
    assert.match(String(askedOf([created], `(await target.send(${post})).sent`)), /"value":"0123456789abcdef\/7"/);
    assert.equal(askedOf([answered], `(await target.send(${post})).sent`), '{}');
  });

  it('asks a search again where the recording has it twice, whatever was hidden in it', () => {
    const get = "new Request('http://canvas/Appointment?identifier=clear')";
    const again = `await target.send(${get}), await target.lag.waitToAskAgain(${get})`;
    assert.equal(askedOf([found, found], again), true);
    assert.equal(askedOf([found, answered], again), false);
    assert.equal(askedOf([found], again), false);
  });
});

describe('a recorded scenario that was not exercised', () => {
  it('lacks from its beginning what it was known to lack', () => {
    assert.equal(lackedBy([]), 'it is switched off there');
  });

  it('begins where it learnt that from an answer', () => {
    assert.equal(lackedBy([answered]), null);
  });
});
