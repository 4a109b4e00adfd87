// The report page in a real browser: filters by keyboard, themes, phone width, print, axe, and not one request.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeFaults, launch, skip } from '../../../bench/test-support/browser.ts';
import { green, passed, streamOf, type RunInShort } from '../../../bench/test-support/stream.ts';
import { verdictOf } from '../../verdict/index.ts';
import { writeReports } from '../write-reports.ts';

const evil = `</pre></script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;

const exchange = {
  request: {
    method: 'PUT',
    path: `/Appointment/${'a'.repeat(200)}`,
    headers: { accept: '*/*' },
    body: { status: 'booked' },
  },
  response: { status: 200, headers: {}, body: evil },
};

/** An exchange of a scenario that passed: the page keeps it packed. */
const packedExchange = {
  request: { method: 'GET', path: '/Appointment/packed-id', headers: { accept: '*/*' } },
  response: { status: 200, headers: {}, body: evil },
};

const run: RunInShort = {
  target: { kind: 'live', baseUrl: 'https://fumage-example.canvasmedical.com' },
  scenarios: [
    {
      rules: ['status/canvas-to-fhir'],
      steps: [{ ...passed('Action'), attachments: [['exchange', packedExchange]] }, ...green],
    },
    {
      rules: ['search/status'],
      steps: [{ ...passed('Context'), status: 'FAILED', error: { type: 'Error', message: 'no' } }],
    },
    { rules: ['status/unsupported-status-is-refused'], steps: green },
    {
      name: evil,
      rules: ['status/cancelled-is-final'],
      steps: [
        { ...passed('Action'), attachments: [['exchange', exchange]] },
        {
          type: 'Outcome',
          text: 'Then',
          status: 'FAILED',
          attachments: [['mismatch', { what: evil, expected: { status: 'cancelled' }, actual: { status: 'booked' } }]],
        },
      ],
    },
  ],
};

interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
}

describe('the report page', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const address = pathToFileURL(join(folder, 'conformance.html')).href;
  let browser: Browser | undefined;

  before(async () => {
    const envelopes = streamOf(run);
    await writeReports(folder, envelopes, verdictOf(envelopes), { cucumberHtml: false });
    browser = await launch();
  });

  after(() => browser?.close());

  const open = async (options: BrowserContextOptions = {}, hash = ''): Promise<Opened> => {
    assert.ok(browser);
    const page = await (await browser.newContext(options)).newPage();
    const requests: string[] = [];
    page.on('request', (request) => void requests.push(request.url()));
    page.on('console', (message) => assert.fail(`the page complains: ${message.text()}`));
    await page.goto(address + hash);
    return { page, requests };
  };

  const shown = (page: Page): Promise<readonly string[]> =>
    page.evaluate(
      '[...document.querySelectorAll(".rule")].filter((rule) => rule.checkVisibility()).map(({ id }) => id)',
    );

  it('asks no host for anything and runs nothing that a server sent', async () => {
    const { page, requests } = await open();
    await page.getByRole('button', { name: 'Open all' }).click();
    assert.deepEqual(requests, [address]);
    assert.match(await page.title(), /^divergent: /);
    assert.equal(await page.locator('img').count(), 0);
  });

  it('says the verdict in one line, with the two figures', async () => {
    const { page } = await open();
    assert.match(await page.locator('h1').innerText(), /^DIVERGENT\s+https:\/\/fumage-example.* diverges from/);
    assert.match(await page.locator('.figure.divergence').innerText(), /1 of 3 exercised rules/);
    assert.match(await page.locator('.figure.coverage').innerText(), /3 of \d+ applicable rules/);
  });

  it('filters by verdict, topic, interaction and word, by keyboard alone', async () => {
    const { page } = await open();
    const all = await page.locator('.rule').count();
    assert.ok((await shown(page)).length < all, 'topics without a finding are folded');
    await page.getByRole('checkbox', { name: 'violated' }).focus();
    await page.keyboard.press('Space');
    assert.deepEqual(await shown(page), ['status/cancelled-is-final']);
    assert.equal(await page.getByRole('status').innerText(), `1 of ${all} rules`);
    await page.keyboard.press('Space');
    await page.getByRole('combobox', { name: 'Topic' }).focus();
    await page.keyboard.type('status');
    assert.ok((await shown(page)).every((id) => id.startsWith('status/')));
    await page.getByRole('combobox', { name: 'Interaction' }).focus();
    await page.keyboard.type('read');
    const ofReads = await shown(page);
    assert.ok(ofReads.includes('status/canvas-to-fhir'));
    assert.ok(!ofReads.includes('status/cancelled-is-final'), 'which acts on updates only');
    await page.getByRole('button', { name: 'Show all' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Contains' }).fill('no such words');
    await page.getByText('No rule fits these filters.').waitFor();
    await page.getByRole('searchbox', { name: 'Contains' }).fill('Once cancelled');
    assert.deepEqual(await shown(page), ['status/cancelled-is-final']);
  });

  it('opens a rule by keyboard and marks what differs', async () => {
    const { page } = await open();
    const rule = page.locator('[id="status/cancelled-is-final"]');
    await rule.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await rule.getAttribute('open'), null, 'it was open: it is violated');
    await page.keyboard.press('Enter');
    assert.equal((await rule.locator('mark.expected').innerText()).trim(), '"status": "cancelled"');
    assert.equal((await rule.locator('mark.actual').innerText()).trim(), '"status": "booked"');
    assert.ok(await rule.locator('.exchange').getByText("document.title='owned'").isVisible());
  });

  it('unpacks the steps of what passed when they are opened, and finds a word in them before', async () => {
    const { page, requests } = await open();
    const text = page.getByText('GET /Appointment/packed-id').first();
    assert.equal(await text.count(), 0);
    await page.getByRole('searchbox', { name: 'Contains' }).fill('packed-id');
    await page.getByText(/^1 of \d+ rules$/).waitFor();
    assert.deepEqual(await shown(page), ['status/canvas-to-fhir']);
    await page.locator('[id="status/canvas-to-fhir"] > summary').click();
    await page.locator('[id="status/canvas-to-fhir"] .scenario > summary').click();
    await text.click();
    assert.ok(
      await page
        .locator('[id="status/canvas-to-fhir"] .exchange')
        .getByText("document.title='owned'")
        .first()
        .isVisible(),
    );
    assert.match(await page.title(), /^divergent: /);
    assert.deepEqual(requests, [address]);
  });

  it('unpacks all steps of what failed, beneath what it shows of them', async () => {
    const { page } = await open();
    const rule = page.locator('[id="status/cancelled-is-final"]');
    await rule.getByText('All steps').click();
    await rule.locator('.all-steps .step').first().waitFor();
    assert.equal(await rule.locator('.all-steps .step').count(), 2);
  });

  it('opens the rule that the address names', async () => {
    const { page } = await open({}, '#status/canvas-to-fhir');
    assert.equal(await page.locator('[id="status/canvas-to-fhir"]').getAttribute('open'), '');
  });

  it('has a theme that can be chosen and is kept', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const paper = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    const toggle = page.getByRole('button', { name: /^Theme/ });
    await toggle.click();
    await toggle.click();
    assert.equal(await toggle.innerText(), 'Theme: dark');
    assert.notEqual(await paper(), light);
    await page.reload();
    assert.equal(await toggle.innerText(), 'Theme: dark');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1200, 375]) {
      it(`is without fault for axe, and as wide as its window: ${colorScheme}, ${width} px`, async () => {
        const { page } = await open({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
        await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
        await page.locator('.packed:not(:empty) .exchange').first().waitFor();
        await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
        assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= width);
        assert.deepEqual(await axeFaults(page), []);
      });
    }
  }

  it('prints without its controls', async () => {
    const { page } = await open();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.filters').isVisible(), false);
    assert.ok((await page.pdf()).length > 10_000);
  });

  it('opens for print what did not simply hold, and closes it afterwards', async () => {
    const { page } = await open();
    const isOpen = (verdict: string): Promise<boolean> =>
      page.evaluate(`document.querySelector('.rule[data-verdict="${verdict}"]').open`);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    assert.deepEqual([await isOpen('inconclusive'), await isOpen('verified')], [true, false]);
    assert.equal(await page.locator('.topic:not([open])').count(), 0);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    assert.equal(await isOpen('inconclusive'), false);
  });

  it('is readable without a script', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    assert.equal(await page.locator('.filters').isVisible(), false);
    const rule = page.locator('.rule[data-verdict="violated"]');
    assert.equal((await rule.locator('mark.actual').innerText()).trim(), '"status": "booked"');
    assert.ok(await rule.locator('.exchange').getByText("document.title='owned'").isVisible());
  });
});
