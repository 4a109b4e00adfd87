// Where two sides differ: what is asked with a value that stands elsewhere on the other side is not compared.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differencesOf } from './compare.ts';
import type { Side } from './counterpart.ts';
import type { Call, Script } from './script.ts';

const cast = { practitioners: {}, patients: {}, locations: {}, canvasBot: '', clinicNumber: '' };

const sideOf = (...answers: readonly (readonly [status: number, body: unknown])[]): Side =>
  ({
    target: { cast, day: '2031-03-04' },
    outcomes: answers.map(([status, body]) => ({ status, headers: {}, body, rules: [] })),
  }) as unknown as Side;

const call = (method: string, path: string): Call => ({ method, path, headers: {}, body: undefined, bearer: 'usual' });

const scriptOf = (...calls: readonly Call[]): Script => ({ name: 'of a test', rules: [], calls });

const shown = (...references: readonly string[]): unknown => ({
  supportingInformation: references.map((reference) => ({ reference })),
});

const follow = call('GET', '/Encounter/{0:supportingInformation[1].reference}');
const script = scriptOf(call('GET', '/Appointment/1'), follow);

const placesIn = (asked: Script, mock: Side, counterpart: Side): readonly string[] =>
  differencesOf(asked, mock, counterpart).map(({ call: at, where }) => `${at} ${where}`);

const mock = sideOf([200, shown('Location/a', 'Encounter/b')], [200, {}]);

describe('a call that names what an earlier answer holds', () => {
  it('is compared where both answers hold the same there', () => {
    const other = sideOf([200, shown('Location/a', 'Encounter/b')], [404, {}]);
    assert.deepEqual(placesIn(script, mock, other), ['1 HTTP status']);
  });

  it('is not compared where that stands elsewhere, or is not there', () => {
    const turned = sideOf([200, shown('Encounter/b', 'Location/a')], [404, {}]);
    assert.deepEqual(placesIn(script, mock, turned), [
      '0 supportingInformation[0].reference',
      '0 supportingInformation[1].reference',
    ]);
    const longer = sideOf([200, shown('Location/a', 'Location/c', 'Encounter/b')], [404, {}]);
    assert.deepEqual(placesIn(script, mock, longer), ['0 supportingInformation.length']);
  });

  it('takes with it what names its own answer, and what follows a write', () => {
    const turned = sideOf([200, shown('Encounter/b', 'Location/a')], [404, {}], [404, {}]);
    const more = sideOf([200, shown('Location/a', 'Encounter/b')], [200, {}], [200, {}]);
    const first = call('GET', '/Appointment/1');
    assert.equal(
      placesIn(scriptOf(first, follow, call('GET', '/Patient/{1:subject.reference}')), more, turned).length,
      2,
    );
    const write = { ...follow, method: 'PUT', path: follow.path.replace('Encounter', 'Appointment') };
    assert.equal(placesIn(scriptOf(first, write, first), more, turned).length, 2);
  });
});

describe('a create whose answer names another record', () => {
  it('differs in its location header, and nothing behind it is compared', () => {
    const create = call('POST', '/Appointment');
    const asked = scriptOf(create, call('GET', '/Appointment/{0:location}'));
    const fresh = sideOf([201, null], [200, { start: 'now' }]);
    const stale = sideOf([201, null], [200, { start: 'then' }]);
    const [first, ...rest] = stale.outcomes;
    const other = { ...stale, outcomes: [{ ...first, isMisnamed: true }, ...rest] } as Side;
    assert.deepEqual(placesIn(asked, fresh, stale), ['1 start']);
    assert.deepEqual(placesIn(asked, fresh, other), ['0 header location']);
  });
});

describe('the number of an answer', () => {
  it('has to be there, and nothing is said of which it is', () => {
    const numbered = (...ids: readonly (string | undefined)[]): Side => {
      const { target, outcomes } = sideOf([200, {}], [200, {}]);
      const headersOf = (id?: string) => (id === undefined ? {} : { 'fumage-correlation-id': id });
      return { target, outcomes: outcomes.map((one, at) => ({ ...one, headers: headersOf(ids[at]) })) } as Side;
    };
    const [one, other, third] = ['1', '2', '3'].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`);
    const asked = scriptOf(call('GET', '/Slot'), call('GET', '/Slot'));
    assert.deepEqual(placesIn(asked, numbered(one, other), numbered(third, third)), []);
    assert.deepEqual(placesIn(asked, numbered(one, other), numbered(third)), ['1 header fumage-correlation-id']);
  });
});

describe('the members of an appointment', () => {
  const asked = scriptOf(call('GET', '/Appointment/1'));
  const one = sideOf([200, { resourceType: 'Appointment', id: '1', status: 'booked' }]);
  const turned = sideOf([200, { resourceType: 'Appointment', status: 'booked', id: '1' }]);
  const fewer = sideOf([200, { resourceType: 'Appointment', status: 'booked' }]);

  it('in another order are one difference', () => {
    assert.deepEqual(placesIn(asked, one, turned), ['0 order of members']);
    assert.deepEqual(placesIn(asked, one, one), []);
  });

  it('of which one is missing are no matter of order', () => {
    assert.deepEqual(placesIn(asked, one, fewer), ['0 id']);
  });
});
