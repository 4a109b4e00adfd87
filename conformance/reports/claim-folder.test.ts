// The folder of the reports is tried before anything runs: a run that cannot start leaves nothing there that looks like one.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { claimFolder } from './write-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'canvas-claim-'));
after(() => rmSync(folder, { recursive: true, force: true }));

it('leaves no file in a new folder, and keeps what an earlier run has left in an old one', () => {
  const reports = join(folder, 'new', 'reports');
  claimFolder(reports);
  assert.deepEqual(readdirSync(reports), []);
  const messages = join(reports, 'messages.ndjson.gz');
  writeFileSync(messages, 'of an earlier run');
  claimFolder(reports);
  assert.equal(readFileSync(messages, 'utf8'), 'of an earlier run');
});
