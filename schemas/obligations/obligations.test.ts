// The table of obligations: each says where it is written, and is in force in some edition.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editions } from '../editions/editions.ts';
import { meaningOf } from '../editions/documents.ts';
import { ruleIds } from '../rules/index.ts';
import { isOwedIn, obligationIds, obligationOf } from './index.ts';

describe('an obligation', () => {
  it('rests on a rule, or on a standard, that can be looked up', () => {
    for (const id of obligationIds) {
      const { source, rests } = obligationOf(id);
      assert.ok(rests.length > 0 || /^(RFC|FHIR)/.test(source.document), id);
      assert.ok(meaningOf(source.document), id);
      for (const rule of rests) assert.ok(ruleIds.includes(rule), rule);
    }
  });

  it('is owed in at least one edition', () => {
    for (const id of obligationIds)
      assert.ok(
        editions.some((edition) => isOwedIn(id, edition)),
        id,
      );
  });

  it('has an id that no rule has', () => {
    assert.deepEqual(
      obligationIds.filter((id) => (ruleIds as readonly string[]).includes(id)),
      [],
    );
  });

  it('is said in sentences, and in the words of HTTP', () => {
    for (const id of obligationIds) {
      const { statement, matters, remedy, exercise } = obligationOf(id);
      for (const text of [statement, matters, remedy]) assert.match(text, /^[A-Z].*\.$/, id);
      assert.match(exercise, /^[a-z].*[^.]$/, id);
    }
  });

  it('follows the edition: what a create relies on changed on 2024-04-19', () => {
    assert.equal(isOwedIn('sending/new-appointment-is-proposed', '2024-01-25'), true);
    assert.equal(isOwedIn('sending/new-appointment-is-proposed', '2024-04-19'), false);
  });
});
