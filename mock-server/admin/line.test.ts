// The line before the records: so many may wait, one is served at a time, and nobody waits for those who are gone.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../../bench/test-support/command.ts';
import { startMock } from '../index.ts';
import { lineOf } from './line.ts';

const pending = () => {
  let end = (): void => undefined;
  const promise = new Promise<void>((resolve) => (end = resolve));
  return { promise, end };
};

test('one is served at a time, in order, and one whose work fails keeps nobody waiting', async () => {
  const line = lineOf(10);
  const done: string[] = [];
  const first = pending();
  const waiter = (name: string, work: () => Promise<void>) => ({
    isGone: () => false,
    serve: async () => {
      done.push(`${name} begins`);
      await work();
      done.push(`${name} ends`);
    },
  });
  const one = line.join(waiter('one', () => first.promise));
  const two = line.join(waiter('two', () => Promise.reject(new Error('broken'))));
  const three = line.join(waiter('three', () => Promise.resolve()));
  first.end();
  await one;
  await assert.rejects(two ?? Promise.resolve(), /broken/);
  await three;
  assert.deepEqual(done, ['one begins', 'one ends', 'two begins', 'three begins', 'three ends']);
});

test('a full line takes nobody until somebody is served or gone, and who is gone is never served', async () => {
  const line = lineOf(2);
  const served: string[] = [];
  const gone = new Set<string>();
  const waiter = (name: string, work = Promise.resolve()) => ({
    isGone: () => gone.has(name),
    serve: () => {
      served.push(name);
      return work;
    },
  });
  const [first, isServed] = [pending(), pending()];
  const one = line.join({
    isGone: () => false,
    serve: () => {
      isServed.end();
      return first.promise;
    },
  });
  await isServed.promise;
  const two = line.join(waiter('two'));
  assert.ok(line.join(waiter('three')));
  assert.equal(line.join(waiter('four')), undefined);
  gone.add('two');
  const five = line.join(waiter('five'));
  assert.ok(five);
  await two;
  first.end();
  await Promise.all([one, five]);
  assert.deepEqual(served, ['three', 'five']);
});

test('of many writes of records at a time, those beyond the line are told when to come again', async () => {
  const folder = newFolder();
  const mock = await startMock({ data: join(folder, 'data') });
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const body = (id: number) => JSON.stringify({ id: `l${id}`, number: 100 + id, name: 'x', shortName: 'x', address });
  const address = { line: ['1'], city: 'x', state: 'x', postalCode: '1' };
  const url = `${mock.url}/__admin/records/locations`;
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, id) => mock.fetch(new Request(url, { ...sent, body: body(id) }))),
  );
  const refused = answers.filter(({ status }) => status !== 201);
  assert.ok(refused.length > 0 && refused.length <= 200, String(refused.length));
  for (const answer of refused) {
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
    assert.match(await answer.text(), /^\{"error":"100 requests for records wait already, .* in 5 seconds"\}$/);
  }
  assert.equal((await fetch(`${url}?_limit=1`)).status, 200);
  await mock.close();
  rmSync(folder, { recursive: true });
});
