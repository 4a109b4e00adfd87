// The page of rules: complete, offline, and served by a mock.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { packageRoot } from '../../conformance/run/package.ts';
import { ruleIds, ruleOf } from '../../schemas/rules/index.ts';
import { startMock } from '../index.ts';
import { readExamples } from './examples.ts';
import { contractPage } from './page.ts';

describe('the examples of the page of rules', () => {
  const { rules, decisions } = readExamples();

  it('show every rule by a scenario that the features have, and its refusal; else run: npm run examples', () => {
    for (const id of ruleIds) {
      const example = rules[id];
      assert.ok(example, id);
      const feature = readFileSync(join(packageRoot, example.scenario.feature), 'utf8');
      assert.ok(feature.includes(`@rule:${id}`), `${id} in ${example.scenario.feature}`);
    }
  });

  it('name the title of every decision', () => {
    for (const id of ruleIds) {
      const { decision } = ruleOf(id);
      assert.ok(decision === undefined || decisions[decision] !== undefined, `${id}: ${decision ?? ''}`);
    }
  });
});

describe('the page of rules', () => {
  it('is served by a mock, without a token for its records', async () => {
    const mock = await startMock();
    try {
      const answer = await fetch(`${mock.url}/__admin/rules`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      const text = await answer.text();
      for (const id of ruleIds) assert.ok(text.includes(`id="${id}"`), id);
    } finally {
      await mock.close();
    }
  });

  it('loads nothing', () => {
    assert.doesNotMatch(contractPage().text, /(?:src|href)="(?!#|data:)/);
  });
});
