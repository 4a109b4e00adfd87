// The process with the mocks is asked as often as a long campaign lasts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { startMocks } from './mocks.ts';

test('nothing listens any more for what was asked before', async () => {
  const warnings: Error[] = [];
  process.on('warning', (warning) => warnings.push(warning));
  const mocks = await startMocks();
  for (let asked = 0; asked < 15; asked += 1) await mocks.busiest();
  await soon();
  await mocks.close();
  assert.deepEqual(warnings, []);
});
