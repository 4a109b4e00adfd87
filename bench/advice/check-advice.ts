// Judges the advice of the mock under an edition: what it offers is sent, and has to mean what the caller meant.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { contractOf } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { ruleOf } from '../../schemas/rules/index.ts';
import type { Validation } from '../../schemas/rules/rule.ts';
import { send } from '../test-support/sending.ts';
import { mistakes, type Mistake } from './mistakes.ts';

export interface Refusal {
  readonly rule: string;
  readonly advice: string;
  readonly smallestChange: {
    readonly verified: boolean;
    readonly request?: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  };
}

/** What is offered holds everything that it should. */
const assertHolds = (offered: unknown, wanted: unknown, where: string): void => {
  if (typeof wanted !== 'object' || wanted === null) {
    assert.equal(offered, wanted, where);
    return;
  }
  assert.ok(typeof offered === 'object' && offered !== null, `${where} in ${JSON.stringify(offered)}`);
  if (Array.isArray(wanted) && Array.isArray(offered)) assert.equal(offered.length, wanted.length, where);
  for (const [name, value] of Object.entries(wanted))
    assertHolds((offered as Record<string, unknown>)[name], value, `${where}.${name}`);
};

/** Sends what a mistake sends, and judges the advice that its explanation gives: what it offers is sent as well. */
const check = async (mock: Mock, { rule, send: sending, offer, says }: Mistake): Promise<void> => {
  mock.world.reset();
  const response = await send(mock, await sending(mock));
  const { refusal } = (await (await fetch(mock.url + (response.headers.get('x-mock-explain') ?? ''))).json()) as {
    readonly refusal?: Refusal;
  };
  assert.ok(refusal !== undefined, `accepted with ${response.status}`);
  assert.equal(refusal.rule, rule, refusal.advice);
  if (says !== undefined) assert.match(refusal.advice, says);
  const { verified, request } = refusal.smallestChange;
  assert.equal(request === undefined, offer === 'none', JSON.stringify(refusal));
  assert.equal(verified, offer !== 'none');
  if (request === undefined || offer === 'none') return;
  const { method, path, headers, body } = request;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answered = await send(mock, { method, path, headers, ...(body === undefined ? {} : { body: text }) });
  assert.ok(answered.ok, `${method} ${path} answered ${answered.status}: ${await answered.text()}`);
  if (offer.method !== undefined) assert.equal(method, offer.method);
  if (offer.path !== undefined) assert.equal(path, offer.path);
  if (offer.body !== undefined) assertHolds(body, JSON.parse(JSON.stringify(offer.body)), 'body');
};

const checkUnder = (edition: Edition, validation: Validation): void => {
  describe(`the advice under ${edition}, ${validation}`, async () => {
    const { isInForce } = contractOf({ edition, validation });
    const mock = await startMock({ edition, validation, bodyLimit: 20_000 });
    after(() => mock.close());
    const inForce = mistakes.filter(
      ({ rule }) => isInForce(rule) && (validation === 'documented' || ruleOf(rule).validation === 'framework'),
    );
    for (const [number, mistake] of inForce.entries())
      it(`${mistake.rule}, mistake ${number}`, () => check(mock, mistake));
  });
};

/** Registers a test for each mistake that an edition refuses, by either validation. */
export const checkAdvice = (edition: Edition): void => {
  checkUnder(edition, 'documented');
  checkUnder(edition, 'framework');
};
