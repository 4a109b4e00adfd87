// The page of rules in a real browser: opened at a rule, searched, and without fault for axe.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeFaults, launch, skip } from '../../bench/test-support/browser.ts';
import { contractPage } from './page.ts';

const rule = 'status/cancelled-is-final';

describe('the page of rules in a browser', { skip }, () => {
  it('opens the named rule, searches, and is without fault for axe, light and dark, 390 and 1400 px', async () => {
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
      await page.getByRole('searchbox', { name: 'Search' }).fill('cancelled-is-final');
      assert.ok(await page.locator(`[id="${rule}"]`).isVisible());
      for (const colorScheme of ['dark', 'light'] as const)
        for (const width of [390, 1400]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await axeFaults(page), [], `${colorScheme}, ${width} px`);
          assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= width);
        }
    } finally {
      await browser.close();
    }
  });
});
