// CORS in a real browser: a page of another origin that may call the mock, and one that may not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch, skip } from '../../../bench/test-support/browser.ts';
import { canonicalAppointment } from '../../../fixtures/appointment.ts';
import { instance } from '../../../fixtures/instance.ts';
import { startMock, type Mock } from '../../index.ts';

let browser: Browser | undefined;
let site: Server;
let origin: string;

before(async () => {
  site = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>An app</p>'));
  await once(site.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  if (skip === false) browser = await launch();
});

after(async () => {
  await browser?.close();
  site.close();
});

/** A page of the other origin, with a mock that knows of it or does not. */
const visiting = async (cors: string | undefined, act: (page: Page, mock: Mock) => Promise<void>): Promise<void> => {
  const mock = await startMock({ records: instance, ...(cors === undefined ? {} : { cors }) });
  const page = await browser?.newPage();
  assert.ok(page);
  try {
    await page.goto(origin);
    await act(page, mock);
  } finally {
    await page.close();
    await mock.close();
  }
};

/** What the page tells of a create, of the stream that announced it and of a reset. */
const used = async ({ url, token, body }: { url: string; token: string; body: string }) => {
  const stream = new EventSource(`${url}/__admin/requests/events`);
  const opened = new Promise((resolve, reject) => {
    stream.onopen = resolve;
    stream.onerror = () => reject(new Error('no stream'));
  });
  const heard = new Promise<string>((resolve) =>
    stream.addEventListener('request', (event) =>
      resolve(String((event as unknown as { readonly data: unknown }).data)),
    ),
  );
  await opened;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const created = await fetch(`${url}/Appointment`, { method: 'POST', headers, body });
  const event = await heard;
  stream.close();
  const reset = await fetch(`${url}/__admin/reset`, { method: 'POST' });
  const { status } = created;
  return {
    status,
    location: created.headers.get('location'),
    rules: created.headers.get('x-mock-rules'),
    event,
    reset: reset.status,
  };
};

/** Whether a page may read an answer, and a stream. */
const refused = async ({ url, token }: { url: string; token: string }) => {
  const headers = { authorization: `Bearer ${token}` };
  const read = await fetch(`${url}/Appointment`, { headers })
    .then(({ status }) => String(status))
    .catch((error: unknown) => String(error));
  const stream = new EventSource(`${url}/__admin/requests/events`);
  const state = await new Promise((resolve) => {
    stream.onopen = () => resolve('open');
    stream.onerror = () => resolve('refused');
  });
  // A simple request needs no preflight, and its answer is hidden from the page: it is sent all the same.
  await fetch(`${url}/__admin/reset`, { method: 'POST', mode: 'no-cors' });
  return { read, stream: state };
};

const filled = ({ world }: Mock): number => world.store().appointments.size;

const create = async ({ url, token }: Mock): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await fetch(`${url}/Appointment`, { method: 'POST', headers, body: JSON.stringify(canonicalAppointment()) });
};

describe('a page of another origin', { skip }, () => {
  for (const cors of ['its own origin', '*'])
    it(`that is allowed by ${cors} creates, reads the headers, follows the journal and resets`, () =>
      visiting(cors === '*' ? cors : origin, async (page, mock) => {
        const body = JSON.stringify(canonicalAppointment());
        const seen = await page.evaluate(used, { url: mock.url, token: mock.token, body });
        assert.equal(seen.status, 201);
        assert.match(seen.location ?? '', /\/Appointment\/[0-9a-f-]{36}/);
        assert.match(seen.rules ?? '', /booking\/start/);
        assert.equal((JSON.parse(seen.event) as { status: number }).status, 201);
        assert.equal(seen.reset, 204);
        assert.equal(filled(mock), 0);
      }));

  for (const cors of [undefined, 'https://app.example'])
    it(`that is not allowed (${cors ?? 'CORS off'}) reads nothing and resets nothing`, () =>
      visiting(cors, async (page, mock) => {
        await create(mock);
        const seen = await page.evaluate(refused, { url: mock.url, token: mock.token });
        assert.match(seen.read, /Failed to fetch/);
        assert.equal(seen.stream, 'refused');
        assert.equal(filled(mock), 1);
      }));
});

it('a page of another origin is told why it may not use the admin surface, whatever it calls itself', async () => {
  const mock = await startMock();
  for (const origin of ['https://evil.example', 'null', 'http://[', 'http://evil.example:80']) {
    const answer = await mock.fetch(
      new Request(`${mock.url}/__admin/reset`, { method: 'POST', headers: { origin, host: 'evil.example' } }),
    );
    assert.equal(answer.status, 403, origin);
    assert.match(await answer.text(), /Origin: .* may not use the admin surface: .*--cors/);
  }
  await mock.close();
});

it('a page of the mock itself uses the admin surface', { skip }, () =>
  visiting(undefined, async (page, mock) => {
    await create(mock);
    await page.goto(`${mock.url}/metadata`);
    const status = await page.evaluate(async () => (await fetch('/__admin/reset', { method: 'POST' })).status);
    assert.deepEqual([status, filled(mock)], [204, 0]);
  }),
);
