// Which scenarios can begin with the same appointments: those of which neither speaks of what the other sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Beginning, beginningOf, canShare, carries } from './combining.ts';
import type { CombinedRecords } from '../targets/index.ts';
import type { CompiledStep } from './effects.ts';

type Rows = readonly (readonly string[])[];

const step = (text: string, rows: Rows = []): CompiledStep => ({
  text,
  ...(rows.length === 0
    ? {}
    : { argument: { dataTable: { rows: rows.map((cells) => ({ cells: cells.map((value) => ({ value })) })) } } }),
});

const of = (...steps: readonly CompiledStep[]): Beginning => {
  const beginning = beginningOf({ steps });
  assert.ok(beginning !== undefined);
  return beginning;
};

const creates = (...rows: Rows): CompiledStep => step('the client creates an appointment with:', rows);
const has = (...rows: Rows): CompiledStep => step('the appointment has:', rows);

const ofStatus = of(creates(['status', 'booked']), has(['status', 'proposed']));
const ofOtherStatus = of(creates(['status', 'noshow']), has(['status', 'proposed']));
const ofReason = of(creates(['reasonCode[0].text', 'Cough']), has(['description', 'Cough']));
const ofStart = of(creates(['start', '{day}T13:30:00-05:00']));

/** The records that carry the values of several scenarios. */
const all = (...some: readonly Beginning[]): CombinedRecords =>
  (some[0]?.cells ?? []).map((_cells, position) => some.flatMap(({ cells }) => Object.entries(cells[position] ?? {})));

test('values of different parts stand in one create, and each scenario finds its own there', () => {
  assert.ok(canShare(ofStatus, ofReason));
  for (const one of [ofStatus, ofReason, ofStart]) assert.ok(carries(all(ofStatus, ofReason, ofStart), one));
});

test('two values of one part do not', () => {
  assert.ok(!canShare(ofStatus, ofOtherStatus));
  assert.ok(!carries(all(ofStatus), ofOtherStatus));
});

test('what a later step expects or sends is left as usual', () => {
  assert.ok(!canShare(ofStatus, of(creates(['comment', 'Ring']), has(['status', 'proposed']))));
  assert.ok(
    !canShare(
      ofReason,
      of(creates(['comment', 'Ring']), step('the client updates the appointment with:', [['description', '']])),
    ),
  );
  assert.ok(
    !canShare(ofStatus, of(creates(['comment', 'Ring']), step('the client reads the encounter of the appointment'))),
  );
});

test('a search of the whole day does not hinder another time of that day, and one of an instant does', () => {
  const searching = (date: string): Beginning =>
    of(
      step('these appointments:', [
        ['name', 'participant[1].actor.reference'],
        ['A', 'Patient/Pat'],
      ]),
      step('the client searches for:', [['date', date]]),
    );
  const timed = (start: string): Beginning =>
    of(
      step('these appointments:', [
        ['name', 'start'],
        ['A', start],
      ]),
    );
  assert.ok(canShare(searching('{day}'), timed('{day}T09:00:00Z')));
  assert.ok(!canShare(searching('{day}'), timed('{day-1}T23:50:00Z')));
  assert.ok(!canShare(searching('{day}T09:00:00Z'), timed('{day}T09:00:00Z')));
  assert.deepEqual(timed('{day}T09:00:00Z').cells, [{ end: '{day}T09:05:00Z', start: '{day}T09:00:00Z' }]);
});

test('appointments of other numbers or names do not', () => {
  const named = (...names: readonly string[]): Beginning =>
    of(step('these appointments:', [['name', 'comment'], ...names.map((name) => [name, 'Ring'])]));
  assert.ok(
    !canShare(
      named('A', 'B'),
      of(
        step('these appointments:', [
          ['name', 'status'],
          ['A', 'booked'],
        ]),
      ),
    ),
  );
  assert.ok(!canShare(named('A'), ofStatus));
});

test('records that lack what the scenario sends, or carry what its steps speak of, are not its own', () => {
  assert.ok(!carries([[['reasonCode[0].text', 'Cough']]], ofStatus));
  assert.ok(
    !carries(
      [
        [
          ['status', 'booked'],
          ['status', 'noshow'],
        ],
      ],
      ofStatus,
    ),
  );
  assert.ok(
    !carries(
      [
        [
          ['status', 'booked'],
          ['made-up', 'x'],
        ],
        [],
      ],
      ofStatus,
    ),
  );
});

test('a scenario that begins with a patient, something unusual or what is cancelled sends its own', () => {
  const beginnings = [
    creates(['resourceType', '(absent)']),
    creates(['extension', '[]']),
    step('a cancelled appointment'),
    step('an appointment'),
    step('these patients:', [
      ['name', 'active'],
      ['A', 'true'],
    ]),
  ];
  for (const first of beginnings) assert.equal(beginningOf({ steps: [first] }), undefined);
});
