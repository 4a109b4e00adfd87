// A sample of the matrix: one sound client and a few with a fault, in the worlds that show it at once.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isObligationId } from '../../schemas/obligations/index.ts';
import { faultyClients, soundClients } from './clients.ts';
import { examineClient } from './examine-client.ts';

const quick = ['plain', 'unknown-parts'] as const;

describe('the clients of the matrix', () => {
  it('each name an obligation, and there are at least twenty-five with a fault', () => {
    assert.ok(faultyClients.length >= 25);
    for (const { name, finds = '' } of faultyClients) assert.ok(isObligationId(finds), name);
  });

  for (const { finds, ...client } of [...soundClients.slice(0, 1), ...faultyClients])
    if (finds === undefined || ['drops what it does not know', 'sends local times'].includes(client.name))
      it(client.name, async () =>
        assert.deepEqual((await examineClient(client, quick)).violated, finds === undefined ? [] : [finds]),
      );
});
