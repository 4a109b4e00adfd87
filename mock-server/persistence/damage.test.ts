// Directories that were damaged from outside: each is refused in one line and left as it is, or holds everything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock } from '../index.ts';

const folder = fs.mkdtempSync(join(tmpdir(), 'canvas-harness-damage-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const sound = join(folder, 'sound');
let kept = 0;

before(async () => {
  const mock = await startMock({ data: sound, records: instance });
  const body = JSON.stringify(canonicalAppointment());
  const headers = { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' };
  for (let count = 0; count < 5; count += 1)
    assert.equal((await fetch(`${mock.url}/Appointment`, { method: 'POST', headers, body })).status, 201);
  kept = mock.world.store().appointments.size;
  await mock.close();
});

const [marker, ledger, unfinished] = ['canvas-harness.json', 'acknowledged', 'canvas-harness.unfinished'];

/** Text for a file; undefined takes it away, `pipe`, `folder` and `loop` put something else in its place. */
type Damage = Readonly<Record<string, string | undefined | { readonly cut: number } | { readonly is: string }>>;

const replace: Readonly<Record<string, (file: string) => void>> = {
  pipe: (file) => void execFileSync('mkfifo', [file]),
  folder: (file) => fs.mkdirSync(file),
  loop: (file) => fs.symlinkSync(file, file),
};

const damage = (data: string, how: Damage): void => {
  for (const [name, what] of Object.entries(how)) {
    const file = join(data, name);
    if (typeof what === 'object' && 'cut' in what) {
      fs.truncateSync(file, what.cut);
      continue;
    }
    fs.rmSync(file, { recursive: true, force: true });
    if (typeof what === 'string') fs.writeFileSync(file, what);
    else if (what !== undefined) replace[what.is]?.(file);
  }
};

const format = '"format":"canvas-harness data"';

const damages: readonly Damage[] = [
  { [marker]: { cut: 0 } },
  { [marker]: 'null' },
  { [marker]: undefined },
  { [marker]: { is: 'pipe' } },
  { [marker]: { is: 'folder' } },
  { [marker]: { is: 'loop' } },
  { [marker]: `{${format},"version":2}` },
  { [marker]: `{${format},"version":{"toString":1}}` },
  { [marker]: `{"__proto__":{${format},"version":1}}` },
  ...['', 'abc', '9'.repeat(16), ' '.repeat(16), '-1'].map((text) => ({ [ledger]: text })),
  { [ledger]: { cut: 8 } },
  { [ledger]: undefined },
  { [ledger]: { is: 'pipe' } },
  { [ledger]: { is: 'folder' } },
  { [ledger]: `{${format},"version":1}`, [marker]: '0000000000000002' },
  { [unfinished]: '', [marker]: undefined },
  { [unfinished]: '', [ledger]: undefined },
  { [unfinished]: '', [marker]: { cut: 5 } },
  { db: undefined },
  { db: { is: 'folder' } },
  { db: { is: 'pipe' } },
  { db: 'text' },
];

const filesOf = (data: string): readonly string[] =>
  fs
    .readdirSync(data, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return `${file.slice(data.length)} ${entry.isFile() ? fs.readFileSync(file, 'latin1') : ''}`;
    })
    .toSorted();

describe('a directory whose marks or database are damaged', { skip: process.platform === 'win32' }, () => {
  for (const [number, how] of damages.entries())
    it(`is refused in one line and not touched: ${JSON.stringify(how, (_name, value: unknown) => value ?? null)}`, async () => {
      const data = join(folder, String(number));
      fs.cpSync(sound, data, { recursive: true });
      damage(data, how);
      const before = filesOf(data);
      await assert.rejects(startMock({ data }), (error: Error) => {
        assert.equal(error.name, 'DirectoryFault');
        assert.match(error.message, /^the data directory [^\n]+$/);
        assert.doesNotMatch(error.message, /\[object|undefined/);
        return true;
      });
      assert.deepEqual(filesOf(data), before);
    });

  it('holds everything where only a log that nobody reads is damaged, or a mark is beside it that was left', async () => {
    for (const [number, how] of ([{ 'db/LOG': 'x' }, { 'db/LOCK': 'x' }, { [unfinished]: '' }] as Damage[]).entries()) {
      const data = join(folder, `whole-${number}`);
      fs.cpSync(sound, data, { recursive: true });
      damage(data, how);
      const mock = await startMock({ data });
      assert.equal(mock.world.store().appointments.size, kept);
      await mock.close();
    }
  });

  it('is refused or whole, wherever its database was cut', async () => {
    const files = fs.readdirSync(join(sound, 'db')).filter((name) => name !== 'LOCK' && name !== 'LOG');
    for (const name of files) {
      const { size } = fs.statSync(join(sound, 'db', name));
      for (const part of [0, 0.3, 0.6, 0.95]) {
        const data = join(folder, `${name}-${part}`);
        fs.cpSync(sound, data, { recursive: true });
        fs.truncateSync(join(data, 'db', name), Math.floor(size * part));
        const mock = await startMock({ data }).catch((error: unknown) => error as Error);
        if (mock instanceof Error) assert.equal(mock.name, 'DirectoryFault', mock.message);
        else {
          assert.equal(mock.world.store().appointments.size, kept, `${name} cut at ${part}`);
          await mock.close();
        }
      }
    }
  });
});
