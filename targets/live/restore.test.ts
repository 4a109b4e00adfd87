// Whether a shared record is as it was: what shows no record proves nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../send.ts';
import { isRestored } from './restore.ts';

const appointment = { resourceType: 'Appointment', id: 'one', status: 'proposed' };

const record = {
  type: 'Appointment',
  id: 'one',
  exchange: {
    request: { method: 'POST', path: '/Appointment', headers: {}, body: appointment },
    response: { status: 201, headers: {}, body: null, text: '' },
  },
};

const isRestoredWhere = (before: string, now: string): Promise<boolean> =>
  isRestored(
    record,
    before,
    () => Promise.resolve({ status: 200, headers: new Headers(), text: now } as Answer),
    () => Promise.resolve(undefined),
  );

test('a record that reads as before is left to the next scenario', async () => {
  assert.equal(await isRestoredWhere(JSON.stringify(appointment), JSON.stringify(appointment)), true);
});

test('a record that differs by the marks of updates alone is left without another update', async () => {
  const mark = { system: 'urn:canvas-harness:run', value: 'run/1' };
  const now = { ...appointment, identifier: [mark, { ...mark, value: 'run/2' }] };
  const before = { ...appointment, identifier: [mark] };
  let updates = 0;
  const ask = () => Promise.resolve({ status: 200, headers: new Headers(), text: JSON.stringify(now) } as Answer);
  const put = () => Promise.resolve((updates += 1));
  assert.equal(await isRestored(record, JSON.stringify(before), ask, put), true);
  assert.equal(updates, 0);
});

test('a page or a refusal, before and now, proves nothing', async () => {
  const refusal = JSON.stringify({ resourceType: 'OperationOutcome', issue: [] });
  for (const same of ['<html>Forbidden</html>', '', refusal])
    assert.equal(await isRestoredWhere(same, same), false, same);
});
