// How many tokens are kept: as many as clients need, and not as many as somebody can ask for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf } from '../runtime/clock.ts';
import { Tokens } from './tokens.ts';

const at = (instant: number) => clockOf(() => instant);

const token = (value: string, expires: number) => ({ value, expires, client: 'c', scope: 's' });

test('sixty thousand tokens do not stay; the newest do, and one that never expires', () => {
  const forgotten = new Set<string>();
  const tokens = new Tokens((_kind, value, grant) => grant === undefined && forgotten.add(value));
  tokens.store(token('development', Infinity));
  for (let number = 0; number < 60_000; number++) tokens.issue(token(`t${number}`, 1000), at(0));
  assert.ok(forgotten.size >= 40_000, String(forgotten.size));
  assert.ok(tokens.get('development') !== undefined && tokens.get('t59999') !== undefined);
  assert.ok(tokens.get('t50000') !== undefined);
});

test('those that have expired go before those that are good', () => {
  const tokens = new Tokens();
  for (let number = 0; number < 10_000; number++) tokens.issue(token(`good${number}`, 1000), at(0));
  for (let number = 0; number < 10_000; number++) tokens.issue(token(`short${number}`, 10), at(0));
  tokens.issue(token('one more', 1000), at(20));
  assert.ok(tokens.get('good0') !== undefined);
  assert.equal(tokens.get('short9999'), undefined);
});

test('those that have expired are freed when the next one comes, long before the bound', () => {
  const tokens = new Tokens();
  tokens.store(token('development', Infinity));
  tokens.issue({ ...token('of another world', 10), world: 'alpha' }, at(0));
  for (let number = 0; number < 1000; number++) tokens.issue(token(`t${number}`, 10 + number), at(0));
  tokens.issue(token('later', 5000), at(509));
  assert.equal(tokens.get('t499'), undefined);
  assert.ok(tokens.get('t500') !== undefined && tokens.get('development') !== undefined);
  tokens.issue(token('last', 9000), at(5000));
  assert.equal(tokens.size, 3);
  const code = { client: 'c', scope: 's', redirectUri: 'https://app.example' };
  tokens.codes.add('old', { ...code, expires: 60 }, at(0));
  tokens.codes.add('new', { ...code, expires: 160 }, at(100));
  assert.equal(tokens.codes.size, 1);
  const refresh = { client: 'c', scope: 's', redirectUri: 'https://app.example', isPublic: false };
  for (let number = 0; number < 30_000; number++)
    tokens.refreshTokens.add(`r${number}`, { ...refresh, expires: number < 100 ? 60 : 160 }, at(0));
  assert.ok(tokens.refreshTokens.size <= 20_000);
  tokens.refreshTokens.add('new', { ...refresh, expires: 500 }, at(200));
  assert.equal(tokens.refreshTokens.size, 1);
});

test('a clock that a test has moved frees nothing: it can go back', () => {
  const tokens = new Tokens();
  const clock = clockOf(() => 0);
  tokens.issue(token('first', 10), clock);
  clock.freeze(20);
  tokens.issue(token('second', 30), clock);
  clock.release();
  assert.ok(tokens.get('first') !== undefined);
});
