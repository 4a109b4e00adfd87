// A thousand requests of the fuzzer. `npm run test:slow` begins with more of them, while nothing else keeps the machine busy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedGrowth, campaign } from './campaign.ts';

test('a thousand made-up requests find no server error, no hang, no unworded error and no unasked change', async () => {
  const { sent, findings, memory } = await campaign(1000, 1);
  assert.deepEqual(findings, []);
  assert.ok(sent >= 1000);
  assert.ok(memory[1] - memory[0] < allowedGrowth, memory.join(' → '));
});
