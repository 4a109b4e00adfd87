// The page of rules: complete, offline, searchable, without fault for axe, and served by a mock.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeFaults, launch, skip } from '../../bench/test-support/browser.ts';
import { packageRoot } from '../../conformance/run/package.ts';
import { ruleIds, ruleOf } from '../../schemas/rules/index.ts';
import { startMock } from '../index.ts';
import { readExamples } from './examples.ts';
import { contractPage } from './page.ts';

const rule = 'status/cancelled-is-final';

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

  it('opens the named rule, searches, and is without fault for axe', { skip }, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'contract-')), 'contract.html');
    writeFileSync(file, contractPage().text);
    const browser = await launch();
    try {
      const context = await browser.newContext({
        colorScheme: 'dark',
        viewport: { width: 390, height: 844 },
        bypassCSP: true,
      });
      const page = await context.newPage();
      await page.goto(`${pathToFileURL(file).href}#${rule}`);
      assert.equal(await page.locator(`[id="${rule}"]`).getAttribute('open'), '');
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 390);
      await page.getByRole('searchbox', { name: 'Search' }).fill('cancelled-is-final');
      assert.ok(await page.locator(`[id="${rule}"]`).isVisible());
      assert.deepEqual(await axeFaults(page), []);
    } finally {
      await browser.close();
    }
  });
});
