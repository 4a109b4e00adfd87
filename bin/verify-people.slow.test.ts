// verify against a live target hides who its people are, in every report; --show-people shows them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { call, newFolder } from '../bench/test-support/command.ts';
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

/** The text of a file with what is encoded in it behind the rest. */
const decoded = (text: string): string =>
  [text, ...(text.match(/[A-Za-z0-9+/=]{60,}/g) ?? []).map((each) => Buffer.from(each, 'base64').toString())].join(
    '\n',
  );

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

  /** Formatters of a user, as an ES module and as CommonJS: they write down each envelope that they get. */
  const ofUser = `class { constructor({ log, eventBroadcaster }) {
    eventBroadcaster.on('envelope', (envelope) => log(JSON.stringify(envelope)));
  } finished() {} }`;
  const formats = [
    'json',
    'html',
    'junit',
    'message',
    'progress',
    'rerun',
    'snippets',
    'summary',
    'usage',
    'usage-json',
  ];

  it('stand in no file that a formatter writes, unless they are meant to be shown', async () => {
    const modules = newFolder();
    writeFileSync(join(modules, 'mine.mjs'), `export default ${ofUser}`);
    writeFileSync(join(modules, 'mine.cjs'), `module.exports = ${ofUser}`);
    const own = ['mine.mjs', 'mine.cjs'].map((name) => `${join(modules, name)}:${name}.txt`);
    const args = [...formats.map((name) => `${name}:${name}.txt`), ...own].flatMap((each) => ['--format', each]);
    const files = [...formats, 'mine.mjs', 'mine.cjs'].map((name) => `${name}.txt`);
    const deviation = { mock: { records }, args };
    const { err, code, folder } = await verifyAgainst(deviation, 'practitioner');
    assert.deepEqual([code, err], [0, '']);
    const showing = (where: string, text: RegExp): readonly string[] =>
      files.filter((name) => text.test(decoded(readFileSync(join(where, name), 'utf8'))));
    const telling = ['json.txt', 'html.txt', 'message.txt', 'mine.mjs.txt', 'mine.cjs.txt'];
    assert.deepEqual(showing(folder, people), []);
    assert.deepEqual(showing(folder, /Name-[0-9a-f]{8}/), telling);
    assert.deepEqual(
      files.filter((name) => readFileSync(join(folder, name), 'utf8') === ''),
      ['snippets.txt'],
    );
    const meant = await verifyAgainst({ ...deviation, args: [...args, '--show-people'] }, 'practitioner');
    assert.deepEqual(showing(meant.folder, people), telling);
  });

  it('are shown with --show-people', async () => {
    const { folder } = await verifyAgainst({ mock: { records }, args: ['--show-people'] }, ...topics);
    assert.deepEqual(reportsWith(join(folder, 'out'), people), ['conformance.html', 'messages.ndjson.gz']);
  });
});
