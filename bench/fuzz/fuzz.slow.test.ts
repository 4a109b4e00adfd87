// Thirty thousand requests of the fuzzer: more take longer than a minute. By hand: npm run fuzz -- --requests 1000000.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedGrowth, campaign } from './campaign.ts';

test('thirty thousand made-up requests find nothing', async () => {
  const { findings, memory } = await campaign(30_000, 1000);
  assert.deepEqual(findings, []);
  assert.ok(memory[1] - memory[0] < allowedGrowth, memory.join(' → '));
});
