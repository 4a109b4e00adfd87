// What counts as fallen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fallenIn } from './history.ts';

test('a ratio has fallen where it lost more than a fifth, or is no longer measured', () => {
  const before = { reads: 1, creates: 0.5, searches: 0.4 };
  assert.deepEqual(fallenIn({ reads: 0.8, creates: 0.399, searches: 0.9 }, before), ['creates']);
  assert.deepEqual(fallenIn({ reads: 1.3, creates: 0.5 }, before), ['searches']);
});
