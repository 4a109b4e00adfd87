// Instants: what is read, what is refused, and that the machine's time zone does not matter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { formatInstant, parseDay, parseInstant } from './instant.ts';

const readBack = (text: string): string | undefined => {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : formatInstant(instant);
};

test('an instant may leave out seconds, fraction and zone', () => {
  for (const [sent, read] of [
    ['2023-10-24T13:30:00.000Z', '2023-10-24T13:30:00+00:00'],
    ['2023-10-24T13:30', '2023-10-24T13:30:00+00:00'],
    ['2023-10-24T13:30-07:00', '2023-10-24T20:30:00+00:00'],
    ['2023-12-31T23:30:15.999-01:00', '2024-01-01T00:30:15+00:00'],
    ['2024-02-29T00:00:00+14:00', '2024-02-28T10:00:00+00:00'],
    ['0001-01-01T00:00Z', '0001-01-01T00:00:00+00:00'],
  ] as const)
    assert.equal(readBack(sent), read, sent);
});

test('what does not exist is not an instant', () => {
  for (const text of [
    '2023-02-30T10:00Z',
    '2023-02-29T10:00Z',
    '2023-13-01T10:00Z',
    '2023-10-24T24:00Z',
    '2023-10-24T10:60Z',
    '2023-10-24',
    '2023-10-24T10',
    '2023-10-24 10:00',
    '2023-10-24T10:00+15:00',
    '0000-01-01T00:00Z',
    '0001-01-01T00:00+01:00',
    '',
  ])
    assert.equal(parseInstant(text), undefined, text);
});

test('a day is a UTC day that exists', () => {
  assert.equal(parseDay('2024-02-29'), Date.UTC(2024, 1, 29));
  assert.equal(parseDay('2023-02-29'), undefined);
  assert.equal(parseDay('2024-2-9'), undefined);
});

test("the machine's time zone does not move a time without a zone", () => {
  const file = new URL('./instant.ts', import.meta.url).href;
  const script = `import { parseInstant } from '${file}'; console.log(parseInstant('2023-10-24T13:30'))`;
  const read = (zone: string): string =>
    execFileSync(process.execPath, ['--import', './scripts/ts-hooks.mjs', '--input-type=module', '-e', script], {
      cwd: new URL('../..', import.meta.url),
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    }).trim();
  const expected = String(Date.UTC(2023, 9, 24, 13, 30));
  assert.deepEqual([read('America/Los_Angeles'), read('Asia/Kathmandu')], [expected, expected]);
});
