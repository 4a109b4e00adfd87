// Drift against a second process: a straight mock shows none, one that deviates is found out rule by rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, newFolder } from '../../bench/test-support/command.ts';
import { against, startElsewhere } from '../../bench/test-support/child-server.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import { sequences } from '../explore/sequences.ts';
import type { DriftDocument } from './report.ts';

const folder = newFolder();

const drift = async (options: MockOptions, ...args: readonly string[]): Promise<DriftDocument> =>
  against(startElsewhere('deviating', options), async (url) => {
    const { out, err } = await call(folder, ['drift', '--against', url, '--json', '-q', ...args]);
    assert.equal(err, '');
    return JSON.parse(out) as DriftDocument;
  });

describe('drift', () => {
  it('finds nothing where the other side is a mock like ours', async () => {
    const { findings, scripts } = await drift({}, '--explore', '16', '--seed', '3');
    assert.deepEqual([findings, scripts], [[], 16]);
  });

  it('finds nothing where a sequence names what the other side is not known to have', async () => {
    const { findings, scripts } = await drift({}, '--explore', '60', '--seed', '9');
    assert.deepEqual([findings.map(({ where }) => where), scripts], [[], 60]);
  });

  it('finds nothing with the whole suite, also where a token is wanted that the other side gives nobody', async () => {
    const { findings, scripts, ended } = await drift({});
    assert.deepEqual([findings.map(({ where }) => where), ended], [[], null]);
    assert.ok(scripts > 300, `${scripts} scripts`);
  });

  it('names each rule that a server has left out, with a request of a line', async () => {
    const without = ['status/cancelled-is-final', 'participant/unknown-patient', 'search/location'] as const;
    const { findings } = await drift({ without }, '--explore', '24', '--seed', '2');
    for (const rule of without) {
      const finding = findings.find(({ rules }) => rules.includes(rule));
      assert.ok(finding, `${rule} among ${findings.flatMap(({ rules }) => rules).join(', ')}`);
      assert.ok(finding.calls.length <= 4, rule);
      assert.match(finding.curl, /curl -si/);
      assert.match(finding.scenario, /Scenario:/);
    }
  });

  it('performs the scenarios of the suite, and leaves out what has a reason', async () => {
    const { findings } = await drift(
      { without: ['status/cancelled-is-final'] },
      '--rules',
      'status/cancelled-is-final',
    );
    assert.ok(findings[0]?.rules.includes('status/cancelled-is-final'));
    const excluded = await drift(
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
