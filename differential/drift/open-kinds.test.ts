// What counts as open: a refusal for another reason is, what else two refusals differ in is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Comparison } from '../attribution/index.ts';
import type { Outcome } from '../requests/index.ts';
import { openOnceAttributed } from './open-kinds.ts';

const refused: Outcome = { status: 422, headers: {}, body: {}, rules: ['access/token-required'] };

const comparisonOf = (mock: Outcome, counterpart: Outcome, path = '/Appointment'): Comparison =>
  ({
    script: { name: 'of a test', rules: [], calls: [{ method: 'POST', path, headers: {}, bearer: 'usual' }] },
    mock: { outcomes: [mock] },
    counterpart: { outcomes: [counterpart] },
    differences: [],
  }) as unknown as Comparison;

/** The kind of a difference between two refusals that a mock without a rule shows, too. */
const kindWithout = (rule: string, where: string): string | undefined => {
  const comparison = comparisonOf(refused, refused);
  const difference = { call: 0, where, mock: 'one', counterpart: 'another' };
  const { script } = comparison;
  return openOnceAttributed({
    ...{ rules: [rule], certainty: 'exactly', asIf: [`${rule}: left out`], difference, script, comparison },
  });
};

describe('the order of refusals', () => {
  it('is open where a refusal is left out, and another one answers', () => {
    assert.equal(kindWithout('booking/time-required', 'issue[0].details.text'), 'refusal-order');
  });

  it('is not what a rule left out shows that refuses nothing', () => {
    assert.equal(kindWithout('interaction/correlation-id', 'header fumage-correlation-id'), undefined);
  });
});

describe('what a neighbour shows', () => {
  const shownBy = (isOfMember: boolean, scenario: readonly string[] = []): string | undefined => {
    const answered: Outcome = { status: 200, headers: {}, body: {}, rules: [] };
    const comparison = comparisonOf(answered, answered, '/Slot?start=1');
    const difference = { call: 0, where: 'entry[0].resource.end', mock: 'one', counterpart: 'another' };
    const script = { ...comparison.script, rules: scenario };
    const rules = ['slot/lasts-twenty-minutes'];
    return openOnceAttributed({ rules, isOfMember, certainty: 'concerns', asIf: [], difference, script, comparison });
  };

  it('is open where nothing but the scenario names a rule', () => {
    assert.equal(shownBy(false), 'neighbours');
  });

  it('stands against the documents where a rule speaks of that member, whatever the scenario is about', () => {
    assert.equal(shownBy(true), undefined);
    assert.equal(shownBy(true, ['slot/end-before-start-is-refused']), undefined);
    assert.equal(shownBy(false, ['slot/end-before-start-is-refused']), 'assumptions');
  });
});
