// How something was written tells the rule of what a read shows otherwise: calls are given as scripts have them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Comparison } from './comparison.ts';
import { rulesOfSent } from './sent.ts';
import { concernedRules } from './concerned-rules.ts';

const path = '/Appointment/{0:location}';

/** The rules of a difference in a read behind some writes. */
const rulesBehind = (
  writes: readonly object[],
  where: string,
  [mock, counterpart]: readonly unknown[] = [],
  read = path,
): readonly string[] => {
  const calls = [
    ...writes.map((body, at) => ({ method: at === 0 ? 'POST' : 'PUT', path: at === 0 ? '/Appointment' : path, body })),
    { method: 'GET', path: read },
  ];
  const difference = { call: writes.length, where, mock, counterpart };
  return rulesOfSent({ script: { calls } } as unknown as Comparison, difference);
};

const withActor = (reference: string) => ({ participant: [{ actor: { reference } }] });
const withLocation = (reference: string) => ({ supportingInformation: [{ reference }] });
const withUse = (use: string) => ({ identifier: [{ use, value: '7' }] });

describe('what a read shows otherwise belongs to how it was written', () => {
  const blank = withActor('Practitioner/');
  const shown = 'participant[0].actor.reference';
  const location = 'supportingInformation[0].reference';
  const use = 'identifier[0].use';
  const table: readonly (readonly [what: string, found: readonly string[], rules: readonly string[]])[] = [
    ['a blank practitioner', rulesBehind([{}, blank], shown), ['participant/blank-practitioner']],
    ['a practitioner', rulesBehind([blank, withActor('Practitioner/{Ann}')], shown), []],
    ['a blank practitioner, and the status', rulesBehind([blank], 'status'), []],
    [
      'the integer of a location',
      rulesBehind([withLocation('Location/{clinic.number}')], location),
      ['supporting-information/integer-location'],
    ],
    ['the id of a location', rulesBehind([withLocation('Location/{clinic}')], location), []],
    ['a use that nobody sent', rulesBehind([withUse('old')], use, ['old', 'usual']), ['identifier/stored']],
    ['a use that was sent before', rulesBehind([withUse('usual'), withUse('old')], use, ['old', 'usual']), []],
    ['a use that is there no more', rulesBehind([withUse('old'), { identifier: [] }], use, ['old', 'usual']), []],
    ['a searchset', rulesBehind([blank], shown, [], '/Appointment?_id={0:location}'), []],
  ];
  for (const [what, found, rules] of table) it(what, () => assert.deepEqual(found, rules));
});

it('what was sent by its integer is no matter of the member in which it stands', () => {
  const shown = (id: string) => ({
    outcomes: [{ status: 201 }, { status: 200, body: { supportingInformation: [{ reference: `Location/${id}` }] } }],
  });
  const calls = [
    { method: 'POST', path: '/Appointment', body: withLocation('Location/7') },
    { method: 'GET', path },
  ];
  const comparison = { script: { calls }, mock: shown('b3476a18'), counterpart: shown('7') } as unknown as Comparison;
  const where = 'supportingInformation[0].reference';
  const difference = { call: 1, where, mock: 'Location/b3476a18', counterpart: 'Location/7' };
  assert.deepEqual(concernedRules(comparison, difference), ['supporting-information/integer-location']);
});
