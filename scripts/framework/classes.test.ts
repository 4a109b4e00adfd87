// The committed table of classes is what the definitions give.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { classesFile, file } from './classes.ts';

test('mock-server/domain/framework/classes.ts is up to date: npm run framework:classes', () => {
  assert.equal(readFileSync(file, 'utf8'), classesFile());
});
