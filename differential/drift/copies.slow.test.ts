// Drift against a server that stores each create twice: its own rule is named, and nothing that follows from it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, newFolder } from '../../bench/test-support/command.ts';
import { startCountingServer } from '../../bench/test-support/counting-server.ts';
import type { DriftDocument } from './report.ts';

const driftFromDoubling = async (...args: readonly string[]): Promise<DriftDocument> => {
  const server = await startCountingServer('doubling');
  try {
    const { out, err } = await call(newFolder(), ['drift', '--against', server.url, '--json', '-q', ...args]);
    assert.equal(err, '');
    return JSON.parse(out) as DriftDocument;
  } finally {
    await server.close();
  }
};

describe('drift against a server that stores each create twice', () => {
  for (const args of [
    ['--explore', '1'],
    ['--rules', 'searchset/total,identifier/stored'],
  ] as const)
    it(`names interaction/create-makes-one alone: ${args.join(' ')}`, async () => {
      const { findings } = await driftFromDoubling(...args);
      assert.deepEqual(
        findings.map(({ rules, where }) => [rules[0], where]),
        [['interaction/create-makes-one', 'records made']],
      );
      assert.ok((findings[0]?.calls.length ?? 9) <= 1);
    });
});
