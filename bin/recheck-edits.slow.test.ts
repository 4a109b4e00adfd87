// recheck of papers that somebody has edited: each place where a word can be changed, and each piece that can be taken out.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { call, newFolder, type Ended } from '../bench/test-support/command.ts';
import { mediaTypes, type Envelope } from '../conformance/suite/messages/index.ts';
import { verdictOf, type VerdictDocument } from '../conformance/verdict/index.ts';

type Edit = (envelopes: readonly Envelope[]) => readonly Envelope[];

const folder = newFolder();
const messages = (of: string): string => join(folder, of, 'messages.ndjson.gz');

const read = (of: string): readonly Envelope[] =>
  gunzipSync(readFileSync(messages(of)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Envelope);

const write = (of: string, envelopes: readonly Envelope[]): void =>
  writeFileSync(messages(of), gzipSync(`${envelopes.map((one) => JSON.stringify(one)).join('\n')}\n`));

let copies = 0;

/** A copy of the papers of a run, changed and rechecked. */
const recheckCopy = (change: (of: string) => void): Promise<Ended> => {
  copies += 1;
  const copy = `copy-${copies}`;
  cpSync(join(folder, 'run'), join(folder, copy), { recursive: true });
  change(copy);
  return call(folder, ['recheck', copy]);
};

const bodyOf = (envelope: Envelope): string => envelope.attachment?.body ?? '';

/** Changes the last of the attachments of a kind. */
const lastOf =
  (kind: keyof typeof mediaTypes, change: (body: string) => string): Edit =>
  (envelopes) => {
    const at = envelopes.findLastIndex(({ attachment }) => attachment?.mediaType === mediaTypes[kind]);
    return envelopes.map((one, position) =>
      position === at && one.attachment !== undefined
        ? { ...one, attachment: { ...one.attachment, body: change(bodyOf(one)) } }
        : one,
    );
  };

const attemptOf = ({ testCaseStarted, testCaseFinished, testStepStarted, testStepFinished, attachment }: Envelope) =>
  testCaseStarted?.id ?? (testCaseFinished ?? testStepStarted ?? testStepFinished ?? attachment)?.testCaseStartedId;

const firstAttempt = (envelopes: readonly Envelope[]): string | undefined =>
  envelopes.find(({ testCaseStarted }) => testCaseStarted !== undefined)?.testCaseStarted?.id;

const withoutFirstScenario: Edit = (envelopes) => {
  const id = firstAttempt(envelopes);
  return envelopes.filter((one) => id === undefined || attemptOf(one) !== id);
};

const firstScenarioTwice: Edit = (envelopes) => {
  const id = firstAttempt(envelopes) ?? '';
  const again = envelopes.filter((one) => attemptOf(one) === id);
  const copied = JSON.parse(JSON.stringify(again).replaceAll(`"${id}"`, '"again"')) as readonly Envelope[];
  const at = envelopes.findIndex(({ testRunFinished }) => testRunFinished !== undefined);
  return [...envelopes.slice(0, at), ...copied, ...envelopes.slice(at)];
};

/** What the last two exchanges say, each in the place of the other. */
const inverted: Edit = (envelopes) => {
  const found = envelopes.filter(({ attachment }) => attachment?.mediaType === mediaTypes.exchange).slice(-2);
  const [one = '', other = ''] = found.map(bodyOf);
  return envelopes.map((envelope) =>
    found.includes(envelope) && envelope.attachment !== undefined
      ? { ...envelope, attachment: { ...envelope.attachment, body: bodyOf(envelope) === one ? other : one } }
      : envelope,
  );
};

const replacing =
  (from: RegExp, to: string) =>
  (body: string): string => {
    const changed = body.replace(from, to);
    assert.notEqual(changed, body);
    return changed;
  };

/** Edits of what was recorded. The second column: found out also where the verdict was computed anew from the edited messages. */
const edits: readonly (readonly [name: string, isFoundAnew: boolean, edit: Edit])[] = [
  ['a status', true, lastOf('exchange', replacing(/"status":200/, '"status":404'))],
  ['a body', true, lastOf('exchange', replacing(/"total":\d+/, '"total":77'))],
  ['a request', true, lastOf('exchange', replacing(/"path":"\/Appointment/, '"path":"/Patient'))],
  ['a header', false, lastOf('exchange', replacing(/"fumage-correlation-id":"[^"]+"/, '"fumage-correlation-id":"x"'))],
  ['how long it took', false, lastOf('exchange', replacing(/"milliseconds":\d+/, '"milliseconds":99999'))],
  ['the order of two exchanges', true, inverted],
  ['a scenario taken out', true, withoutFirstScenario],
  ['a scenario there twice', true, firstScenarioTwice],
  ['another edition', true, lastOf('run', replacing(/"edition":"2024-01-16"/, '"edition":"2024-01-25"'))],
  ['a topic taken out of the selection', true, lastOf('run', replacing(/"searchset\/empty"/, '"searchset/links"'))],
  [
    'a known deviation',
    false,
    lastOf(
      'run',
      replacing(/"entries":\[\]/, '"entries":[{"rule":"searchset/empty","since":"2026-01-01","why":"x","link":"x"}]'),
    ),
  ],
];

describe('recheck', () => {
  before(async () => {
    const { code, out, err } = await call(folder, [
      'verify',
      '-q',
      '--rules',
      'searchset/total,searchset/empty',
      '--out',
      'run',
    ]);
    assert.equal(code, 0, out + err);
  });

  it('agrees with papers that nobody has touched', async () => {
    const { code, out } = await recheckCopy(() => undefined);
    assert.equal(code, 0, out);
  });

  for (const [name, isFoundAnew, edit] of edits) {
    it(`finds out: ${name}`, async () => {
      const { code, out } = await recheckCopy((copy) => write(copy, edit(read(copy))));
      assert.equal(code, 1, out);
    });

    it(`${isFoundAnew ? 'finds out' : 'cannot find out'} where the verdict was made anew: ${name}`, async () => {
      const { code, out } = await recheckCopy((copy) => {
        const edited = edit(read(copy));
        write(copy, edited);
        writeFileSync(join(folder, copy, 'verdict.json'), JSON.stringify(verdictOf(edited)));
      });
      assert.equal(code, isFoundAnew ? 1 : 0, out);
    });
  }

  it('finds out messages of another run', async () => {
    await call(folder, ['verify', '-q', '--rules', 'searchset/total,searchset/empty', '--out', 'other']);
    const { code, out } = await recheckCopy((copy) => write(copy, read('other')));
    assert.equal(code, 1, out);
  });

  it('finds out a verdict whose words were changed', async () => {
    for (const change of [{ edition: '2024-01-25' }, { level: 'full' }, { seed: 'x' }, { strict: true }] as const) {
      const { code, out } = await recheckCopy((copy) => {
        const file = join(folder, copy, 'verdict.json');
        const said = JSON.parse(readFileSync(file, 'utf8')) as VerdictDocument;
        writeFileSync(file, JSON.stringify({ ...said, ...change }));
      });
      assert.equal(code, 1, out);
    }
  });
});
