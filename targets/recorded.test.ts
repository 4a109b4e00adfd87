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

/** What the target of a recorded scenario lacks. A recording shuts the network of its process, so it is opened in another. */
const lackedBy = (exchanges: readonly object[]): unknown => {
  const file = join(folder, 'recording.json');
  writeFileSync(file, JSON.stringify({ 'a:1': { target, exchanges, notExercised } }));
  const module = join(import.meta.dirname, 'recorded.ts');
  const code = `import { recordedTarget } from ${JSON.stringify(module)};
    console.log(JSON.stringify(recordedTarget(${JSON.stringify(file)}, 'a:1').lacks('double-booking-on') ?? null));`;
  const args = ['--import', './scripts/ts-hooks.mjs', '--input-type=module', '--eval', code];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' }),
  ) as unknown;
};

describe('a recorded scenario that was not exercised', () => {
  it('lacks from its beginning what it was known to lack', () => {
    assert.equal(lackedBy([]), 'it is switched off there');
  });

  it('begins where it learnt that from an answer', () => {
    assert.equal(lackedBy([answered]), null);
  });
});
