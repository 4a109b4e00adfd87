// A file that does not fit leaves its world as it was, in memory and on the disk, and is told by record and member.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { newFolder } from '../../bench/test-support/command.ts';
import { generateRecords } from '../../fixtures/generate.ts';
import { startMock, type Mock } from '../index.ts';

const folder = newFolder();
const data = join(folder, 'data');
let mock: Mock;
before(async () => {
  mock = await startMock({ data, records: generateRecords({ appointments: 12, patients: 5 }) });
});
after(async () => {
  await mock.close();
  rmSync(folder, { recursive: true, force: true });
});

type File = Readonly<Record<string, unknown>> & { readonly records: Readonly<Record<string, readonly object[]>> };

const exported = async (world: string): Promise<File> =>
  (await (await fetch(`${mock.url}/__admin/worlds/${world}/export`)).json()) as File;

const importInto = async (world: string, file: unknown): Promise<{ status: number; text: string }> => {
  const sent = { method: 'PUT', body: JSON.stringify(file), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${mock.url}/__admin/worlds/${world}/import`, sent);
  return { status: response.status, text: await response.text() };
};

/** A file with one record of a collection changed. */
const spoilt = (file: File, name: string, position: number, change: object | null): File => {
  const list = file.records[name] ?? [];
  const record = change === null ? null : { ...list[position], ...change };
  return { ...file, records: { ...file.records, [name]: list.with(position, record as object) } };
};

const anew = async (): Promise<void> => {
  await mock.close();
  mock = await startMock({ data });
};

describe('an import', () => {
  it('of a file with a bad record in its middle changes nothing, and names the record and the member', async () => {
    await fetch(`${mock.url}/__admin/settings`, { method: 'PUT', body: '{"doubleBooking": "forbid"}' });
    const good = await exported('default');
    const { id } = good.records['appointments']?.[7] as { readonly id: string };
    const bad: readonly (readonly [File, RegExp])[] = [
      [spoilt(good, 'appointments', 7, { status: 'asleep' }), new RegExp(`appointments\\[7\\] \\(id ${id}\\): status`)],
      [spoilt(good, 'appointments', 7, { start: '2024-02-30T10:00' }), /appointments\[7\] \(id [^)]+\): start/],
      [spoilt(good, 'appointments', 7, { patient: undefined }), /appointments\[7\] .*patient/],
      [spoilt(good, 'appointments', 7, null), /appointments\[7\]: has to be an object/],
      [spoilt(good, 'patients', 2, { birthDate: 'May' }), /patients\[2\] .*birthDate/],
      [spoilt(good, 'locations', 1, { number: 1 }), /locations\[1\] .*number 1 occurs twice/],
      [{ ...good, settings: { consent: 'maybe' } }, /settings\.consent/],
      [{ ...good, clock: { frozen: true, now: 'noon' } }, /clock\.now/],
      [{ ...good, clock: { frozen: true, now: '9999-12-31T23:59:59Z' } }, /clock\.now: .* the years 2 to 9998/],
      [{ ...good, clock: [] }, /clock: has to be an object/],
      [{ ...good, clock: { frozen: 'true' } }, /clock\.frozen/],
      [{ ...good, clock: { offset: 1e226 } }, /clock\.offset: .* the years 2 to 9998/],
      [{ ...good, clock: { offset: -1e14 } }, /clock\.offset: .* the years 2 to 9998/],
    ];
    for (const [file, message] of bad) {
      const { status, text } = await importInto('default', file);
      assert.equal(status, 400, text);
      assert.match((JSON.parse(text) as { readonly error: string }).error, message);
      assert.equal((await importInto('nobody', file)).status, 400);
    }
    assert.equal(mock.worlds.get('nobody'), undefined);
    const same = async (): Promise<void> => {
      const { clock: _now, ...rest } = await exported('default');
      const { clock: _then, ...expected } = good;
      assert.deepEqual(rest, expected);
    };
    await same();
    await anew();
    await same();
  });

  it('is kept as a whole, with a clock that runs ahead, and gives no id away twice', async () => {
    const settings = { method: 'PUT', body: '{"now": "2031-03-04T10:00:00Z", "frozen": false}' };
    await fetch(`${mock.url}/__admin/clock?world=ahead`, settings);
    const file = await exported('ahead');
    assert.equal((await importInto('copy', file)).status, 200);
    await anew();
    const copy = await exported('copy');
    assert.deepEqual(copy.records, file.records);
    const now = mock.worlds.get('copy')?.clock.now() ?? 0;
    assert.ok(now >= Date.UTC(2031, 2, 4, 10) && now < Date.UTC(2031, 2, 4, 11));
  });

  it('of records by hand takes what they leave out from a new one; a world has to be whole', async () => {
    const { records } = await exported('default');
    const {
      status: _status,
      reasons: _reasons,
      ...short
    } = (records['appointments']?.[0] ?? {}) as Record<string, unknown>;
    const byHand = { ...records, appointments: records['appointments']?.with(0, short) };
    const taken = await importInto('hand', byHand);
    assert.equal(taken.status, 200, taken.text);
    const [stored] = (await exported('hand')).records['appointments'] ?? [];
    assert.deepEqual(stored, { ...short, status: 'unconfirmed', reasons: [] });
    const world = { ...(await exported('hand')), records: byHand };
    assert.match((await importInto('hand', world)).text, /appointments\[0\] .*status/);
  });

  it('is refused where nothing may be written', async () => {
    const file = await exported('default');
    await mock.close();
    mock = await startMock({ readOnly: true });
    assert.equal((await importInto('default', file)).status, 405);
  });
});
