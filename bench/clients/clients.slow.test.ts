// The whole matrix: every faulty client is found by exactly its obligation, no sound one is accused, and the page says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { faultyClients, listeningClients, soundClients } from './clients.ts';
import { examineClient } from './examine-client.ts';

const isAbsent = (command: string): boolean => spawnSync(command, ['--version']).error !== undefined;

describe('an examination', () => {
  for (const client of [...soundClients, ...faultyClients])
    it(
      client.finds === undefined
        ? `accuses no sound client: ${client.name}`
        : `finds the client that ${client.name}: ${client.finds}`,
      { skip: isAbsent(client.command[0]) && `${client.command[0]} is not installed here` },
      async () =>
        assert.deepEqual((await examineClient(client)).violated, client.finds === undefined ? [] : [client.finds]),
    );

  it('is published for each of them', () => {
    const page = readFileSync(new URL('../../docs/clients-matrix.md', import.meta.url), 'utf8');
    for (const { name } of [...soundClients, ...faultyClients, ...listeningClients])
      assert.ok(page.includes(`| ${name} |`), name);
    assert.ok(!page.includes('**no**'));
  });
});
