// examine --while: an application that a person drives, at one address, from world to world.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { newFolder, start } from '../bench/test-support/command.ts';
import { freePort } from '../bench/test-support/free-port.ts';
import type { VerdictDocument } from '../conformance/verdict/index.ts';

describe('examine --while', () => {
  it('has one address in every world, goes on at Enter, and judges at q', { timeout: 60_000 }, async () => {
    const [folder, port] = [newFolder(), await freePort()];
    const child = start(folder, ['examine', '--while', '--port', String(port), '--out', 'out']);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const worlds: string[] = [];
    let token = '';
    for await (const line of createInterface({ input: child.stderr })) {
      token = /the token (\S+)$/.exec(line)?.[1] ?? token;
      if (line.startsWith('world ')) worlds.push(line);
      if (!line.startsWith(`  at http://127.0.0.1:${port}: `)) continue;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ resourceType: 'Appointment', status: 'arrived', start: '2031-03-04T15:00:00' });
      await (await fetch(`http://127.0.0.1:${port}/Appointment`, { method: 'POST', headers, body })).text();
      child.stdin.write(worlds.length === 4 ? 'q\n' : '\n');
    }
    assert.equal(await ended, 1);
    assert.deepEqual(
      worlds.map((line) => /^world \d+ of \d+/.exec(line)?.[0]),
      ['world 1 of 16', 'world 2 of 16', 'world 3 of 16', 'world 4 of 16'],
    );
    const { rules } = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    assert.equal(rules.find(({ id }) => id === 'sending/instants-have-a-zone')?.verdict, 'violated');
  });
});
