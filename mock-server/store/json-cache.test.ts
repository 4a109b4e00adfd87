// Which texts are remembered, and for how long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ViewContext } from '../domain/attempt.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { Trace } from '../domain/trace.ts';
import { jsonCache } from './json-cache.ts';

const context = {} as ViewContext;
const recordOf = (id: string) => ({ id }) as AppointmentRecord;

/** Texts of which two are remembered, and the ids of the records for which a view was made. */
const counted = () => {
  const made: string[] = [];
  const asJson = jsonCache(({ id }, _context, trace) => {
    made.push(id);
    trace?.add('read/id');
    return { resourceType: 'Appointment', id };
  }, 2);
  return { made, asJson };
};

test('what is asked for again is not made again, until as many others were asked for as there is room for', () => {
  const { made, asJson } = counted();
  const version = Symbol();
  const [a, b, c] = [recordOf('a'), recordOf('b'), recordOf('c')];
  for (const record of [a, b, a, b, c, c, b, a])
    assert.equal(asJson(record, context, version), JSON.stringify({ resourceType: 'Appointment', ...record }));
  assert.deepEqual(made, ['a', 'b', 'c', 'a']);
});

test('under another version of the context, or for another record, it is made anew; the trace is told each time', () => {
  const { made, asJson } = counted();
  const [one, other] = [Symbol(), Symbol()];
  const record = recordOf('a');
  for (const version of [one, one, other, other, one]) {
    const trace = new Trace();
    asJson(record, context, version, trace);
    assert.deepEqual(trace.rules, ['read/id']);
  }
  asJson({ ...record }, context, one);
  assert.deepEqual(made, ['a', 'a', 'a', 'a']);
});
