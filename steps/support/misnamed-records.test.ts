// A create that is told the id of another record is found out by the marks, and a record that was made twice is not taken for that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../targets/index.ts';
import { MisnamedRecords } from './misnamed-records.ts';

const record = (id: string, n: number): object => ({
  resourceType: 'Appointment',
  id,
  identifier: [{ system: 'urn:canvas-harness:run', value: `run/${n}` }],
});

const exchange = (method: string, sent: unknown, status: number, location: string, body: unknown): Exchange => ({
  request: { method, path: '/Appointment', headers: {}, body: sent },
  response: { status, headers: { location }, body, text: '' },
});

const create = (n: number, id: string): Exchange =>
  exchange('POST', record('', n), 201, `https://host/Appointment/${id}`, null);
const read = (id: string, n: number): Exchange => exchange('GET', undefined, 200, '', record(id, n));
const search = (...found: readonly object[]): Exchange =>
  exchange('GET', undefined, 200, '', {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: found.map((resource) => ({ resource })),
  });

const rulesAfter = (...exchanges: readonly Exchange[]): readonly (string | undefined)[] => {
  const records = new MisnamedRecords();
  return exchanges.map((one) => records.watch(one)?.rule);
};

const rule = 'interaction/create-location-header';

test('a read of the id that a create was told shows the mark of that create', () => {
  assert.deepEqual(rulesAfter(create(1, 'a'), read('a', 1)), [undefined, undefined]);
  assert.deepEqual(rulesAfter(create(2, 'a'), read('a', 1), read('a', 1)), [undefined, rule, undefined]);
});

test('a mark that no create has sent is one that the server stores otherwise', () => {
  const inCapitals = { ...record('a', 0), identifier: [{ system: 'urn:canvas-harness:run', value: 'RUN/1' }] };
  assert.deepEqual(rulesAfter(create(1, 'a'), exchange('GET', undefined, 200, '', inCapitals)), [undefined, undefined]);
});

test('a search shows the mark of a create under the id that it was told', () => {
  assert.deepEqual(rulesAfter(create(2, 'a'), search(record('b', 2))), [undefined, rule]);
  assert.deepEqual(rulesAfter(create(2, 'a'), search(record('c', 3))), [undefined, undefined]);
});

test('a copy has the mark as well as the record that was named', () => {
  assert.deepEqual(rulesAfter(create(1, 'a'), search(record('a', 1), record('b', 1))), [undefined, undefined]);
});

test('once a create was told the id of another, later differences of scenarios with creates belong to it', () => {
  rulesAfter(create(2, 'a'), read('a', 1));
  const [withCreates, without] = [new MisnamedRecords(), new MisnamedRecords()];
  withCreates.watch(create(3, 'c'));
  assert.deepEqual([withCreates.rule, without.rule], [rule, undefined]);
});
