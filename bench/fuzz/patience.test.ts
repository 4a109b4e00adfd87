// A machine that is slow is no hang; a request that nobody answers, and one that keeps the mock at work, are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '../test-support/server.ts';
import { sendPatiently } from './patience.ts';
import { agent, type Outcome } from './sending.ts';

/** What a request comes to that is answered after so long, by a server that answers others after so long. */
const judged = async (own: number, others: number, busiest: number): Promise<Outcome> => {
  const server = await serve(async ({ url }) => {
    await pause(url === '/slow' ? own : others, undefined, { ref: false });
    return { status: 200 };
  });
  const request = { face: 'fhir', method: 'GET', path: '/slow', headers: {} } as const;
  const outcome = await sendPatiently(server.url, request, () => Promise.resolve(busiest), 300);
  agent.destroy();
  await server.close();
  return outcome;
};

test('a request that waits while others are served hangs', async () => {
  assert.equal(await judged(20_000, 0, 0), 'no answer in time');
});

test('a request that waits as others do is one on a busy machine', async () => {
  assert.notEqual(await judged(900, 700, 0), 'no answer in time');
});

test('one that keeps the processor for as long is a freeze', async () => {
  assert.equal(await judged(900, 900, 301), 'no answer in time');
});
