// verify --shard and merge through the real command line: the parts come to the verdict of one run.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { call as callIn, newFolder, type Ended } from '../bench/test-support/command.ts';
import type { VerdictDocument } from '../conformance/verdict/index.ts';
import { startMock } from '../mock-server/index.ts';

const folder = newFolder();

const call = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  callIn(folder, args, environment);

const verify = (out: string, ...more: readonly string[]): Promise<Ended> =>
  call(['verify', '-q', '--rules', 'status', '--out', out, ...more]);

const verdictIn = (out: string): VerdictDocument =>
  JSON.parse(readFileSync(join(folder, out, 'verdict.json'), 'utf8')) as VerdictDocument;

/** A verdict without what no two runs share: their times, their messages, and the address of the embedded mock. */
const judged = (out: string): unknown => {
  const { time: _time, milliseconds: _milliseconds, target: _target, evidence: _evidence, ...rest } = verdictIn(out);
  return rest;
};

const parts = ['part-1', 'part-2', 'part-3'];

describe('the shards of a run', () => {
  before(async () => {
    await verify('whole');
    for (const [index, part] of parts.entries())
      assert.equal((await verify(part, '--shard', `${index + 1}/3`)).code, 0);
  });

  it('each hold a part of the scenarios, say which, and do not call themselves conformant', () => {
    const counts = parts.map((part) => verdictIn(part).scenarios);
    assert.ok(counts.every((count) => count > 0));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      verdictIn('whole').scenarios,
    );
    assert.deepEqual(verdictIn('part-2').shard, { index: 2, total: 3 });
    const badge = JSON.parse(readFileSync(join(folder, 'part-2', 'badge.json'), 'utf8')) as Record<string, string>;
    assert.match(badge['message'] ?? '', /^partial: 0 of \d+ violated, \d+(\.\d)? % covered$/);
    assert.notEqual(badge['color'], 'brightgreen');
  });

  it('are merged in any order to the verdict of one run, which recheck bears out', async () => {
    const { code, out } = await call(['merge', 'part-3', 'part-1', 'part-2', '--out', 'merged']);
    assert.equal(code, 0, out);
    assert.match(out, /^PARTIAL \(.* covered\): The mock conforms to the edition of .* in what was exercised\.$/m);
    assert.deepEqual(judged('merged'), judged('whole'));
    assert.equal((await call(['recheck', 'merged'])).code, 0);
    assert.equal((await call(['compare', 'whole', 'merged'])).code, 0);
  });

  it('are refused with one line where one is missing, twice there, or of another run', async () => {
    await verify('other-edition', '--shard', '2/3', '--edition', 'latest');
    await verify('other-total', '--shard', '2/2');
    await verify('strict', '--shard', '2/3', '--strict');
    await call(['verify', '-q', '--rules', 'read', '--out', 'other-rules', '--shard', '2/3']);
    cpSync(join(folder, 'part-2'), join(folder, 'copy-2'), { recursive: true });
    for (const [folders, said] of [
      [
        ['part-1', 'part-3'],
        /^canvas-harness: shard 2\/3 is missing: run verify --shard 2\/3 and name its folder, too$/m,
      ],
      [['part-1', 'part-2', 'copy-2', 'part-3'], /shard 2\/3 is there twice: part-2 and copy-2/],
      [['part-1', 'other-edition', 'part-3'], /part-1 and other-edition differ in their edition: 2024-01-16, /],
      [
        ['part-1', 'strict', 'part-3'],
        /differ in their strictness: without --strict, with --strict; run all shards of a run alike$/m,
      ],
      [['part-1', 'other-total', 'part-3'], /other-total is one of 2 shards, the others are of 3/],
      [['part-1', 'other-rules', 'part-3'], /differ in their selection of rules and tags/],
      [['whole', 'part-2', 'part-3'], /whole holds a whole run and no shard/],
      [['part-1', 'nowhere', 'part-3'], /nowhere/],
    ] as const) {
      const { code, out, err } = await call(['merge', ...folders, '--out', 'refused']);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, said);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    }
  });

  it('need an index within the total', async () => {
    for (const shard of ['0/3', '4/3', '1', 'a/b']) {
      const { code, err } = await verify('none', '--shard', shard);
      assert.equal(code, 2);
      assert.match(err, /It has to be <index>\/<total>/);
    }
  });
});

describe('the shards of a live run', () => {
  it('are refused where their levels or budgets differ, and the line names both values', async () => {
    const mock = await startMock();
    const target = { CANVAS_FHIR_BASE_URL: mock.url, CANVAS_ACCESS_TOKEN: mock.token };
    try {
      for (const [out, ...more] of [
        ['core-1', '--shard', '1/2'],
        ['core-2', '--shard', '2/2', '--max-creates', '30'],
        ['smoke-2', '--shard', '2/2', '--level', 'smoke'],
      ] as const)
        await call(['verify', '-q', '--rules', 'read', '--out', out, ...more], target);
      for (const [other, said] of [
        ['core-2', /core-1 and core-2 differ in their budget of creates: 25, 30; run all shards of a run alike$/m],
        ['smoke-2', /core-1 and smoke-2 differ in their level: core, smoke; run all shards of a run alike$/m],
      ] as const) {
        const { code, out, err } = await call(['merge', 'core-1', other, '--out', 'refused']);
        assert.deepEqual([code, out], [2, ''], err);
        assert.match(err, said);
      }
    } finally {
      await mock.close();
    }
  });
});

describe('a violation in one shard', () => {
  it('is one of the merged verdict, which says what the rule was held to', async () => {
    const faulty = await startMock({ without: ['reason-code/description-mirrors-text'], token: 'a-secret-token-4711' });
    const target = { CANVAS_FHIR_BASE_URL: faulty.url, CANVAS_ACCESS_TOKEN: faulty.token };
    const selection = ['--rules', 'reason-code,read', '--level', 'full', '--max-creates', '500'];
    try {
      for (const index of [1, 2])
        await call(['verify', '-q', ...selection, '--out', `live-${index}`, '--shard', `${index}/2`], target);
      const { code, out } = await call(['merge', 'live-1', 'live-2', '--out', 'live']);
      assert.equal(code, 1, out);
      assert.match(out, /violated {2}reason-code\/description-mirrors-text/);
    } finally {
      await faulty.close();
    }
  });
});
