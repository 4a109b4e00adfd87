// What a finding says to somebody who has never met the tool: the request, the rule and its sentence, what was expected and what came.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from './finding.ts';
import { gherkinOf } from './gherkin.ts';
import { documentOf, driftLines } from './report.ts';

const cast = { practitioners: {}, patients: {}, locations: {}, canvasBot: '', clinicNumber: '' };

const sideOf = (status: number, body: unknown) => ({
  target: { cast, day: '2031-03-04' },
  outcomes: [{ status, headers: {}, body, rules: [] }],
});

const long = `"${'x'.repeat(200)}"`;

const findingOf = (rule: string, body: unknown, [mock, other]: readonly [unknown, unknown]): Finding => {
  const script = {
    name: 'features/x.feature:1 X',
    rules: [],
    calls: [{ method: 'POST', path: '/Appointment', headers: {}, body, bearer: 'usual' }],
  };
  return {
    rules: [rule],
    certainty: 'concerns',
    asIf: [],
    difference: { call: 0, where: 'status', mock, counterpart: other },
    script,
    comparison: { script, mock: sideOf(201, null), counterpart: sideOf(201, null), differences: [] },
    seenIn: script.name,
    times: 1,
    openKind: undefined,
  } as unknown as Finding;
};

const linesOf = (finding: Finding): readonly string[] =>
  driftLines(
    { ...{ findings: [finding], open: [], scripts: 1, compared: 1, uncompared: 0 }, ...nothingEnded },
    'http://there',
    { of: 1, leftOut: {}, excluded: [] },
  );

const nothingEnded = { ended: undefined, conclusion: undefined, unshrunk: undefined };

describe('a finding in the terminal', () => {
  const finding = findingOf('status/create-is-always-proposed', {}, ['proposed', long]);
  const lines = linesOf(finding);

  it('stands at the top in a line that a screen can hold', () => {
    const [title, first = ''] = lines;
    assert.equal(title, 'Against the documents (1):');
    assert.match(first, /^ {2}1 {2}status\/create-is-always-proposed: status, expected "proposed", actual "/);
    assert.ok(first.length < 250, first);
  });

  it('quotes the sentence of its rule, and where that is documented', () => {
    assert.match(lines.join('\n'), /^ {3}rule {8}\S[^\n]*\.$/m);
    assert.match(lines.join('\n'), /^ {3}source {6}\S[^\n]+$/m);
    assert.match(lines.join('\n'), /^ {3}expected {4}"proposed"$/m);
    assert.match(lines.join('\n'), /^ {3}actual {6}"/m);
  });

  it('says that its rule is not proven where no known fault answers so', () => {
    assert.match(lines.join('\n'), /^ {3}not proven {2}\S/m);
  });

  it('tells a program the same', () => {
    const { statement, source } = documentOf(finding);
    assert.match(String(statement), /\.$/);
    assert.match(String(source), /Appointment/);
    assert.equal(documentOf(findingOf('unknown', {}, [1, 2])).statement, null);
  });
});

describe('a finding as a scenario', () => {
  it('sends a body that is a list as it is', () => {
    assert.match(gherkinOf(findingOf('interaction/body-is-the-resource', [], [400, 201])), /sends POST[^]*\[\]/);
  });
});
