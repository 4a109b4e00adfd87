// What a budget of creates is spent on: rules first, then whatever else there is room for, and what is shared costs once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from './candidate.ts';
import { fitBudget } from './fit-budget.ts';

const candidate = (place: string, more: Partial<Candidate> = {}): Candidate => ({
  place,
  rule: place.replace(/\d/, ''),
  basis: 'stated',
  isUpdating: false,
  isOpen: false,
  creations: { shareable: { key: place, size: 1, patients: 0, isUsedUp: false }, others: 0, patients: 0 },
  leaving: 'untouched',
  openTypes: [],
  refusedTypes: [],
  least: 'smoke',
  requests: 1,
  isTelling: false,
  unusualValues: 0,
  reads: [],
  beginning: undefined,
  ...more,
});

const needing = (key: string, size: number): Pick<Candidate, 'creations'> => ({
  creations: { shareable: { key, size, patients: 0, isUsedUp: false }, others: 0, patients: 0 },
});

const chosen = (candidates: readonly Candidate[], maxCreates: number): string =>
  [...fitBudget(candidates, maxCreates)]
    .map(({ place }) => place)
    .toSorted()
    .join();

const free = { creations: { shareable: undefined, others: 0, patients: 0 } };

test('what creates nothing is always chosen', () => {
  assert.equal(chosen([candidate('a', free), candidate('b')], 0), 'a');
});

test('a rule has its first scenario before another has its second, and then the rest of the budget is spent', () => {
  const all = [candidate('a1'), candidate('a2'), candidate('b1'), candidate('b2')];
  assert.match(chosen(all, 2), /^a\d,b\d$/);
  assert.equal(chosen(all, 4), 'a1,a2,b1,b2');
});

test('records that several rules share come before those of one', () => {
  const all = [
    candidate('a'),
    candidate('b', needing('pair', 2)),
    candidate('c', needing('pair', 2)),
    candidate('d', needing('pair', 2)),
  ];
  assert.equal(chosen(all, 2), 'b,c,d');
  assert.equal(chosen(all, 3), 'a,b,c,d');
});

test('what others rest on comes first', () => {
  const telling = { ...needing('pair', 2), basis: 'assumed', isTelling: true } as const;
  assert.equal(chosen([candidate('a'), candidate('b'), candidate('c', telling)], 2), 'c');
});

test('what a scenario changes for good is not there for the next', () => {
  const all = [candidate('a', needing('one', 1)), candidate('b', { ...needing('one', 1), leaving: 'changed' })];
  assert.equal(chosen(all, 1), 'a');
  assert.equal(chosen(all, 2), 'a,b');
});

test('records that a scenario uses beside others of its own are not there for the next either', () => {
  const shared = { shareable: { key: 'one', size: 1, patients: 0, isUsedUp: false }, patients: 0 };
  const using = { creations: { ...shared, others: 1 } };
  const all = [candidate('a', needing('one', 1)), candidate('b', using), candidate('c', using)];
  assert.equal(chosen(all, 2), 'a');
  assert.equal(chosen(all, 3).length, 3);
  assert.equal(chosen(all, 5), 'a,b,c');
});

test('well founded rules come before assumed ones, and values of its own before the usual ones', () => {
  assert.equal(chosen([candidate('a', { basis: 'assumed' }), candidate('b')], 1), 'b');
  assert.equal(chosen([candidate('a1'), candidate('a2', { unusualValues: 1 })], 1), 'a2');
});
