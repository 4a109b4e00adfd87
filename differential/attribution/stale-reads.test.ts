// Reads that never show an update: told by all that was read behind one.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Comparison } from './comparison.ts';
import { isStaleAt, staleReadsOf } from './stale-reads.ts';

const path = '/Appointment/{0:location}';
const before = {
  resourceType: 'Appointment',
  status: 'proposed',
  reasonCode: [{ text: 'Cough' }],
  identifier: [{ value: '1' }],
};

/** A create, an update, and a read that shows what it does. */
const played = (update: object, shown: object): Comparison =>
  ({
    script: {
      calls: [
        { method: 'POST', path: '/Appointment', body: before },
        { method: 'PUT', path, body: update },
        { method: 'GET', path },
      ],
    },
    counterpart: { outcomes: [{ status: 201, headers: {} }, { status: 200 }, { status: 200, body: shown }] },
  }) as never;

const updates = [{ status: 'booked' }, { reasonCode: [{ text: 'Fever' }] }, { identifier: [{ value: '2' }] }];

it('reads that show nothing of any update are one matter', () => {
  const all = updates.map((update) => played(update, before));
  assert.deepEqual(staleReadsOf(all), { rule: 'interaction/partial-update' });
  assert.deepEqual(
    [1, 2].map((call) => isStaleAt(played({}, before), call)),
    [false, true],
  );
});

it('they are none where one update shows, or where few elements could show one', () => {
  const all = updates.map((update) => played(update, before));
  assert.equal(staleReadsOf([...all, played({ status: 'arrived' }, { ...before, status: 'arrived' })]), undefined);
  assert.equal(staleReadsOf(all.slice(0, 1)), undefined);
});
