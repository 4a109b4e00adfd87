// The written reports: valid, stamped, and proof against whatever a server answers.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Stop } from '../run/exit-codes.ts';
import { readMessages, type Envelope } from '../suite/messages/index.ts';
import { harness } from '../run/package.ts';
import { actsOnReader, unseenWords } from '../../bench/test-support/hostile-words.ts';
import { known } from '../../bench/test-support/stream-fixtures.ts';
import { green, passed, streamOf, type RunInShort } from '../../bench/test-support/stream.ts';
import { readVerdict } from '../verdict/verdict-file.ts';
import { verdictOf, type Stamp } from '../verdict/index.ts';
import { junitXml } from './cucumber-reports.ts';
import { differenceOf } from './page/expected-and-actual.ts';
import { page } from './page/page.ts';
import { testReport } from './test-report.ts';
import { resultLines } from './terminal-lines.ts';
import { claimFolder, writeReports } from './write-reports.ts';

const evil = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'\`|\u0000]]>${unseenWords}`;

const answer = {
  request: { method: 'POST', path: `/Appointment?x=${evil}`, headers: { accept: evil }, body: { text: evil } },
  response: { status: 422, headers: { 'x-evil': evil }, body: evil },
  milliseconds: 3,
};

/** What probes have found, with a server's words in it. */
const probes: NonNullable<Stamp['probes']> = {
  register: '/work/canvas-probes.json',
  notes: [
    {
      id: 'C26',
      question: 'What does an update of a cancelled appointment do?',
      target: 'https://fumage-example.canvasmedical.com',
      edition: '2024-01-16',
      at: '2026-11-25T10:00:00.000Z',
      observed: evil,
      mock: 'keep',
      verdict: 'differs',
      reading: '--setting cancelledUpdate=refuse',
      undecided: null,
      evidence: [`PUT /Appointment/{create:location}: 422 ${evil}`],
    },
  ],
};

const run: RunInShort = {
  target: { kind: 'live', baseUrl: 'https://fumage-example.canvasmedical.com' },
  stamp: { seed: 'seed-7', selection: { rules: [], tags: evil }, probes },
  scenarios: [
    { name: 'passes', rules: ['status/canvas-to-fhir'], steps: green },
    {
      name: evil,
      rules: ['status/cancelled-is-final'],
      steps: [
        { ...passed('Action', evil), attachments: [['exchange', answer]] },
        {
          type: 'Outcome',
          text: 'Then',
          status: 'FAILED',
          error: { type: 'AssertionError', message: evil },
          attachments: [['mismatch', { what: evil, expected: { a: 1, text: 'x' }, actual: { text: evil, a: 1 } }]],
        },
      ],
    },
    {
      name: 'breaks',
      rules: ['status/omitted-status-is-kept'],
      steps: [{ ...passed('Context'), status: 'FAILED', error: { type: 'Error', message: evil } }],
    },
  ],
};

/** The envelope with a table of one cell under each step. */
const withTable = (envelope: Envelope, value: string): Envelope => {
  const { pickle } = envelope;
  if (pickle === undefined) return envelope;
  const argument = { dataTable: { rows: [{ cells: [{ value }] }] } };
  return { pickle: { ...pickle, steps: pickle.steps.map((step) => ({ ...step, argument })) } };
};

describe('the reports of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  const envelopes = streamOf(run);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  before(() => writeReports(folder, envelopes, verdictOf(envelopes), { cucumberHtml: true }));

  it('are all there', () => {
    assert.deepEqual(readdirSync(folder).sort(), [
      'badge.json',
      'conformance.html',
      'cucumber.html',
      'junit.xml',
      'messages.ndjson.gz',
      'summary.md',
      'testreport.json',
      'verdict.json',
    ]);
  });

  it("hold cucumber's own page only where it is asked for, and none of an earlier run", async () => {
    const bare = mkdtempSync(join(tmpdir(), 'bare-'));
    for (const name of ['cucumber.html', 'messages.ndjson']) writeFileSync(join(bare, name), 'of an earlier run');
    await writeReports(bare, envelopes, verdictOf(envelopes), { cucumberHtml: false });
    const names = readdirSync(bare);
    assert.deepEqual([names.includes('cucumber.html'), names.includes('messages.ndjson')], [false, false]);
  });

  it('show what was expected and what came before the request, and the request before the steps', () => {
    const text = read('conformance.html');
    const at = ['id="status/cancelled-is-final"', 'Expected', 'class="exchange"', 'All steps'].map((part, index) =>
      text.indexOf(part, index === 0 ? 0 : text.indexOf('id="status/cancelled-is-final"')),
    );
    assert.deepEqual(
      at,
      [...at].sort((one, other) => one - other),
    );
    assert.ok(!at.includes(-1));
  });

  it('are small: steps that passed are packed once, however many rules a scenario is of', () => {
    const body = 'x'.repeat(50_000);
    const answer = { request: { method: 'GET', path: '/', headers: {} }, response: { status: 200, headers: {}, body } };
    const rules = ['status/cancelled-is-final', 'status/canvas-to-fhir', 'search/status'];
    const steps = [{ ...passed('Action'), attachments: [['exchange', answer]] }, ...green] as const;
    const text = (count: number): string => {
      const some = streamOf({ ...run, scenarios: count === 0 ? [] : [{ rules: rules.slice(0, count), steps }] });
      return page(some, verdictOf(some));
    };
    assert.ok(text(3).length - text(0).length < 10_000);
    assert.equal(text(1).includes(body.slice(0, 100)), false);
  });

  it('tell a rule that does not apply from one that was not exercised', () => {
    const { rules, counts } = verdictOf(envelopes);
    const wordOf = (id: string): string | undefined => rules.find((rule) => rule.id === id)?.verdict;
    assert.equal(wordOf('appointment-type/omitted-type-is-kept'), 'not-applicable', 'a rule of a later edition');
    assert.equal(wordOf('search/status'), 'not-exercised');
    assert.equal(counts['not-applicable'], rules.filter(({ applicable }) => !applicable).length);
    assert.ok(read('conformance.html').includes('>not applicable</span'));
  });

  it('show the register of probes: a section of the page, a table of the summary, a line of the terminal', () => {
    const text = read('conformance.html');
    assert.match(text, /<h2 id="probes">Ambiguities, as probed/);
    assert.match(text, /differs: --setting cancelledUpdate=refuse/);
    assert.match(text, /PUT \/Appointment\/\{create:location\}: 422/);
    assert.match(read('summary.md'), /### Ambiguities, as probed[^]*\| C26 \| What does an update/);
    const [verdict] = [readVerdict(join(folder, 'verdict.json'))];
    assert.deepEqual(verdict.probes, JSON.parse(JSON.stringify(probes)));
    assert.match(resultLines(verdict, folder).join('\n'), /^probes {6}1 ambiguities: 0 agree .* 1 differ/m);
    const bare = verdictOf(streamOf({ ...run, stamp: {} }));
    assert.equal(page(envelopes, bare).includes('id="probes"'), false);
    assert.equal(resultLines(bare, folder).join('\n').includes('probes '), false);
  });

  it('hold no markup of the server', () => {
    const page = read('conformance.html');
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.equal(page.match(/<img/g), null);
    assert.ok(page.includes('&lt;/script&gt;&lt;script&gt;alert(1)'));
    assert.equal(read('cucumber.html').includes('<script>alert(1)'), false);
    assert.equal(/<(script|img)/.test(read('summary.md').replace(/`[^`\n]*`/g, '')), false);
  });

  it('show what would hide, reorder or pile up, and keep it where a machine reads', () => {
    const text = read('conformance.html');
    const [, packed = ''] = /<template id="packed">([^<]*)/.exec(text) ?? [];
    const pieces = gunzipSync(Buffer.from(packed, 'base64')).toString('utf8');
    for (const shown of [text, pieces, read('summary.md'), read('junit.xml')]) {
      assert.deepEqual(actsOnReader(shown), []);
      assert.match(shown, /\\u202e0 \\{1,2}u2067/);
    }
    assert.ok(read('verdict.json').includes(unseenWords));
    assert.ok(JSON.stringify(readMessages(folder)).includes(unseenWords));
  });

  it('let the page load nothing and run nothing but its own script', () => {
    const page = read('conformance.html');
    assert.match(page, /Content-Security-Policy" content="default-src &#39;none&#39;/);
    assert.equal(/(?:src|href)="(?!#|data:)/.test(page), false, 'but for links that a person follows');
  });

  it('are stamped', () => {
    for (const name of ['conformance.html', 'summary.md', 'testreport.json']) {
      for (const part of [
        harness.version,
        '2024-01-16',
        'fumage-example',
        'seed-7',
        'sha256:',
        '1970-01-01T00:01:40',
      ]) {
        assert.ok(read(name).includes(part), `${part} in ${name}`);
      }
    }
  });

  it('hold a verdict that is valid by its schema', () => {
    const verdict = readVerdict(folder);
    assert.equal(verdict.schemaVersion, 1);
    assert.deepEqual([verdict.conclusion, verdict.exitCode], ['divergent', 1]);
  });

  it('hold a badge as shields reads it', () => {
    const badge = JSON.parse(read('badge.json')) as Readonly<Record<string, unknown>>;
    assert.equal(badge['schemaVersion'], 1);
    assert.match(String(badge['message']), /^divergent: 1 of 2 violated, \d+ % covered$/);
    assert.equal(badge['color'], 'red');
  });

  it('tell in the Markdown what was expected and what came', () => {
    assert.match(read('summary.md'), /status\/cancelled-is-final[^]*expected `[^`]*"a": 1[^`]*`, actual `/);
  });

  it('count failures in the JUnit report', () => {
    assert.match(read('junit.xml'), /<testsuite[^>]* tests="3"[^>]* failures="2"/);
  });

  it('file each test case of the JUnit report under its rule, topic, evidence and edition', () => {
    const cases = read('junit.xml').match(/<testcase[^]*?<\/testcase>/g) ?? [];
    assert.equal(cases.length, 3);
    const own = cases.filter((text) => text.includes('<property name="rule" value="status/cancelled-is-final" />'));
    assert.equal(own.length, 1);
    assert.match(
      own[0] ?? '',
      /^<testcase .*>\n *<properties>.*name="topic" value="status".*name="evidence" value="stated".*name="edition" value="2024-01-16".*<\/properties>/,
    );
  });

  it('fail in the JUnit report for nothing that the verdict excuses', () => {
    const [first] = run.scenarios.filter(({ rules }) => rules.includes('status/cancelled-is-final'));
    const scenarios = first === undefined ? [] : [first];
    const excused = streamOf({ ...run, scenarios, knownDeviations: [known] });
    const [suite = ''] = /<testsuite[^>]*>/.exec(junitXml(excused, verdictOf(excused))) ?? [];
    assert.match(suite, / tests="1"[^>]* failures="0"/);
    const counted = streamOf({ ...run, scenarios });
    assert.match(junitXml(counted, verdictOf(counted)), /<testsuite[^>]* failures="1"/);
  });

  it('hold no negative time where the run was cut off', () => {
    const cut = streamOf(run).filter(({ testRunFinished }) => testRunFinished === undefined);
    assert.doesNotMatch(junitXml(cut, verdictOf(cut)), /time="-/);
  });

  it('show the table of a step and what is known of a deviation', () => {
    const envelopes = streamOf({ ...run, knownDeviations: [known] }).map((envelope) => withTable(envelope, evil));
    const text = page(envelopes, verdictOf(envelopes));
    assert.match(text, /<td>&lt;\/script&gt;/);
    assert.match(text, /since 2024-06-01: they said so \(<a href="https:\/\/example\.org\/1"/);
  });

  it('keep what an earlier run left until this one has its own', () => {
    claimFolder(folder);
    assert.deepEqual(readMessages(folder), JSON.parse(JSON.stringify(envelopes)));
  });

  it('refuse a verdict that is missing, damaged or of another shape', () => {
    const broken = mkdtempSync(join(tmpdir(), 'broken-'));
    const refused = (text: string | undefined, expected: RegExp): void => {
      if (text !== undefined) writeFileSync(join(broken, 'verdict.json'), text);
      assert.throws(
        () => readVerdict(broken),
        (error) => error instanceof Stop && error.conclusion === 'usage' && expected.test(error.message),
      );
    };
    refused(undefined, /cannot read .*there is no such file/);
    refused(read('verdict.json').slice(0, 1000), /is damaged/);
    refused('{"schemaVersion":2}', /is damaged/);
    refused('[]', /is damaged/);
  });

  it('are refused to a folder that cannot be written', () => {
    const file = join(folder, 'verdict.json');
    for (const out of [file, join(file, 'deeper'), '/proc/nowhere/reports']) {
      assert.throws(
        () => claimFolder(out),
        (error) =>
          error instanceof Stop && error.conclusion === 'usage' && error.message.includes('cannot write reports'),
      );
    }
  });
});

describe('the TestReport', () => {
  const report = verdictOf(streamOf(run));

  it('is a test for each rule with an assertion for each scenario', () => {
    const { resourceType, status, result, score, testScript, participant, test } = testReport(report);
    assert.deepEqual([resourceType, status, result, score], ['TestReport', 'completed', 'fail', 50]);
    assert.ok(testScript.display);
    assert.deepEqual(
      participant.map(({ type }) => type),
      ['test-engine', 'server'],
    );
    assert.equal(test.length, report.rules.length);
    const results = (rule: string): readonly string[] =>
      test.find(({ name }) => name === rule)?.action.map(({ assert: made }) => made.result) ?? [];
    assert.deepEqual(results('status/canvas-to-fhir'), ['pass']);
    assert.deepEqual(results('status/cancelled-is-final'), ['fail']);
    assert.deepEqual(results('status/omitted-status-is-kept'), ['error']);
    assert.deepEqual(results('search/status'), ['skip']);
  });

  it('holds no empty text and no character that FHIR forbids', () => {
    const texts: string[] = [];
    JSON.stringify(
      testReport(report),
      (_name, value: unknown) => (typeof value === 'string' && texts.push(value), value),
    );
    assert.ok(texts.length > 100);
    assert.deepEqual(
      texts.filter((text) => !/^[\r\n\t\u0020-\uffff]+$/.test(text) || text.trim() === ''),
      [],
    );
  });
});

describe('the difference between two values', () => {
  const marked = (lines: readonly { readonly text: string; readonly differs: boolean }[]): readonly string[] =>
    lines.filter(({ differs }) => differs).map(({ text }) => text.trim());

  it('marks the lines that have no counterpart, whatever the order of members', () => {
    const { expected, actual } = differenceOf({ a: 1, b: { c: 'x' } }, { b: { c: 'y', d: 2 }, a: 1 });
    assert.deepEqual(marked(expected), ['"c": "x"']);
    assert.deepEqual(marked(actual), ['"c": "y",', '"d": 2']);
  });

  it('lets a pattern stand for what it matches', () => {
    assert.deepEqual(marked(differenceOf({ id: '{any}', n: 1 }, { id: 'b7c1', n: 2 }).expected), ['"n": 1']);
  });

  it('marks texts as a whole', () => {
    const { expected, actual } = differenceOf('proposed', 'booked');
    assert.deepEqual([marked(expected), marked(actual)], [['proposed'], ['booked']]);
  });
});
