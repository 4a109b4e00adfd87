// The sources of the rules as a user reads them: words, a section and a line, and no name of ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleIds, ruleOf } from '../rules/index.ts';
import { definingPage, meaningOf, sourceText } from './documents.ts';

test('every source is said in words: the page with its edition, the section, and the line where the page has lines', () => {
  for (const id of ruleIds) {
    const { source } = ruleOf(id);
    const text = sourceText(source);
    assert.doesNotMatch(`${text} ${meaningOf(source.document)}`, /\bseed\b|\bL\d/, id);
    if (source.document === definingPage) assert.match(source.at, /^(section|search parameter) .*\blines? \d/, id);
  }
});

test('the rule on an unsupported status names the section and the line', () => {
  assert.equal(
    sourceText(ruleOf('status/unsupported-status-is-refused').source),
    'Appointment page, edition 2024-01-16, section status, line 68',
  );
});
