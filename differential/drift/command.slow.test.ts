// Drift against a second process: a rule that it has left out is found, what has a reason is not, misuse is one line.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, newFolder } from '../../bench/test-support/command.ts';
import { driftFrom } from '../../bench/test-support/drift.ts';
import { sequences } from '../explore/sequences.ts';

const folder = newFolder();

describe('drift', () => {
  it('performs the scenarios of the suite, and leaves out what has a reason', async () => {
    const { findings } = await driftFrom(
      { without: ['status/cancelled-is-final'] },
      '--rules',
      'status/cancelled-is-final',
    );
    assert.ok(findings[0]?.rules.includes('status/cancelled-is-final'));
    const excluded = await driftFrom(
      { without: ['reason-code/description-mirrors-text'] },
      '--rules',
      'reason-code/description-mirrors-text',
      '--exclude',
      'description=known to be shortened',
    );
    assert.deepEqual(excluded.findings, []);
    const { code, err } = await call(folder, ['drift', '--against', 'http://127.0.0.1:1', '--exclude', 'description']);
    assert.equal(code, 2);
    assert.match(err, /path=reason/);
  });

  it('says in one line that nobody answers', async () => {
    const { code, err } = await call(folder, ['drift', '--against', 'http://127.0.0.1:1', '--explore', '1']);
    assert.equal(code, 3);
    assert.match(err, /^canvas-harness: [^\n]+\n$/);
  });
});

describe('sequences', () => {
  it('are the same for the same seed', () => {
    assert.deepEqual(sequences(9, 5), sequences(9, 5));
    assert.notDeepEqual(sequences(9, 5), sequences(9, 6));
  });
});
