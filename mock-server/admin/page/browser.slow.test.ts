// The page at /__admin/ in a real browser: what it shows while the API is used, what its switches change, and for whom.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { actsOnReader, unseenWords } from '../../../bench/test-support/hostile-words.ts';
import { axeFaults, launch, skip } from '../../../bench/test-support/browser.ts';
import { startReceiver } from '../../../bench/test-support/receiver.ts';
import { canonicalAppointment } from '../../../fixtures/appointment.ts';
import { instance } from '../../../fixtures/instance.ts';
import type { AppointmentRequest } from '../../../schemas/appointment.ts';
import { blankRecord } from '../../domain/record-draft.ts';
import type { AppointmentRecord } from '../../../schemas/canvas/record.ts';
import { startMock, type Mock } from '../../index.ts';

/** What the mock refuses on purpose the browser reports as well; anything else it says is a fault of the page. */
const expected = /Failed to load resource: the server responded with a status of 4\d\d/;

let mock: Mock;
let browser: Browser | undefined;
before(async () => {
  mock = await startMock({ records: instance });
  if (skip === false) browser = await launch();
});
after(async () => {
  await browser?.close();
  await mock.close();
});

let world = '';
let made = 0;
beforeEach(() => {
  world = `w${++made}`;
  const opened = mock.worlds.open(world);
  if ('clock' in opened) opened.clock.freeze(Date.UTC(2031, 2, 5, 18));
});

interface Opened {
  readonly page: Page;
  readonly hosts: Set<string>;
}

const open = async (query = '', options: BrowserContextOptions = {}, url = mock.url): Promise<Opened> => {
  assert.ok(browser);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const hosts = new Set<string>();
  page.on('request', (request) => void hosts.add(new URL(request.url()).origin));
  page.on('console', (message) => {
    if (!expected.test(message.text())) assert.fail(`the page complains: ${message.text()}`);
  });
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(`${url}/__admin/?world=${world}${query}`);
  return { page, hosts };
};

/** The page of a world, once the journal is live. */
const opened = async (query = '', options: BrowserContextOptions = {}): Promise<Page> => {
  const { page } = await open(query, options);
  await page.locator('.live').waitFor();
  return page;
};

const call = (method: string, path: string, body?: unknown, more: Readonly<Record<string, string>> = {}) =>
  fetch(mock.url + path, {
    method,
    headers: {
      authorization: `Bearer ${mock.token}`,
      'content-type': 'application/json',
      'x-mock-world': world,
      ...more,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const create = (members: AppointmentRequest = {}) => call('POST', '/Appointment', canonicalAppointment(members));

/** Appointments in the years around the week that the tests look at, one every hour. */
const many = (count: number): readonly AppointmentRecord[] =>
  Array.from({ length: count }, (_, position) => ({
    ...blankRecord({ id: `many-${position}`, stored: undefined, now: 0 }),
    practitioner: instance.practitioners[position % 2]?.id ?? '',
    patient: instance.patients[position % 2]?.id ?? null,
    start: Date.UTC(2030, 6, 1) + position * 3_600_000,
    durationMinutes: 30,
  }));

const castaneda = /Emilia Castaneda/;

describe('the page at /__admin/', { skip }, () => {
  it('shows in the week what is created over FHIR while it is open, and asks no other host', async () => {
    const { page, hosts } = await open();
    await page.locator('.live').waitFor();
    await page.getByText('No appointments in these days.').waitFor();
    assert.equal((await create()).status, 201);
    const event = page.locator('#calendar').getByRole('button', { name: castaneda });
    await event.waitFor();
    assert.match(await event.innerText(), /^09:30/);
    await page.locator('.tile.unconfirmed', { hasText: /^1/ }).waitFor();
    await event.click();
    const detail = page.getByRole('dialog');
    await detail.getByText('Tue, 4 Mar 2031, 09:30–10:00 America/Los_Angeles').waitFor();
    await detail.getByText('The record that Canvas keeps').click();
    await detail.getByText('"durationMinutes": 30').waitFor();
    assert.deepEqual([...hosts], [mock.url]);
  });

  it('lets people act in the chart: check in, reschedule, restore, each where the state allows it', async () => {
    assert.equal((await create()).status, 201);
    const page = await opened();
    const event = page.locator('#calendar').getByRole('button', { name: castaneda });
    const chart = page.getByRole('dialog').getByRole('region', { name: 'In the chart' });
    await event.click();
    assert.equal(await chart.getByRole('button', { name: 'Restore' }).count(), 0);
    await chart.getByRole('button', { name: 'Cancel appointment' }).click();
    await page.getByText('Cancel appointment: done').waitFor();
    await page.locator('.tile.cancelled', { hasText: /^1/ }).waitFor();
    await event.click();
    await chart.getByRole('button', { name: 'Restore' }).click();
    await page.locator('.tile.unconfirmed', { hasText: /^1/ }).waitFor();
    await event.click();
    await chart.getByLabel('Reschedule to (UTC)').fill('2031-03-05T18:00');
    await chart.getByRole('button', { name: 'Reschedule to (UTC)' }).click();
    await page.getByText('Reschedule: done').waitFor();
    await page.locator('.tile.cancelled', { hasText: /^1/ }).waitFor();
    await page.locator('.tile.unconfirmed', { hasText: /^1/ }).waitFor();
  });

  it('leads from an empty week to the nearest appointment, and keeps the week in the address', async () => {
    await create({ start: '2031-05-06T17:00:00Z', end: '2031-05-06T17:30:00Z' });
    const page = await opened();
    await page.getByRole('button', { name: 'Tue, 6 May 2031' }).click();
    await page.locator('#calendar').getByRole('button', { name: castaneda }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('from'), '2031-05-06');
    await page.reload();
    await page.locator('#calendar').getByRole('button', { name: castaneda }).waitFor();
    await page.goBack();
    await page.getByText('3 – 9 March 2031').waitFor();
  });

  it('shows what users have sent as text', async () => {
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
    const [patient] = instance.patients;
    await call('PATCH', `/__admin/records/patients/${patient?.id ?? ''}`, { given: evil });
    await create({ reasonCode: [{ text: evil }] });
    await call('GET', `/Appointment?${encodeURIComponent(evil)}=${encodeURIComponent(evil)}`);
    const page = await opened();
    const event = page.locator('#calendar').getByRole('button', { name: /<script>/ });
    await event.click();
    await page.getByRole('dialog').getByText(evil).first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#exchanges summary').first().click();
    await page.getByText('Sent in vain').waitFor();
    assert.equal(await page.locator('#exchanges img, #calendar img').count(), 0);
    assert.notEqual(await page.title(), 'owned');
  });

  it('shows what hides, turns letters round or piles up as what it is', async () => {
    const [patient] = instance.patients;
    await call('PATCH', `/__admin/records/patients/${patient?.id ?? ''}`, { given: `Ann${unseenWords}` });
    await create({ reasonCode: [{ text: unseenWords }] });
    const page = await opened();
    const event = page.locator('#calendar').getByRole('button', { name: /Ann\\u202e0 / });
    assert.match((await event.getAttribute('title')) ?? '', /Ann\\u202e0 \\u2067/);
    await event.click();
    await page.getByRole('dialog').getByText('\\u202e0').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#exchanges summary').first().click();
    await page.getByText('Headers').first().waitFor();
    assert.deepEqual(actsOnReader(await page.locator('body').innerText()), []);
  });

  it('explains a refusal in the journal as it comes: rule, place, source and the change that would pass', async () => {
    const page = await opened();
    const { contained: _contained, end: _end, ...others } = canonicalAppointment();
    assert.equal((await call('POST', '/Appointment', others)).status, 400);
    const entry = page.locator('#exchanges > li').first();
    await entry.getByText('400').waitFor();
    await entry.locator('summary').first().click();
    await entry.getByText('The smallest change that would pass').waitFor();
    const text = await entry.innerText();
    for (const part of [
      '$.end',
      'booking/time-required',
      'required members',
      'add /end',
      'Judged again by the same rules: it passes now.',
      '"start": ',
    ])
      assert.ok(text.includes(part), `${part} in ${text}`);
    await entry.getByText('As a command').click();
    assert.match(await entry.locator('pre').first().innerText(), /^curl -i -X POST/);
  });

  it('names what was sent in vain, and shows the refused ones alone when asked', async () => {
    await create({ status: 'booked' });
    await call('GET', '/Appointment/none');
    const page = await opened();
    const rows = page.locator('#exchanges > li');
    await rows.nth(1).locator('summary').first().click();
    await rows.nth(1).getByText('Sent in vain').waitFor();
    assert.match(await rows.nth(1).locator('.ignored').innerText(), /\$\.status: sent "booked", shown "proposed"/);
    await page.getByLabel('Refused only').check();
    await rows.nth(1).waitFor({ state: 'detached' });
    assert.match(await rows.first().innerText(), /404/);
  });

  it('has a control for every setting, changes it at once, and says why a value cannot be', async () => {
    assert.equal((await create()).status, 201);
    const page = await opened();
    for (const [name, value] of Object.entries(mock.world.settings())) {
      const control = page.locator(`#setting-${name}`);
      const shown = typeof value === 'boolean' ? await control.isChecked() : await control.inputValue();
      assert.equal(String(shown), String(value), name);
    }
    await page.getByRole('switch', { name: 'Structured reason for visit' }).uncheck();
    await page.getByText('Structured reason for visit: false').waitFor();
    assert.equal(mock.worlds.get(world)?.settings().structuredReasonForVisit, false);
    await page.getByLabel('Double booking').selectOption('forbid');
    await page.getByText('Double booking: forbid').waitFor();
    assert.equal((await create()).status, 422);
    const zone = page.getByLabel('Time zone');
    await zone.fill('Mars/Olympus');
    await zone.press('Enter');
    await page
      .locator('#messages')
      .getByText(/^timeZone: /)
      .waitFor();
    assert.equal(await zone.getAttribute('aria-invalid'), 'true');
  });

  it('moves, sets, runs and stops the clock, and tells what is not a duration', async () => {
    const page = await opened();
    const now = page.locator('#clock-now');
    await page.getByText('Clock frozen').waitFor();
    assert.equal(await now.innerText(), '2031-03-05 10:00:00');
    await page.getByLabel('Advance by').fill('P7DT1H');
    await page.getByRole('button', { name: 'Advance' }).click();
    await now.getByText('2031-03-12 12:00:00').waitFor();
    await page.getByText('10 – 16 March 2031').waitFor();
    await page.getByLabel('Set to').fill('2031-07-01T15:00:00Z');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await now.getByText('2031-07-01 08:00:00').waitFor();
    await page.getByLabel('Advance by').fill('tomorrow');
    await page.getByRole('button', { name: 'Advance' }).click();
    await page
      .locator('#messages')
      .getByText(/^advance: not an ISO 8601 duration/)
      .waitFor();
    await page.getByRole('button', { name: 'Let it run' }).click();
    await page.getByText('Clock runs', { exact: true }).waitFor();
    const clock = (await (await call('GET', '/__admin/clock')).json()) as { readonly frozen: boolean };
    assert.equal(clock.frozen, false);
  });

  it('makes a world, switches to it, keeps it in the address, saves, resets, restores and drops it', async () => {
    const page = await opened();
    const name = `${world}.mine`;
    await page.getByLabel('New world').fill(name);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText(`${name}: 0 appointments, 0 snapshots`).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('world'), name);
    await page.reload();
    world = name;
    await page.getByText(`${name}: 0 appointments`).waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'World' }).inputValue(), name);
    assert.equal((await create()).status, 201);
    await page.getByText(`${name}: 1 appointment,`).waitFor();
    await page.getByLabel('Snapshot', { exact: true }).fill('one');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Restore one' }).waitFor();
    await page.getByRole('button', { name: 'Reset…' }).click();
    await page.getByRole('button', { name: 'Reset it' }).click();
    await page.getByText(`${name}: 0 appointments, 1 snapshot`).waitFor();
    await page.getByRole('button', { name: 'Restore one' }).click();
    await page.getByText(`${name}: 1 appointment, 1 snapshot`).waitFor();
    await page.getByRole('button', { name: 'Drop…' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    assert.ok(mock.worlds.get(name));
    await page.getByRole('button', { name: 'Drop…' }).click();
    await page.getByRole('button', { name: 'Drop it' }).click();
    await page.getByText(/^default: \d+ appointments/).waitFor();
    assert.equal(mock.worlds.get(name), undefined);
  });

  it('sees nothing of another world, makes none by being opened, and says so', async () => {
    await create();
    world = 'nowhere';
    const { page } = await open();
    await page.getByText("There is no world 'nowhere': this is the default one").waitFor();
    await page.locator('.live').waitFor();
    assert.equal(mock.worlds.get('nowhere'), undefined);
    assert.equal(await page.locator('#exchanges > li').count(), 0);
    await page.getByLabel('All worlds').check();
    await page.locator('#exchanges > li').first().waitFor();
  });

  it('does not bring back a world that somebody drops while it is shown', async () => {
    const page = await opened();
    assert.equal(
      (await call('DELETE', `/__admin/worlds/${world}`, undefined, { 'x-mock-world': 'default' })).status,
      204,
    );
    await page.getByText(`There is no world '${world}': this is the default one`).waitFor();
    await page.getByText(/^default: /).waitFor();
    assert.equal(mock.worlds.get(world), undefined);
  });

  it('adds a receiver, shows what became of each delivery, and sends one again', async () => {
    const receiver = await startReceiver();
    const page = await opened();
    const form = page.locator('#new-receiver');
    await form.getByLabel('Receiver').fill('file:///etc/passwd');
    await form.getByRole('button').click();
    await page
      .locator('#messages')
      .getByText(/^url: must begin with http/)
      .waitFor();
    await form.getByLabel('Receiver').fill(receiver.url);
    await form.getByRole('button').click();
    await page.locator('#receivers').getByText(receiver.url).waitFor();
    assert.equal((await create()).status, 201);
    await page.locator('#deliveries').getByText('created delivered').waitFor();
    await page.getByRole('button', { name: /^Send again delivery-1:/ }).click();
    await page.locator('#deliveries > li').nth(1).waitFor();
    await page.getByRole('button', { name: /^Remove the receiver/ }).click();
    await page.locator('#receivers li').waitFor({ state: 'detached' });
    assert.deepEqual(await axeFaults(page), []);
    assert.deepEqual(receiver.events(), ['CREATED', 'CREATED']);
    receiver.close();
  });

  it('adds a fault, shows whom it hit and takes it away', async () => {
    const page = await opened();
    await page.getByLabel('Kind').selectOption('rate-limit');
    await page.getByLabel('Method').selectOption('POST');
    await page.getByLabel('Path').fill('Appointment');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await page
      .locator('#messages')
      .getByText(/^path: /)
      .waitFor();
    await page.getByLabel('Path').fill('/Appointment');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await page.locator('#faults').getByText('rate-limit POST /Appointment').waitFor();
    assert.equal((await create()).status, 429);
    await page.locator('#faults').getByText('hit 1 of 1').waitFor();
    await page.locator('#exchanges > li', { hasText: '429' }).waitFor();
    await page.getByRole('button', { name: /^Remove rate-limit/ }).click();
    await page.locator('#faults li').waitFor({ state: 'detached' });
    assert.equal((await create()).status, 201);
  });

  it('can be used by keyboard alone', async () => {
    await create();
    await call('GET', '/Appointment/none');
    const page = await opened('&view=week');
    await page.locator('#calendar').getByRole('button', { name: castaneda }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the schedule');
    await page.keyboard.press('Enter');
    const pressedUntil = async (selector: string): Promise<void> => {
      for (let steps = 0; steps < 60; steps += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      }
      assert.fail(`no Tab reaches ${selector}`);
    };
    await pressedUntil('#calendar .ec-event button');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    assert.ok(await page.evaluate(`document.activeElement.matches('#calendar .ec-event button')`));
    await pressedUntil('#exchanges summary');
    await page.keyboard.press('Enter');
    await page.locator('.explanation .statement').waitFor();
    await pressedUntil('#setting-doubleBooking');
    await page.keyboard.press('f');
    await page.getByText('Double booking: forbid').waitFor();
  });

  it('chooses practitioners, statuses and the table, and keeps them in the address', async () => {
    await create();
    await create({ start: '2031-03-06T17:00:00Z', end: '2031-03-06T17:30:00Z' });
    const page = await opened();
    const events = page.locator('#calendar .ec-event');
    await events.nth(1).waitFor();
    await page.getByText('Practitioners: 2 of 2').click();
    await page.getByLabel('Search').fill('priti');
    await page.getByRole('checkbox', { name: /Ramona Ogilvie/ }).waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: /Youta Priti MD/ }).uncheck();
    await page.getByText('None of the 2 appointments in these days is of these practitioners and statuses.').waitFor();
    await page.getByRole('checkbox', { name: /Youta Priti MD/ }).check();
    await events.nth(1).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: /cancelled/ }).check();
    await page.getByText('None of the 2 appointments').waitFor();
    await page.getByRole('checkbox', { name: /unconfirmed/ }).check();
    await page.getByRole('radio', { name: 'List' }).check();
    await page.getByRole('cell', { name: 'Thu, 6 Mar 2031' }).waitFor();
    await page.reload();
    await page.getByRole('cell', { name: 'Tue, 4 Mar 2031' }).waitFor();
    assert.ok(await page.getByRole('checkbox', { name: /unconfirmed/ }).isChecked());
  });

  it('is without fault for axe, and as wide as its window: light and dark, 1400, 1280 and 390 px', async () => {
    await create({ status: 'booked' });
    await call('POST', '/Appointment', { start: 'noon' });
    await call('PUT', `/__admin/worlds/${world}/snapshots/one`);
    await call('POST', '/__admin/faults', { kind: 'delay', path: '/Patient' });
    const page = await opened('&view=week', { bypassCSP: true });
    await page.locator('#calendar').getByRole('button', { name: castaneda }).waitFor();
    for (const entry of await page.locator('#exchanges > li > details > summary').all()) await entry.click();
    await page.locator('.explanation').nth(1).waitFor();
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
    const check = async (width: number, what: string): Promise<void> => {
      assert.deepEqual(await axeFaults(page), [], what);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, what);
    };
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1400, 1280, 390]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await check(width, `${colorScheme}, ${width}`);
      }
    await page.getByRole('radio', { name: 'List' }).check();
    await page.locator('#list').getByRole('button', { name: castaneda }).click();
    await page.getByRole('dialog').waitFor();
    await check(390, 'the table and an appointment');
  });

  it('opens a world of many appointments by asking for a few of them', async () => {
    const records = many(12_000);
    const appointments = mock.worlds.get(world)?.store().appointments;
    for (const record of records) appointments?.put(record);
    const { page } = await open('&from=2031-03-05');
    const lengths: number[] = [];
    page.on('requestfinished', (request) => {
      if (/schedule|appointments/.test(request.url()))
        void request.sizes().then(
          ({ responseBodySize }) => lengths.push(responseBodySize),
          () => undefined,
        );
    });
    await page.locator('.live').waitFor();
    await page.getByText('12,000 appointments in this world').waitFor();
    await page.locator('#calendar .ec-event').nth(20).waitFor();
    assert.ok((await page.locator('#calendar .ec-event').count()) <= 500);
    await page.getByRole('radio', { name: 'List' }).check();
    await page.getByLabel('On any day').check();
    await page.getByText('500 of 12,000 appointments are shown, the earliest first.').waitFor();
    assert.equal(await page.locator('#list tbody tr').count(), 500);
    assert.ok(lengths.length >= 2 && Math.max(...lengths) < 400_000, `the longest answer has ${Math.max(...lengths)}`);
  });
});

describe('the page where the admin surface needs its token', { skip }, () => {
  let guarded: Mock;
  before(async () => {
    guarded = await startMock({ adminToken: 'open sesame', readOnly: true });
  });
  after(() => guarded.close());

  it('is served without, shows nothing, asks for it, and tells a wrong one', async () => {
    assert.equal((await fetch(`${guarded.url}/__admin/schedule`)).status, 401);
    assert.equal((await fetch(`${guarded.url}/__admin/appointments`)).status, 401);
    world = 'default';
    const { page } = await open('', {}, guarded.url);
    await page.getByRole('heading', { name: 'Admin token' }).waitFor();
    assert.equal(await page.locator('.tile').count(), 0);
    await page.getByRole('textbox', { name: 'Token' }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the token of this mock.').waitFor();
    await page.getByRole('textbox', { name: 'Token' }).fill('open sesame');
    await page.keyboard.press('Enter');
    await page.locator('.live').waitFor();
    await page.getByText('read-only').waitFor();
    assert.ok(!page.url().includes('sesame'));
    await page.reload();
    await page.locator('.live').waitFor();
  });
});
