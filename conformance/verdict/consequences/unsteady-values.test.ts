// A value that is another one at each read explains what compares two reads, and what follows it in vain.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import { unsteadyValues } from './unsteady-values.ts';

const exchange = (method: string, path: string, status: number, body: unknown): Exchange =>
  ({ request: { method, path, headers: {} }, response: { status, headers: {}, body } }) as unknown as Exchange;

const appointment = (encounter: string, reason = 'Cough') => ({
  resourceType: 'Appointment',
  id: 'one',
  reasonCode: [{ text: reason }],
  supportingInformation: [{ reference: `Encounter/${encounter}`, type: 'Encounter' }],
});

const read = (encounter: string): Exchange => exchange('GET', '/Appointment/one', 200, appointment(encounter));

const reading = { name: 'that reads' } as Scenario;
const following = { name: 'that follows' } as Scenario;

const causesOf = (...encounters: readonly string[]) =>
  unsteadyValues(
    new Map([
      [reading, encounters.map(read)],
      [following, [exchange('GET', '/Encounter/a', 404, {})]],
    ]),
  );

const stored = (actual: object) => ({ what: 'What is stored', expected: appointment('a'), actual });

describe('an encounter that is another one at each read', () => {
  it('explains two reads that differ in nothing else, and an encounter that is not there', () => {
    const [cause, ...more] = causesOf('a', 'b', 'c', 'd');
    assert.deepEqual([cause?.rule, more.length], ['supporting-information/encounter', 0]);
    assert.equal(cause?.explains(stored(appointment('b')), reading), true);
    assert.equal(cause.explains(stored(appointment('b', 'Fever')), reading), false);
    assert.equal(cause.explains({ what: 'status of the answer', expected: 'planned', actual: null }, following), true);
  });

  it('is none where two reads agree, where there are few, or where a write came between', () => {
    assert.deepEqual(causesOf('a', 'b', 'b', 'c', 'd'), []);
    assert.deepEqual(causesOf('a', 'b', 'c'), []);
    const update = exchange('PUT', '/Appointment/one', 200, null);
    const apart = ['a', 'b', 'c', 'd'].flatMap((encounter) => [read(encounter), update]);
    assert.deepEqual(unsteadyValues(new Map([[reading, apart]])), []);
  });
});
