// Drift against a server with many faults at once: each is found, named by its rule, and shrunk to what a person can read.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { against, startChildServer } from '../../bench/test-support/child-server.ts';
import type { Fault } from '../../bench/faults/fault.ts';
import { faults, type FaultName as Name } from '../../bench/faults/index.ts';
import { isRuleId, ruleOf } from '../../schemas/rules/index.ts';
import { isBinding } from '../../schemas/rules/rule.ts';
import type { DriftDocument } from './report.ts';

/** Calls the command against a server with faults, which may die on the way. */
const drifted = (names: readonly Name[], args: readonly string[], death: object | null = null): Promise<Ended> =>
  against(startChildServer('faulty', names, {}, death), (url) =>
    call(newFolder(), ['drift', '--against', url, '-q', ...args]),
  );

const documentOf = async (names: readonly Name[], args: readonly string[]): Promise<DriftDocument> => {
  const { out, err } = await drifted(names, ['--json', ...args]);
  assert.equal(err, '');
  const document = JSON.parse(out) as DriftDocument;
  assert.equal(document.ended, null);
  return document;
};

/** True where the documents say what the fault breaks. */
const breaksTheDocuments = ({ rules }: Fault): boolean =>
  rules.some((id) => isRuleId(id) && isBinding(ruleOf(id).basis));

/** Each fault is the first rule of a finding that is short enough to be read, or one of what the documents leave open. */
const checkEach = (names: readonly Name[], { findings, open }: DriftDocument): void => {
  const assumptions = open.find(({ kind }) => kind === 'assumptions')?.rules ?? [];
  for (const name of names) {
    const fault: Fault = faults[name];
    if (!breaksTheDocuments(fault)) {
      assert.ok(
        fault.rules.some((rule) => assumptions.includes(rule)),
        `${name} among ${assumptions.join(', ')}`,
      );
      continue;
    }
    const finding = findings.find((one) => fault.rules.includes(one.rules[0] ?? ''));
    assert.ok(finding, `${name} among ${findings.map((one) => one.rules[0]).join(', ')}`);
    assert.ok(finding.calls.length <= 4, `${name}: ${finding.calls.length} calls`);
    assert.ok(finding.curl.length < 2500, `${name}: ${finding.curl}`);
  }
};

const explored: readonly Name[] = [
  'location has a version',
  'unknown id has other words',
  'only the last reason counts',
  'participant status reads active',
  'search by type is ignored',
  'entries have a fullUrl',
  'a delete is accepted',
  'an unknown parameter is refused',
  'description is missing',
  'type must be scheduleable has another status',
];

const performed: readonly Name[] = [
  'patient is first',
  'endpoint has no suffix',
  'links are absolute',
  'If-Unmodified-Since is ignored',
  'identifiers are added, never deleted',
  'empty searchset has entries',
  'no token is fine',
  'cancelled can be revived',
  'end is always half an hour later',
  'search by status is ignored',
];

describe('a server with ten faults', () => {
  it('is found out by sequences that a model makes up', async () => {
    checkEach(explored, await documentOf(explored, ['--explore', '8']));
  });

  it('is found out by the scenarios of the suite', async () => {
    const rules = performed.flatMap((name): readonly string[] => faults[name].rules);
    checkEach(performed, await documentOf(performed, ['--rules', rules.join(',')]));
  });
});

describe('a server that breaks off', () => {
  it('leaves what was found so far, and no word of agreement', async () => {
    for (const by of ['exit', 'page'] as const) {
      const { code, out } = await drifted(['patient is first'], ['--explore', '2'], { after: 70, by });
      assert.equal(code, 1, out);
      assert.match(out, /^1\. participant\/practitioner-first/m);
      assert.match(out, /^INCOMPLETE: \d+ differences? in 0 of 2 scripts /m);
      assert.match(out, /^ended early [^\n]+$/m);
      assert.doesNotMatch(out, /NO DRIFT/);
    }
  });

  it('is not an agreement either where nothing was found', async () => {
    const silent = { after: 60, by: 'silence' };
    const { code, out } = await drifted([], ['--explore', '2', '--timeout', '2'], silent);
    assert.equal(code, 3, out);
    assert.match(out, /^INCOMPLETE: 0 differences/m);
    assert.match(out, /^ended early the other side stopped answering: [^\n]*nothing within 2 s/m);
  });
});
