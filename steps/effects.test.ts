// What steps do is known from their phrases: what they create, which token they set, and what only a mock can arrange.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creationsOf, isUpdating, leavingOf, readsOf, unusualValuesIn } from './creations.ts';
import { effectOf, type CompiledStep } from './effects.ts';

const step = (text: string, ...rows: readonly (readonly string[])[]): CompiledStep => ({
  text,
  ...(rows.length === 0
    ? {}
    : { argument: { dataTable: { rows: rows.map((cells) => ({ cells: cells.map((value) => ({ value })) })) } } }),
});

test('a step says what it arranges, and which token the coming requests carry', () => {
  assert.deepEqual(effectOf(step('the clock says "2031-03-04T10:00:00Z"')), { arranges: 'clock' });
  assert.deepEqual(effectOf(step('the setting doubleBooking is forbid')), {
    arranges: 'setting',
    sets: ['doubleBooking', 'forbid'],
  });
  assert.deepEqual(effectOf(step('the clinic marks as no-show the appointment')), { arranges: 'chart' });
  assert.deepEqual(effectOf(step('in Canvas appointment "A" has:', ['status', 'roomed'])), { arranges: 'record' });
  assert.deepEqual(effectOf(step('the client has no token')), { bearer: 'none' });
  assert.deepEqual(effectOf(step('the client has the token "made up"')), { bearer: { text: 'made up' } });
  assert.deepEqual(effectOf(step('the client has a token for "user/*.read"')), { bearer: { scope: 'user/*.read' } });
  assert.deepEqual(effectOf(step('the client has a token of Pat for "patient/*.*"')), {
    bearer: { scope: 'patient/*.*', patient: 'Pat' },
  });
  assert.deepEqual(effectOf(step('the client asks for a token with:', ['grant_type', 'client_credentials'])), {
    bearer: 'none',
    tokenForm: [['grant_type', 'client_credentials']],
  });
  assert.deepEqual(effectOf(step('a step of another project')), {});
});

test('a scenario says what it reads with the token of the run', () => {
  const steps = [
    step('the client reads appointment "A"'),
    step('the client searches Schedule for:'),
    step('the client sends GET "/Slot?schedule=1"'),
    step('the client sends DELETE "/Location/1"'),
    step('the client has no token'),
    step('the client searches Patient for:'),
  ];
  assert.deepEqual(readsOf({ steps }), ['Appointment', 'Schedule', 'Slot']);
});

test('records at the beginning can be shared, those that come later cannot', () => {
  const table = [
    ['name', 'start'],
    ['A', '{day}T10:00:00Z'],
    ['B', '{day}T11:00:00Z'],
  ];
  const steps = [step('a patient'), step('these appointments:', ...table), step('the client reads the patient')];
  const { shareable, others, patients } = creationsOf({ steps: [...steps, step('the client creates an appointment')] });
  assert.deepEqual([shareable?.size, others, patients], [3, 1, 1]);
  assert.equal(creationsOf({ steps }).shareable?.key, shareable?.key);
  assert.notEqual(creationsOf({ steps: [step('these appointments:', ...table)] }).shareable?.key, shareable?.key);
});

test('a create that is expected to be refused leaves nothing', () => {
  const refused = step('the create is rejected with 422 invalid "no"');
  const creates = step('the client creates an appointment with:', ['status', 'nope']);
  assert.deepEqual(creationsOf({ steps: [creates, refused] }), { shareable: undefined, others: 0, patients: 0 });
  const after = { steps: [step('3 appointments on the day'), step('the client reads the appointment'), refused] };
  assert.equal(creationsOf(after).shareable?.size, 3);
});

test('what a scenario leaves of its records: untouched, to be set back, or changed for good', () => {
  const cancels = { steps: [step('the client tries to update the appointment with:', ['status', 'cancelled'])] };
  const moves = { steps: [step('the client updates the appointment with:', ['start', '{day}T16:00:00Z'])] };
  assert.deepEqual([isUpdating(cancels), leavingOf(cancels)], [true, 'changed']);
  assert.deepEqual([isUpdating(moves), leavingOf(moves)], [true, 'set back']);
  const refused = step('the update is rejected with 422 business-rule "no"');
  assert.equal(leavingOf({ steps: [...moves.steps, refused] }), 'untouched');
  const patient = step('the client updates the patient with:', ['gender', 'other']);
  assert.equal(leavingOf({ steps: [patient] }), 'changed');
  assert.equal(isUpdating({ steps: [step('an appointment with:', ['status', 'cancelled'])] }), false);
});

test('values that a scenario sends count where they are not the usual ones', () => {
  const create = (...rows: readonly (readonly string[])[]): CompiledStep =>
    step('the client creates an appointment with:', ...rows);
  assert.equal(unusualValuesIn({ steps: [create(['status', 'proposed'])] }), 0);
  assert.equal(unusualValuesIn({ steps: [create(['status', '(absent)'])] }), 0);
  assert.equal(unusualValuesIn({ steps: [create(['status', 'booked'], ['description', 'Other'])] }), 2);
  const several = step('these appointments:', ['name', 'status', 'start'], ['A', 'proposed', '{day}T09:00:00Z']);
  assert.equal(unusualValuesIn({ steps: [several] }), 1);
  assert.equal(unusualValuesIn({ steps: [step('the client searches for:', ['status', 'booked'])] }), 0);
});

test('appointments that are moved can be set back', () => {
  const steps = [
    step('these appointments:', ['name', 'start'], ['A', '{day}T09:00:00Z']),
    step('they are moved to:', ['name', 'start'], ['A', '{day}T11:00:00Z']),
  ];
  assert.deepEqual([leavingOf({ steps }), creationsOf({ steps }).shareable?.size], ['set back', 1]);
});
