// Drift against a second process: a mock like ours shows none, one that deviates is found out rule by rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { driftFrom } from '../../bench/test-support/drift.ts';

describe('drift', () => {
  it('finds nothing where the other side is a mock like ours', async () => {
    const { findings, scripts } = await driftFrom({}, '--explore', '16', '--seed', '3');
    assert.deepEqual([findings, scripts], [[], 16]);
  });

  it('finds nothing where a sequence names what the other side is not known to have', async () => {
    const { findings, scripts } = await driftFrom({}, '--explore', '60', '--seed', '9');
    assert.deepEqual([findings.map(({ where }) => where), scripts], [[], 60]);
  });

  it('finds nothing with the whole suite, also where a token is wanted that the other side gives nobody', async () => {
    const { findings, scripts, ended } = await driftFrom({});
    assert.deepEqual([findings.map(({ where }) => where), ended], [[], null]);
    assert.ok(scripts > 300, `${scripts} scripts`);
  });

  it('names each rule that a server has left out, with a request of a line', async () => {
    const left = ['status/cancelled-is-final', 'participant/practitioner-required', 'search/location'] as const;
    const open = 'participant/unknown-patient';
    const document = await driftFrom({ without: [...left, open] }, '--explore', '24', '--seed', '2');
    for (const rule of left) {
      const finding = document.findings.find(({ rules }) => rules.includes(rule));
      assert.ok(finding, `${rule} among ${document.findings.flatMap(({ rules }) => rules).join(', ')}`);
      assert.ok(finding.calls.length <= 4, rule);
      assert.match(finding.curl, /curl -si/);
      assert.match(finding.scenario, /Scenario:/);
    }
    const readings = document.open.filter(({ kind }) => kind === 'readings');
    assert.deepEqual(
      readings.map(({ rules, silencedBy }) => [rules, silencedBy]),
      [[[open], '--setting unknownReferences=accept']],
    );
  });
});
