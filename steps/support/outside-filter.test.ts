// A searchset that shows what a filter leaves out is the fault of that filter, whatever a scenario is about.
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
  assert.equal(ruleOf('date=ge2031-03-04&date=lt2031-03-05', '2031-03-05T23:30:00-05:00'), 'search/date-range');
  assert.equal(ruleOf('patient=x&_count=2', '2031-03-05T00:00:00+00:00'), undefined);
});

test('a bound that is shown where it does not belong is a prefix misread, not a date passed over', () => {
  const query = 'date=gt2031-03-04&date=le2031-03-06';
  assert.equal(ruleOf(query, '2031-03-04T09:00:00Z', '2031-03-05T09:00:00Z'), 'search/date');
  assert.equal(ruleOf(query, '2031-03-04T09:00:00Z', '2031-03-03T09:00:00Z'), 'search/date-range');
});

test('what cannot be read is not held against the date', () => {
  assert.equal(ruleOf('date=yesterday', '2031-03-04T09:00:00Z'), undefined);
  assert.equal(ruleOf('date=2031-03-04', 'soon'), undefined);
});

const ruleOfFound = (query: string, resource: Readonly<Record<string, unknown>>): string | undefined => {
  const filters = new IgnoredFilters();
  filters.watch({
    request: { method: 'GET', path: `/Appointment?${query}`, headers: {}, body: undefined },
    response: { status: 200, headers: {}, body: { resourceType: 'Bundle', entry: [{ resource }] }, text: '' },
  });
  return filters.rule;
};

test('an id of a search narrows it, however the id is spelled', () => {
  assert.equal(ruleOfFound('_id=AB-12', { id: 'ab12' }), undefined);
  assert.equal(ruleOfFound('_id=ab12', { id: 'ab13' }), 'search/id');
});

const [one, other] = ['4150cd20de8a470aa570a852859ac87e', 'a47c7b0ebbb442cdbc4adf259d148ea1'] as const;
const dashed = '4150cd20-de8a-470a-a570-a852859ac87e';

test('a patient, a practitioner and a location narrow a search by what the appointment refers to', () => {
  const participant = [{ actor: { reference: `Practitioner/${one}` } }, { actor: { reference: `Patient/${dashed}` } }];
  const appointment = { participant, supportingInformation: [{ reference: `Location/${dashed}` }] };
  for (const [parameter, type] of [
    ['patient', 'Patient'],
    ['practitioner', 'Practitioner'],
    ['location', 'Location'],
  ] as const) {
    assert.equal(ruleOfFound(`${parameter}=${type}%2F${one}`, appointment), undefined);
    assert.equal(ruleOfFound(`${parameter}=${type}/${other}`, appointment), `search/${parameter}`);
  }
});

test('what has another form, or shows nobody, is not held against the filter', () => {
  const participant = [{ actor: { reference: `Patient/${one}` } }];
  for (const value of [other, 'Patient/1', 'Patient/Pat', `Practitioner/${other}`])
    assert.equal(ruleOfFound(`patient=${value}`, { participant }), undefined, value);
  assert.equal(ruleOfFound(`patient=Patient/${other}`, { participant: [] }), undefined);
});
