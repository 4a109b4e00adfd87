// What a budget is too small for one by one is combined: as few creates as the scenarios' values allow, and each has its own there.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { carries } from '../../steps/combining.ts';
import { defaultEdition, type Edition, editions } from '../../schemas/editions/editions.ts';
import { scenariosFor } from '../suite/features.ts';
import { attemptsOf } from '../../targets/live/combined-attempts.ts';
import { candidateOf } from './candidate.ts';
import { placesIn } from './combine-creates.ts';
import { planOf, type Plan } from './choose-scenarios.ts';

const scenarios = scenariosFor(undefined);

const planned = (maxCreates: number, edition: Edition = defaultEdition): Plan =>
  planOf(scenarios, {
    level: 'core',
    maxCreates,
    unmet: new Set(['clock', 'settings', 'records', 'chart']),
    contract: { edition, validation: 'documented' },
  });

describe('a budget that is too small', () => {
  test('performs more scenarios than it has creates for', () => {
    const { creates, combinations, scenarios: performed } = planned(25);
    assert.ok(creates <= 25);
    assert.ok(combinations.length >= 8, `${combinations.length} combinations`);
    assert.ok(performed > planned(15).scenarios);
  });

  for (const edition of editions)
    test(`of ${edition}: each scenario finds what it sends, and nothing that its steps speak of`, () => {
      const beginnings = new Map(scenarios.map((one) => [candidateOf(one).place, candidateOf(one).beginning]));
      for (const combination of planned(25, edition).combinations) {
        assert.ok(combination.members.length > 1);
        for (const place of placesIn(combination)) {
          const beginning = beginnings.get(place);
          const attempts = attemptsOf(combination, place);
          assert.ok(attempts.length > 0 && beginning !== undefined);
          assert.ok(
            attempts.every((records) => carries(records, beginning)),
            place,
          );
        }
      }
    });
});

test('a budget that reaches everything combines nothing', () => {
  const { wanted } = planned(25);
  assert.deepEqual(planned(wanted).combinations, []);
  assert.ok(planned(wanted - 1).combinations.length > 0);
});
