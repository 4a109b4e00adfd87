import { test } from 'node:test';
import assert from 'node:assert/strict';
import { withArticle } from './article.ts';

test('a type of the API stands behind the article that is said', () => {
  const types = ['Appointment', 'Encounter', 'Location', 'OperationOutcome', 'Patient', 'Schedule', 'Slot'];
  const articles = types.map((type) => withArticle(type).split(' ')[0]);
  assert.deepEqual(articles, ['an', 'an', 'a', 'an', 'a', 'a', 'a']);
});
