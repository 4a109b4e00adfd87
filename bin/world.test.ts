// world export and import as commands: a world of a running mock as one file, out and in.
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { instance } from '../fixtures/instance.ts';
import { startMock } from '../mock-server/index.ts';

const folder = newFolder();
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const world = (url: string, ...args: readonly string[]) => call(folder, ['world', ...args, '--url', url]);

test('a world goes out to a file and into another mock', async () => {
  const [from, to] = [
    await startMock({ records: instance }),
    await startMock({ records: instance, adminToken: 'secret' }),
  ];
  try {
    const headers = { authorization: `Bearer ${from.token}`, 'content-type': 'application/json' };
    const sent = { method: 'POST', headers: { ...headers, 'x-mock-world': 'alpha' }, body: '' };
    await fetch(`${from.url}/Appointment`, { ...sent, body: JSON.stringify(canonicalAppointment()) });
    const out = await world(from.url, 'export', 'alpha', 'alpha.json');
    assert.deepEqual([out.code, out.err], [0, '']);
    const into = await world(to.url, 'import', 'beta', 'alpha.json', '--admin-token', 'secret');
    assert.deepEqual([into.code, into.err], [0, '']);
    assert.equal((JSON.parse(into.out) as { readonly appointments: number }).appointments, 1);
    const records = (name: string, { worlds }: typeof from) => [
      ...(worlds.get(name)?.store().appointments.values() ?? []),
    ];
    assert.deepEqual(records('beta', to), records('alpha', from));
  } finally {
    await from.close();
    await to.close();
  }
});

test('what is wrong is said in one line, and no file is left of an export that failed', async () => {
  const mock = await startMock({ records: instance });
  writeFileSync(join(folder, 'bad.json'), '{"appointments": [{"id": "x"}]}');
  const line = (pattern: string): RegExp => new RegExp(`^canvas-harness: [^\\n]*${pattern}[^\\n]*\\n$`);
  try {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['export', 'nobody', 'nobody.json'], 2, line("There is no world 'nobody'")],
      [['export', 'default', 'no/such/folder.json'], 2, line('cannot write no/such/folder.json')],
      [['import', 'default', 'missing.json'], 2, line('cannot read missing.json')],
      [['import', 'default', 'bad.json'], 2, line('appointments\\[0\\] \\(id x\\)')],
    ];
    for (const [args, code, message] of cases) {
      const ended = await world(mock.url, ...args);
      assert.equal(ended.code, code, ended.err);
      assert.match(ended.err, message);
    }
    assert.equal(existsSync(join(folder, 'nobody.json')), false);
    assert.equal(mock.world.store().appointments.size, 0);
  } finally {
    await mock.close();
  }
  const gone = await world(mock.url, 'export', 'default', 'gone.json');
  assert.equal(gone.code, 3);
  assert.match(gone.err, line('No answer from GET http://127.0.0.1.*nothing listens there'));
  assert.equal(existsSync(join(folder, 'gone.json')), false);
});
