// The consent page in a real browser: by keyboard and without scripts, light and dark, on a phone, and clean for axe.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeFaults, launch, skip } from '../../bench/test-support/browser.ts';
import { startMock, type Mock } from '../index.ts';

const verifier = 'a-verifier-of-forty-three-characters-or-more-000';

const asked = {
  client_id: 'a client with <b>quite</b> a long name, and one_word_that_is_as_long_as_a_phone_is_wide_and_longer',
  redirect_uri: 'http://127.0.0.1:9/back',
  response_type: 'code',
  state: 'here',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  scope: 'launch/patient patient/Appointment.read patient/*.* offline_access',
};

const looks: readonly BrowserContextOptions[] = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', viewport: { width: 390, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 800 } },
];

/** What axe finds, and how far the page is wider than its window. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const excess = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  return [...(await axeFaults(page)), ...(Number(excess) > 0 ? [`${String(excess)} px too wide`] : [])];
};

describe('the consent page in Chromium', { skip }, () => {
  let mock: Mock;
  let browser: Browser;
  before(async () => {
    mock = await startMock({
      clients: { known: { redirectUris: ['http://127.0.0.1:9/back'] }, [asked.client_id]: {} },
    });
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await mock.close();
  });

  const address = (parameters: Readonly<Record<string, string>>): string =>
    `${mock.url}/auth/authorize/?${new URLSearchParams(parameters).toString()}`;

  for (const look of looks)
    it(`is clean for axe and fits, ${look.colorScheme ?? ''}, ${look.viewport?.width ?? 1280} wide`, async () => {
      const context = await browser.newContext(look);
      const page = await context.newPage();
      const spoken: string[] = [];
      page.on('console', (message) => spoken.push(message.text()));
      await page.goto(address(asked));
      await page.getByRole('heading', { name: 'Let a client with <b>quite</b>' }).waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.goto(address({ ...asked, redirect_uri: 'javascript:alert(1)' }));
      await page.getByRole('heading', { name: 'This request cannot be answered' }).waitFor();
      assert.deepEqual(await faultsOf(page), []);
      // What the policy blocks would be complained about; that the second page is a 400 is meant.
      assert.deepEqual(
        spoken.filter((text) => !text.includes('status of 400')),
        [],
      );
      await context.close();
    });

  it('is used by keyboard, without scripts, and sends the user back for the patient that was chosen', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address(asked));
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    const back = page.waitForRequest(/\/back\?code=/);
    await page.keyboard.press('Enter');
    const url = new URL((await back).url());
    assert.equal(url.searchParams.get('state'), 'here');
    const form = { grant_type: 'authorization_code', client_id: asked.client_id, redirect_uri: asked.redirect_uri };
    const body = new URLSearchParams({ ...form, code: url.searchParams.get('code') ?? '', code_verifier: verifier });
    const answer = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body });
    const [, second] = [...mock.world.store().patients.values()].map(({ id }) => id);
    assert.equal(((await answer.json()) as { readonly patient: string }).patient, second);
    await context.close();
  });

  it('sends nobody away for a fault that could be an attack, and says what it is', async () => {
    const page = await browser.newPage();
    const faults: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{}, /client_id is missing/],
      [{ client_id: 'stranger', redirect_uri: asked.redirect_uri }, /'stranger' is not a known client/],
      [{ client_id: 'known' }, /redirect_uri is missing/],
      [{ client_id: 'known', redirect_uri: 'http://127.0.0.1:9/back/../other' }, /not registered/],
      [{ client_id: 'known', redirect_uri: 'http://127.0.0.1:9@evil.example/back' }, /must have no user/],
      [{ client_id: 'known', redirect_uri: '//evil.example' }, /not an address that a client can have/],
      [{ client_id: 'known', redirect_uri: 'data:text/html,x' }, /not an address that a client can have/],
    ];
    for (const [parameters, expected] of faults) {
      const response = await page.goto(address(parameters));
      assert.equal(response?.status(), 400);
      assert.match(await page.locator('main').innerText(), expected);
      assert.equal(new URL(page.url()).origin, mock.url);
    }
    await page.close();
  });
});
