// Which searches explain what is not found by them: those with a parameter that never finds anything, and those with many.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import { fruitlessParameters } from './fruitless-parameters.ts';
import { crowdedSearches } from './unheard-parameters.ts';

const search = (query: string, total: number): Exchange =>
  ({
    request: { method: 'GET', path: `/Appointment?${query}`, headers: {} },
    response: { status: 200, headers: {}, body: { resourceType: 'Bundle', total } },
  }) as unknown as Exchange;

const scenarioOf = (name: string): Scenario => ({ name }) as Scenario;

const byPatient = scenarioOf('by patient');
const byDay = scenarioOf('by day');
const matches = { what: 'The matches, in any order', expected: ['A'], actual: [] };

const causesOf = (totals: readonly number[], ofOthers = 2) =>
  fruitlessParameters(
    new Map([
      [byPatient, totals.map((total) => search('patient=Patient/1&date=2031-03-04', total))],
      [byDay, [search('date=2031-03-04', ofOthers)]],
    ]),
  );

describe('a parameter that never finds anything', () => {
  it('explains what is not found by it, and leaves other searches and other differences alone', () => {
    const [cause, ...more] = causesOf([0, 0, 0]);
    assert.deepEqual([cause?.rule, more.length], ['search/patient', 0]);
    assert.equal(cause?.explains(matches, byPatient), true);
    assert.equal(cause.explains(matches, byDay), false);
    assert.equal(cause.explains({ what: 'The status of the update', expected: 200, actual: 422 }, byPatient), false);
  });

  it('is none where it found something once, was tried less than three times, or nothing else finds anything', () => {
    assert.deepEqual(causesOf([0, 0, 1]), []);
    assert.deepEqual(causesOf([0, 0]), []);
    assert.deepEqual(causesOf([0, 0, 0], 0), []);
  });
});

describe('a search with many parameters', () => {
  it('explains what is found otherwise by it, and not by a search with fewer', () => {
    const range = 'date=ge2031-03-04&date=le2031-03-05';
    const { explains } = crowdedSearches(
      new Map([
        [byPatient, [search(`patient=Patient/1&${range}`, 2)]],
        [byDay, [search(`${range}&_sort=date`, 2)]],
      ]),
    );
    assert.equal(explains(matches, byPatient), true);
    assert.equal(explains(matches, byDay), false);
  });
});
