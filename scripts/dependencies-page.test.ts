// docs/dependencies.md: every package that the published code imports has a reason, a version and a licence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dependenciesPage, direct } from './dependencies-page.ts';
import { reasons } from './dependency-reasons.ts';
import { root } from './rooms.mjs';

test('each package that is imported has a reason, and no other has', () => {
  assert.deepEqual(Object.keys(reasons).toSorted(), direct);
});

test('docs/dependencies.md is what imports and package-lock.json make of it (npm run dependencies-page writes it)', async () => {
  const page = await dependenciesPage();
  assert.equal(readFileSync(join(root, 'docs/dependencies.md'), 'utf8'), page);
  assert.doesNotMatch(page, /none named/);
});
