// A recording: what a scenario lacked from its beginning, and what it learnt from an answer.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { recordedTarget } from './recorded.ts';

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

describe('a recorded scenario that was not exercised', () => {
  const file = join(folder, 'recording.json');
  writeFileSync(
    file,
    JSON.stringify({
      'known:1': { target, exchanges: [], notExercised },
      'learnt:1': { target, exchanges: [answered], notExercised },
    }),
  );

  it('lacks from its beginning what it was known to lack', () => {
    assert.equal(recordedTarget(file, 'known:1').lacks('double-booking-on'), 'it is switched off there');
  });

  it('begins where it learnt that from an answer', () => {
    assert.equal(recordedTarget(file, 'learnt:1').lacks('double-booking-on'), undefined);
  });
});
