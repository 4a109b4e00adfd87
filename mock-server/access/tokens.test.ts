// How many tokens are kept: as many as clients need, and not as many as somebody can ask for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tokens } from './tokens.ts';

const token = (value: string, expires: number) => ({ value, expires, client: 'c', scope: 's' });

test('two hundred thousand tokens do not stay; the newest do, and one that never expires', () => {
  const forgotten = new Set<string>();
  const tokens = new Tokens((_kind, value, grant) => grant === undefined && forgotten.add(value));
  tokens.store(token('development', Infinity));
  for (let number = 0; number < 200_000; number++) tokens.issue(token(`t${number}`, 1000), 0);
  assert.ok(forgotten.size >= 180_000, String(forgotten.size));
  assert.ok(tokens.get('development') !== undefined && tokens.get('t199999') !== undefined);
  assert.ok(tokens.get('t190000') !== undefined);
});

test('those that have expired go before those that are good', () => {
  const tokens = new Tokens();
  for (let number = 0; number < 10_000; number++) tokens.issue(token(`good${number}`, 1000), 0);
  for (let number = 0; number < 10_000; number++) tokens.issue(token(`short${number}`, 10), 0);
  tokens.issue(token('one more', 1000), 20);
  assert.ok(tokens.get('good0') !== undefined);
  assert.equal(tokens.get('short9999'), undefined);
});
