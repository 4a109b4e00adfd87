// verify against a live target hides who its people are, in every report; --show-people shows them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { call } from '../bench/test-support/command.ts';
import { verifyAgainst } from '../bench/test-support/verify-against.ts';
import { instance } from '../fixtures/index.ts';

// The people of the documentation under names, birth dates and numbers that the suite knows nothing of.
const records = {
  ...instance,
  practitioners: instance.practitioners.map((each, index) => ({
    ...each,
    given: 'Okonjo',
    family: `Quillfeather${index}`,
  })),
  patients: instance.patients.map((each, index) => ({
    ...each,
    given: 'Wilhelmina',
    family: `Thistlewood${index}`,
    birthDate: `1931-07-1${index % 10}`,
  })),
};

const topics = ['practitioner', 'patient', 'participant', 'booking', 'status/update-sets-status'];

/** The text of a report: what is packed in it stands unpacked behind the rest. */
const textOf = (file: string): string => {
  const text = (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file)).toString('utf8');
  const [, packed] = /<template id="packed">([^<]*)</.exec(text) ?? [];
  assert.equal(packed !== undefined, file.endsWith('conformance.html'), file);
  return packed === undefined ? text : text + gunzipSync(Buffer.from(packed, 'base64')).toString('utf8');
};

/** The reports in which a text stands. */
const reportsWith = (folder: string, text: RegExp): readonly string[] =>
  readdirSync(folder).filter((name) => text.test(textOf(join(folder, name))));

const people = /Okonjo|Quillfeather|Wilhelmina|Thistlewood|1931-07-1\d/;

describe('the people of a live target', () => {
  it('stand in no report, and the reports still bear out the verdict', async () => {
    const { code, out, folder } = await verifyAgainst({ mock: { records } }, ...topics);
    assert.equal(code, 0, out);
    assert.deepEqual(reportsWith(join(folder, 'out'), people), []);
    assert.deepEqual(reportsWith(join(folder, 'out'), /Name-[0-9a-f]{8}/), ['conformance.html', 'messages.ndjson.gz']);
    const rechecked = await call(folder, ['recheck', 'out']);
    assert.equal(rechecked.code, 0, rechecked.out + rechecked.err);
  });

  it('stand in the file of a formatter, which a line says before the run; none does where they are meant to be shown', async () => {
    const args = ['--format', 'json:cucumber.json'];
    const { err, folder } = await verifyAgainst({ mock: { records }, args }, 'participant');
    assert.match(err, /^people {6}.*cucumber\.json will show names, birth dates and record numbers/);
    assert.ok(readFileSync(join(folder, 'cucumber.json'), 'utf8').length > 0);
    const meant = await verifyAgainst({ mock: { records }, args: [...args, '--show-people'] }, 'participant');
    assert.doesNotMatch(meant.err, /will show/);
  });

  it('are shown with --show-people', async () => {
    const { folder } = await verifyAgainst({ mock: { records }, args: ['--show-people'] }, ...topics);
    assert.deepEqual(reportsWith(join(folder, 'out'), people), ['conformance.html', 'messages.ndjson.gz']);
  });
});
