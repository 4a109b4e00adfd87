// The file of known deviations: strict when read, ready when offered, tidy when an entry goes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Stop } from '../run/exit-codes.ts';
import { passed, streamOf } from '../../bench/test-support/stream.ts';
import { verdictOf } from '../verdict/index.ts';
import { deviationsTemplate, withoutDeviation } from './edit-deviations.ts';
import { deviationsIn } from './deviations-file.ts';

const entry = (rule: string): string => `  - rule: ${rule}
    since: 2024-06-01
    why: their release of June
    link: https://example.org/17
`;

const file = `# Our sandbox.
target: mock
deviations:
  # The first is old.
${entry('status/cancelled-is-final')}${entry('search/status')}`;

const faults: Readonly<Record<string, readonly [string, RegExp]>> = {
  'an unknown key': [file.replace('why:', 'because:'), /entry 1: unknown key 'because'/],
  'an unknown key at the top': [`deviation: []\n`, /unknown key 'deviation'; did you mean 'deviations'/],
  'an unknown rule': [
    file.replace('cancelled-is-final', 'canceled-is-final'),
    /did you mean 'status\/cancelled-is-final'/,
  ],
  'a missing key': [file.replace(/ {4}link: .*\n/, ''), /'link' has to be a text/],
  'an empty reason': [file.replace('their release of June', "''"), /'why' has to be a text/],
  'a date that is none': [file.replace('2024-06-01', 'June'), /'since' has to be a date/],
  'a rule twice': [`${file}${entry('search/status')}`, /'search\/status' is listed twice/],
  'a key twice': [file.replace('    why', '    since: 2024-06-02\n    why'), /unique/],
  'no YAML': ['deviations: [', /file\.yaml/],
  'a list at the top': ['- rule: search/status', /is a mapping/],
  'another target': [
    file.replace('target: mock', 'target: https://elsewhere.example'),
    /is about the target https:\/\/elsewhere/,
  ],
};

describe('a deviations file', () => {
  it('is read', () => {
    const entries = deviationsIn(file, 'file.yaml', { kind: 'mock', baseUrl: '' });
    assert.deepEqual(
      entries.map(({ rule }) => rule),
      ['status/cancelled-is-final', 'search/status'],
    );
    assert.equal(entries[0]?.since, '2024-06-01');
  });

  it('may be empty', () => assert.deepEqual(deviationsIn('# none yet\n', 'file.yaml'), []));

  for (const [name, [text, expected]] of Object.entries(faults)) {
    it(`with ${name} is refused`, () => {
      assert.throws(
        () => deviationsIn(text, 'file.yaml', { kind: 'mock', baseUrl: '' }),
        (error) => error instanceof Stop && error.conclusion === 'configuration' && expected.test(error.message),
      );
    });
  }

  it('loses an entry and keeps the rest, comments too', () => {
    const rest = withoutDeviation(file, 'search/status', 'file.yaml');
    assert.match(rest, /# Our sandbox[^]*# The first is old[^]*cancelled-is-final/);
    assert.doesNotMatch(rest, /search\/status/);
    assert.throws(() => withoutDeviation(rest, 'search/status', 'file.yaml'), /lists no deviation/);
  });

  it('can be started from the template that a run prints', () => {
    const attachments = [['mismatch', { what: 'status: it "differs"', expected: 1, actual: 2 }]] as const;
    const failed = { type: 'Outcome', text: 'Then', status: 'FAILED', attachments } as const;
    const scenarios = [{ rules: ['status/cancelled-is-final'], steps: [passed('Action'), failed] }];
    const template = deviationsTemplate(verdictOf(streamOf({ scenarios })));
    const target = { kind: 'mock', baseUrl: '' } as const;
    assert.throws(() => deviationsIn(template, 'template', target), /'why' still says TODO/);
    const filledIn = template
      .replace('TODO: say why this is accepted', 'Accepted')
      .replace(/['"]?TODO: where.*/, 'https://example.org/17');
    const [only] = deviationsIn(filledIn, 'template', target);
    assert.equal(only?.rule, 'status/cancelled-is-final');
    assert.match(only.why, /status: it "differs"/);
  });
});
