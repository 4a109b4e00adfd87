// The advice of the oldest and the newest edition; the campaign beside this file takes the editions between them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { contractOf } from '../../schemas/contract.ts';
import { editions } from '../../schemas/editions/editions.ts';
import { ruleIds, ruleOf } from '../../schemas/rules/index.ts';
import { send } from '../test-support/sending.ts';
import { checkAdvice, type Refusal } from './check-advice.ts';
import { mistakes } from './mistakes.ts';

test('the table has a mistake for every rule that refuses', () => {
  const refusing = ruleIds.filter((id) => ruleOf(id).outcome !== undefined);
  const covered = new Set<string>(mistakes.map(({ rule }) => rule));
  assert.deepEqual(
    refusing.filter((id) => !covered.has(id)),
    [],
  );
});

[...editions.slice(0, 1), ...editions.slice(-1)].forEach(checkAdvice);

test('a date with ne is told which prefixes this edition has, and ne is none of them', async () => {
  for (const edition of editions) {
    const mock = await startMock({ edition });
    try {
      const response = await send(mock, { path: '/Appointment?date=ne2031-03-04' });
      if (contractOf({ edition }).isInForce('search/date-not-equal')) assert.equal(response.status, 200);
      else {
        const body = (await (await fetch(mock.url + (response.headers.get('x-mock-explain') ?? ''))).json()) as {
          refusal: Refusal;
        };
        assert.match(body.refusal.advice, /eq, gt, ge, lt, le or nothing/);
        assert.equal(body.refusal.smallestChange.request, undefined);
        assert.doesNotMatch(await response.text(), /\bne\b(?!2031)/);
      }
    } finally {
      await mock.close();
    }
  }
});
