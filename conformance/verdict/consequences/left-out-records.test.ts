// Appointments of a status that no search shows explain a total that lacks them, and no other difference.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import { leftOutRecords } from './left-out-records.ts';

const exchange = (path: string, body: unknown): Exchange =>
  ({
    request: { method: 'GET', path, headers: {} },
    response: { status: 200, headers: {}, body },
  }) as unknown as Exchange;

const appointment = (id: number, status: string) => ({ resourceType: 'Appointment', id: String(id), status });

const read = (id: number, status: string): Exchange => exchange(`/Appointment/${id}`, appointment(id, status));

const searchset = (...statuses: readonly string[]): Exchange =>
  exchange('/Appointment?date=2031-03-04', {
    resourceType: 'Bundle',
    type: 'searchset',
    total: statuses.length,
    entry: statuses.map((status, at) => ({ resource: appointment(at, status) })),
  });

const reading = { name: 'that reads' } as Scenario;
const searching = { name: 'that searches' } as Scenario;

const causesOf = (cancelled: number, ...found: readonly string[]) =>
  leftOutRecords(
    new Map([
      [reading, Array.from({ length: cancelled }, (_one, at) => read(at, 'cancelled'))],
      [searching, [searchset(...found)]],
    ]),
  );

const total = { what: 'total of the answer', expected: 1, actual: 0 };
const page = { what: 'The entries of the page', expected: 10, actual: 9 };

describe('cancelled appointments that no search shows', () => {
  it('explain a total where one was read, and a page that is too short anywhere', () => {
    const [cause, ...more] = causesOf(3, 'proposed');
    assert.deepEqual([cause?.rule, more.length], ['search/status', 0]);
    assert.equal(cause?.explains(total, reading), true);
    assert.equal(cause.explains(total, searching), false);
    assert.equal(cause.explains(page, searching), true);
    assert.equal(cause.explains({ what: 'status of the appointment', expected: 'a', actual: 'b' }, reading), false);
  });

  it('are no cause where one is shown, where few were read, or where nothing is found at all', () => {
    assert.deepEqual(causesOf(3, 'proposed', 'cancelled'), []);
    assert.deepEqual(causesOf(2, 'proposed'), []);
    assert.deepEqual(causesOf(3), []);
  });
});
