// The framework's validation: where JSON breaks off, what the model refuses, and all of it at once.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { faultsOf, withInstants } from './faults.ts';
import { jsonFault } from './json-fault.ts';
import { idProblem } from './primitives.ts';

describe('where a text stops being JSON', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['{"a":', 5, 'Expecting value'],
    ['{a: 1}', 1, 'Expecting property name enclosed in double quotes'],
    ['{"a" 1}', 5, "Expecting ':' delimiter"],
    ['[1 2]', 3, "Expecting ',' delimiter"],
    ['"abc', 0, 'Unterminated string starting at'],
    ['"a\\x"', 2, 'Invalid \\escape'],
    ['"a\nb"', 2, 'Invalid control character at'],
    ['{} {}', 3, 'Extra data'],
    ['"\u{1F600}" x', 4, 'Extra data'],
    ['', 0, 'Expecting value'],
  ];
  for (const [text, position, error] of cases)
    it(JSON.stringify(text), () => assert.deepEqual(jsonFault(text), { position, error }));
  it('deep nesting is no crash', () => assert.equal(jsonFault('['.repeat(100_000)).error, 'Expecting value'));
});

const actor = { actor: { reference: 'Practitioner/x' }, status: 'accepted' };
const body = { status: 'proposed', participant: [actor] };
const rules = (sent: object): readonly string[] =>
  faultsOf(sent as Readonly<Record<string, unknown>>).map(({ rule }) => rule.replace('validation/', ''));

test('a body with what the model needs has no fault', () => {
  assert.deepEqual(rules(body), []);
  assert.deepEqual(rules({ ...body, _start: {}, extension: [{ url: 'x' }], slot: [{ reference: 'Slot/1' }] }), []);
});

test('each fault is a rejection of its own, members before extras', () => {
  assert.deepEqual(rules({ ...body, zoo: 1, start: '2031-03-04', description: '', participant: null }), [
    'values-have-their-form',
    'required-members',
    'instants-in-full',
    'no-extra-members',
  ]);
});

test('a member of the root that is missing hides the others, in its own object only', () => {
  assert.deepEqual(rules({ zoo: 1 }), ['required-members']);
  assert.deepEqual(rules({ ...body, zoo: 1, participant: [{ actor: {}, role: 1 }] }), [
    'required-members',
    'no-extra-members',
  ]);
});

test('a number is an instant in seconds', () => {
  assert.equal(withInstants({ start: 0 })['start'], '1970-01-01T00:00:00.000Z');
  assert.deepEqual(withInstants(body), body);
});

test('ids have their characters and their length', () => {
  assert.equal(idProblem('a-B.9'), undefined);
  assert.match(idProblem('a b') ?? '', /does not match regex/);
  assert.match(idProblem('a'.repeat(65)) ?? '', /at most 64/);
});
