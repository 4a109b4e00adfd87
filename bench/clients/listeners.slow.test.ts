// Clients that listen to events: each fault is found by exactly its obligation, and the sound one is not accused.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventWorlds } from '../../conformance/examine/index.ts';
import { examineClient } from './examine-client.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const cases: readonly (readonly [name: string, finds: readonly string[]])[] = [
  ['sound', []],
  ['acts on each delivery', ['events/repeated-event-acts-once']],
  ['takes an event for the state', ['events/late-event-is-checked']],
  ['relies on events alone', ['events/missed-event-is-found']],
];

describe('a client that listens', { concurrency: 2 }, () => {
  for (const [name, finds] of cases)
    it(`${name}: ${finds.join(', ') || 'is not accused'}`, async () => {
      const command = [
        process.execPath,
        '--import',
        here('../../scripts/ts-hooks.mjs'),
        here('./listener.ts'),
        name,
      ] as const;
      const { violated, kept } = await examineClient({ name, command }, ['plain', ...eventWorlds]);
      assert.deepEqual(violated, finds);
      if (name === 'sound') assert.equal(kept.filter((id) => id.startsWith('events/')).length, 3, kept.join());
    });
});
