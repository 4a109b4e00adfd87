// A searchset that shows what its date leaves out is the fault of the date, whatever a scenario is about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IgnoredFilters } from './outside-filter.ts';

const ruleOf = (query: string, ...starts: readonly string[]): string | undefined => {
  const filters = new IgnoredFilters();
  const entry = starts.map((start) => ({ resource: { resourceType: 'Appointment', start } }));
  filters.watch({
    request: { method: 'GET', path: `/Appointment?${query}`, headers: {}, body: undefined },
    response: { status: 200, headers: {}, body: { resourceType: 'Bundle', entry }, text: '' },
  });
  return filters.rule;
};

test('a date of a search narrows it by the UTC day of the start, two dates do so as a range', () => {
  assert.equal(ruleOf('date=2031-03-04', '2031-03-04T23:59:00+00:00'), undefined);
  assert.equal(ruleOf('date=2031-03-04', '2031-03-05T00:00:00+00:00'), 'search/date');
  assert.equal(ruleOf('date=ge2031-03-04&date=lt2031-03-05', '2031-03-04T23:30:00-05:00'), 'search/date-range');
  assert.equal(ruleOf('patient=x&_count=2', '2031-03-05T00:00:00+00:00'), undefined);
});

test('what cannot be read is not held against the date', () => {
  assert.equal(ruleOf('date=yesterday', '2031-03-04T09:00:00Z'), undefined);
  assert.equal(ruleOf('date=2031-03-04', 'soon'), undefined);
});
