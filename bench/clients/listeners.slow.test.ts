// Clients that listen to events: each fault is found by exactly its obligation, and the sound one is not accused.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listeningClients } from './clients.ts';
import { examineClient } from './examine-client.ts';

describe('a client that listens', { concurrency: 2 }, () => {
  for (const client of listeningClients)
    it(`${client.name}: ${client.finds ?? 'is not accused'}`, async () => {
      const { violated, kept } = await examineClient(client);
      assert.deepEqual(violated, client.finds === undefined ? [] : [client.finds]);
      if (client.finds === undefined)
        assert.equal(kept.filter((id) => id.startsWith('events/')).length, 3, kept.join());
    });
});
