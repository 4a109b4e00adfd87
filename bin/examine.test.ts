// examine as its users meet it: what it says of a client, and one line for what it cannot do.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { call as callIn, newFolder, type Ended } from '../bench/test-support/command.ts';
import { startMock, type Mock } from '../mock-server/index.ts';

const folder = newFolder();
const call = (...args: readonly string[]): Promise<Ended> => callIn(folder, ['examine', ...args]);

describe('examine', () => {
  let mock: Mock;
  before(async () => {
    mock = await startMock();
    const headers = { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ resourceType: 'Appointment', status: 'arrived', start: '2031-03-04T15:00:00' });
    await fetch(`${mock.url}/Appointment`, { method: 'POST', headers, body });
  });
  after(() => mock.close());

  it('names what the traffic of a mock shows, and recheck bears it out', async () => {
    const { code, out } = await call('--journal', mock.url, '--out', 'traffic');
    assert.equal(code, 1, out);
    assert.match(out, /^violated {2}sending\/instants-have-a-zone/m);
    const again = await callIn(folder, ['recheck', 'traffic']);
    assert.equal(again.code, 0, again.out + again.err);
  });

  it('knows the deviations of a client', async () => {
    writeFileSync(
      join(folder, 'known.yaml'),
      `target: ${mock.url}\ndeviations:\n  - rule: sending/instants-have-a-zone\n    since: 2026-11-29\n    why: known\n    link: https://example.org/1\n`,
    );
    const { code, out } = await call(
      ...['--journal', mock.url, '--obligations', 'sending/instants-have-a-zone'],
      ...['--known-deviations', 'known.yaml'],
    );
    assert.equal(code, 0, out);
  });

  it('says in one line what is wrong with the call', async () => {
    writeFileSync(join(folder, 'list.json'), '[1, 2]');
    writeFileSync(join(folder, 'half.har'), '{"log": {"entries": [{"request": {"url": "\u0007');
    writeFileSync(
      join(folder, 'other.har'),
      '{"log": {"entries": [{"request": {"url": "https://a.example/r4/Slot"}}]}}',
    );
    for (const [args, status, said] of [
      [[], 2, /say what to examine/],
      [['--journal', mock.url, '--run', 'true'], 2, /--run <command>' cannot be used with option '--journal/],
      [['--journal', mock.url, '--obligations', 'paging/next'], 2, /did you mean 'paging\/next-is-followed'/],
      [['--journal', 'nowhere.har'], 2, /cannot read nowhere\.har: there is no such file/],
      [['--journal', 'list.json'], 2, /list\.json holds no requests/],
      [['--journal', 'half.har'], 2, /half\.har is not a journal: [^\p{Cc}]*\n/u],
      [['--journal', 'other.har'], 2, /other\.har holds no request to a FHIR API of Canvas.*it asks a\.example/],
      [['--journal', ''], 2, /the journal has no name/],
      [['--journal', 'http://'], 2, /http:\/\/ is not the address of a mock/],
      [['--journal', 'ftp://127.0.0.1/x'], 2, /is not the address of a mock/],
      [['--run', ' '], 2, /--run is empty/],
      [['--run', 'no-such-command-4711'], 2, /the command does not start \(exit code 127\)/],
    ] as const) {
      const { code, err } = await call(...args);
      const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('world '));
      assert.equal(code, status, err);
      assert.match(err, said);
      assert.ok(lines.filter((line) => /canvas-harness:|error:/.test(line)).length === 1, err);
    }
  });
});
