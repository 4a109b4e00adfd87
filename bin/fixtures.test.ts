// canvas-harness fixtures, and mock --import: a clinic written by one process and served by another.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { call, newFolder, start } from '../bench/test-support/command.ts';
import type { Records } from '../schemas/canvas/collections.ts';

const folder = newFolder();
const small = ['fixtures', '--seed', '7', '--practitioners', '6', '--patients', '30', '--appointments', '400'].concat([
  '--today',
  '2024-06-03',
]);

describe('fixtures', () => {
  it('writes as many as were asked for, the same bytes in any time zone, to a file or the output, and a summary', async () => {
    const [printed, written] = await Promise.all([
      call(folder, small),
      call(folder, [...small, '--out', 'clinic.json'], { TZ: 'Asia/Kolkata' }),
    ]);
    assert.deepEqual([printed.code, written.code, written.out], [0, 0, '']);
    assert.equal(readFileSync(join(folder, 'clinic.json'), 'utf8'), printed.out);
    const records = JSON.parse(printed.out) as Records;
    const { practitioners, patients, locations, appointments } = records;
    assert.deepEqual([practitioners.length, patients.length, locations.length, appointments.length], [6, 30, 3, 400]);
    assert.match(
      printed.err,
      /^6 practitioners, 30 patients, 3 locations, 400 appointments\nfrom 2024-.*exited \d+ \(\d/,
    );
    const other = await call(folder, small.with(2, '8'));
    assert.notEqual(other.out, printed.out);
  });

  it("lies around today by the clinic's clocks unless told otherwise, and so does the sample", async () => {
    const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format();
    const daysOf = ({ out }: { readonly out: string }): readonly string[] =>
      (JSON.parse(out) as Records).appointments.map(({ start }) => new Date(start).toISOString().slice(0, 10));
    const before = today();
    const few = ['fixtures', '--appointments', '40'];
    const [usual, named, sample] = [
      await call(folder, few),
      await call(folder, [...few, '--today', before]),
      await call(folder, ['fixtures', '--sample']),
    ];
    // Midnight may pass meanwhile.
    if (today() !== before) return;
    assert.equal(usual.out, named.out);
    assert.ok(daysOf(sample).some((day) => day > before) && daysOf(sample).some((day) => day < before));
  });

  it('says in one line what is wrong', async () => {
    const misuse: readonly (readonly [readonly string[], RegExp])[] = [
      [
        ['--appointments', 'many'],
        /--appointments <n>' argument 'many' is invalid. It has to be a whole number from 0/,
      ],
      [['--patients', '-1'], /whole number/],
      [['--today', '2024-02-30'], /a day of the form YYYY-MM-DD/],
      [['--time-zone', 'Mars/Olympus'], /a time zone such as/],
      [['--appointments', '1', '--out', 'none/clinic.json'], /cannot write none\/clinic.json: there is no such file/],
    ];
    for (const [args, expected] of misuse) {
      const { code, out, err } = await call(folder, ['fixtures', ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err.split('\n')[0] ?? '', expected);
    }
  });
});

describe('mock --import', () => {
  it('serves the clinic', async () => {
    await call(folder, [...small, '--out', 'served.json']);
    const child = start(folder, ['mock', '--port', '0', '--json', '--import', 'served.json']);
    try {
      const line = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
      const { url, token } = JSON.parse(line) as { readonly url: string; readonly token: string };
      const response = await fetch(`${url}/Appointment?_count=1`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(((await response.json()) as { total: number }).total, 400);
    } finally {
      child.kill('SIGTERM');
    }
  });

  it('refuses a file that is not a world, and says where', async () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['{"appointments": \nx', /cannot read bad.json: .*JSON/],
      ['[]', /has to be a JSON object of the collections/],
      ['{"unicorns": []}', /unicorns: is not a collection/],
      ['{"patients": {}}', /patients: has to be a list/],
      ['{"encounters": [{"id": "e", "appointment": "a"}]}', /encounters\[0\] \(id e\): appointment: no record "a"/],
      ['{"reasonCodings": [{"id": "r"}]}', /reasonCodings\[0\] \(id r\): body: must have required property/],
      ['{"noteTypes": []}', /noteTypes: exactly one is the default/],
    ];
    for (const [text, expected] of bad) {
      writeFileSync(join(folder, 'bad.json'), text);
      const { code, out, err } = await call(folder, ['mock', '--port', '0', '--import', 'bad.json']);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
      assert.equal(err.trimEnd().split('\n').length, 1);
    }
  });
});
