// Pages that show a record twice explain what searches find too often, and nothing else.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import { doubledEntries } from './doubled-entries.ts';

const page = (...ids: readonly string[]): Exchange =>
  ({
    request: { method: 'GET', path: '/Appointment?date=2031-03-04', headers: {} },
    response: {
      status: 200,
      headers: {},
      body: { resourceType: 'Bundle', type: 'searchset', entry: ids.map((id) => ({ resource: { id } })) },
    },
  }) as unknown as Exchange;

const scenario = { name: 'that searches' } as Scenario;

const causesOf = (...pages: readonly Exchange[]) => doubledEntries(new Map([[scenario, pages]]));

it('a record that pages show twice explains matches, totals and links', () => {
  const doubled = page('a', 'b', 'a');
  const [cause, ...more] = causesOf(doubled, doubled, page('a'), doubled);
  assert.deepEqual([cause?.rule, more.length], ['searchset/paging', 0]);
  assert.equal(
    cause?.explains({ what: 'The matches, in any order', expected: ['A'], actual: ['A', 'A'] }, scenario),
    true,
  );
  assert.equal(cause.explains({ what: 'total of the answer', expected: 1, actual: 2 }, scenario), true);
  assert.equal(cause.explains({ what: 'status of the appointment', expected: 'a', actual: 'b' }, scenario), false);
});

it('is no cause where few pages show one twice', () => {
  assert.deepEqual(causesOf(page('a', 'a'), page('b', 'b'), page('a', 'b')), []);
});
