// editions detect writes as every command does: through the fence, the budget and the ledger, and puts away what it must.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startMock } from '../mock-server/index.ts';
import { call, newFolder, type Ended } from '../bench/test-support/command.ts';
import { forward, serve, type Received } from '../bench/test-support/server.ts';

interface Detected extends Ended {
  readonly writes: readonly Received[];
  readonly folder: string;
  readonly statuses: readonly string[];
}

/** Runs `editions detect` against a server that takes what is to be refused, or one that does not. */
const detect = async (isLax: boolean, ...args: readonly string[]): Promise<Detected> => {
  const mock = await startMock(isLax ? { without: ['appointment-type/must-exist', 'reason-code/must-exist'] } : {});
  const server = await serve((received) => forward(mock.url, received));
  const folder = newFolder();
  try {
    const ended = await call(folder, ['editions', 'detect', server.url, ...args]);
    const made = await fetch(`${mock.url}/Appointment?date=2031-03-04`, {
      headers: { authorization: `Bearer ${mock.token}` },
    });
    const statuses = ((await made.text()).match(/"resourceType":"Appointment".*?"status":"[a-z]+"/g) ?? []).map(
      (text) => text.replace(/^.*"status":"|"$/g, ''),
    );
    return { ...ended, folder, statuses, writes: server.received.filter(({ method }) => method !== 'GET') };
  } finally {
    await server.close();
    await mock.close();
  }
};

describe('editions detect', () => {
  it('marks what it sends, and writes it into the ledger first', async () => {
    const { writes, folder, code, out, err } = await detect(false);
    assert.equal(code, 0, out + err);
    assert.ok(writes.length > 0);
    for (const { body } of writes) assert.match(body, /urn:canvas-harness:run/);
    const events = readFileSync(join(folder, 'canvas-ledger.jsonl'), 'utf8').match(/"event":"\w+"/g) ?? [];
    assert.equal(events.filter((event) => event.includes('intent')).length, writes.length);
    assert.equal(events.filter((event) => event.includes('refused')).length, writes.length);
  });

  it('stops in 6 at the first create that is accepted, and puts it away', async () => {
    const { code, err, statuses } = await detect(true);
    assert.equal(code, 6, err);
    assert.match(err, /a create of Appointment that was to be refused was accepted/);
    assert.match(err, /cleanup {5}run \w+: 1 record closed, nothing is open/);
    assert.deepEqual(statuses, ['cancelled']);
  });

  it('sends no create where the budget allows none', async () => {
    const { writes, code, err } = await detect(false, '--max-creates', '0');
    assert.deepEqual([code, writes.length], [6, 0], err);
    assert.match(err, /the budget of 0 creates/);
  });
});
