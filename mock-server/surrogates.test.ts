// Half of a pair of surrogates is no character: no door takes it, and no directory is lost by it.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { newFolder } from '../bench/test-support/command.ts';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { instance } from '../fixtures/instance.ts';
import { hasLoneSurrogate } from '../schemas/json.ts';
import { startMock } from './index.ts';
import { readRecordsFile } from './standalone/records-file.ts';
import { keyOf, storedKey } from './persistence/entries.ts';

const folder = newFolder();
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const odd = '"\\ud800"';

test('every door that takes a body refuses it by name', async () => {
  const mock = await startMock();
  const [{ id = '' } = {}] = mock.world.store().appointments.values();
  const headers = { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' };
  const whole = JSON.stringify({ ...canonicalAppointment(), comment: 'x' });
  for (const [method, path, body] of [
    ['POST', '/Appointment', whole.replace('"x"', odd)],
    ['POST', '/Appointment', whole.replace('"comment"', odd)],
    ['PUT', `/Appointment/${id}`, whole.replace('"x"', odd)],
    ['POST', '/Patient', `{"resourceType":"Patient","id":${odd}}`],
    ['POST', '/__admin/records/patients', `{"id":${odd}}`],
    ['PATCH', `/__admin/records/appointments/${id}`, `{"comment":${odd}}`],
    ['POST', '/__admin/worlds', `{"name":${odd}}`],
    ['PUT', '/__admin/worlds/alpha', `{"records":{"patients":[{"id":${odd}}]}}`],
    ['POST', '/__admin/actions', `{"action":"cancel","appointment":${odd}}`],
    ['POST', '/__admin/faults', `{"kind":"error","path":${odd}}`],
    ['PUT', '/__admin/settings', `{"timeZone":${odd}}`],
    ['POST', '/__admin/webhooks', `{"url":${odd}}`],
    ['POST', '/__admin/requests/find', `{"body":${odd}}`],
  ] as const) {
    const answer = await mock.fetch(new Request(mock.url + path, { method, headers, body }));
    assert.equal(answer.status, 400, `${method} ${path}`);
    assert.match(await answer.text(), /half of a pair of surrogates/, `${method} ${path}`);
  }
  assert.equal((await mock.fetch(new Request(`${mock.url}/__admin/worlds`))).status, 200);
  await mock.close();
});

test('a file of records is read as a body is', () => {
  const file = join(folder, 'records.json');
  const text = JSON.stringify(instance);
  const [{ id } = { id: '' }] = instance.patients;
  for (const [bytes, fault] of [
    [text.replaceAll(id, 'a\\ud800'), /records\.json: it has half of a pair of surrogates/],
    [Buffer.from(text.replaceAll(id, 'a\u00e9'), 'latin1'), /it is not UTF-8/],
    [Buffer.from(`\ufeff${text}`, 'utf16le'), /it is UTF-16/],
    [`{"patients":${'['.repeat(300)}${']'.repeat(300)}}`, /patients\[0\]: has to be an object: one record/],
    [`{"patients":[{"id":${'['.repeat(1e5)}${']'.repeat(1e5)}}]}`, /patients\[0\]: /],
  ] as const) {
    writeFileSync(file, bytes);
    assert.throws(() => readRecordsFile(file), fault);
  }
  writeFileSync(file, `\ufeff${text}`);
  assert.equal(readRecordsFile(file).patients[0]?.id, id);
});

test('a pair of surrogates, and a backslash before a name like one, are texts like any other', () => {
  for (const text of [
    '"\\ud83d\\ude00"',
    '"\\\\ud800"',
    '"\\u0041\\ud83d\\ude00"',
    '"\u{1f600}"',
    '"\\uD83D\\uDE00\\n"',
  ])
    assert.equal(hasLoneSurrogate(text), false, text);
  for (const text of ['"\\ud83d"', '"\\ude00\\ud83d"', '"\\ud83d\\ud83d\\ude00"', '"\\\\\\udc00"', '"\\ud83dx\\ude00"'])
    assert.equal(hasLoneSurrogate(text), true, text);
});

test('keys of any texts stay apart, and come back as they were', () => {
  const texts = fc
    .array(fc.constantFrom('\ud800', '\udc00', '%', 'u', '25', 'd800', '!', '\ufffd', 'a'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      assert.ok(!/[\ud800-\udfff]/u.test(storedKey(text)));
      assert.equal(keyOf(storedKey(text)), text);
    }),
  );
});

test('a directory keeps records of such ids that code has put there', async () => {
  const options = { data: join(folder, 'data'), records: instance };
  const first = await startMock(options);
  const [patient] = first.world.store().patients.values();
  assert.ok(patient !== undefined);
  const ids = ['a\ud800', 'a\udfff', 'a\ufffd', 'a%ud800'];
  for (const id of ids) first.world.store().patients.put({ ...patient, id });
  const headers = { authorization: `Bearer ${first.token}`, 'content-type': 'application/json' };
  const sent = { method: 'POST', headers, body: JSON.stringify(canonicalAppointment()) };
  assert.equal((await fetch(`${first.url}/Appointment`, sent)).status, 201);
  await first.close();
  const second = await startMock(options);
  for (const id of ids) assert.equal(second.world.store().patients.get(id)?.id, id);
  await second.close();
});
