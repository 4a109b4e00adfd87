// mockCanvas: whatever client calls, the mock answers; and nock is afterwards as it was before.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { afterEach, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import { Client } from 'fhir-kit-client';
import nock from 'nock';
import { canonicalAppointment } from '../fixtures/appointment.ts';
import { instance } from '../fixtures/instance.ts';
import { mockCanvas, type MockedCanvas } from './nock.ts';

const opened: MockedCanvas[] = [];
const openCanvas = (options: Parameters<typeof mockCanvas>[0] = {}): MockedCanvas => {
  const canvas = mockCanvas({ records: instance, ...options });
  opened.push(canvas);
  return canvas;
};

afterEach(async () => {
  for (const canvas of opened.splice(0)) await canvas.close();
  nock.cleanAll();
  nock.enableNetConnect();
});

const headersOf = ({ token }: MockedCanvas) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
});

const totalOf = async (canvas: MockedCanvas): Promise<unknown> => {
  const response = await fetch(`${canvas.url}/Appointment`, { headers: headersOf(canvas) });
  return ((await response.json()) as { total: number }).total;
};

const book = (canvas: MockedCanvas): Promise<Response> =>
  fetch(`${canvas.url}/Appointment`, {
    method: 'POST',
    headers: headersOf(canvas),
    body: JSON.stringify(canonicalAppointment()),
  });

const overHttps = async (url: string, options: https.RequestOptions, body: string) => {
  const request = https.request(url, options);
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, location: response.headers.location, body: await text(response) };
};

describe('mockCanvas answers', () => {
  it('fetch, with a location that is https', async () => {
    const canvas = openCanvas();
    const created = await book(canvas);
    assert.deepEqual([created.status, await created.text()], [201, 'null']);
    const location = created.headers.get('location') ?? '';
    assert.match(location, /^https:\/\/fumage-example\.canvasmedical\.com\/Appointment\/[\w-]{36}\/_history\/1$/);
    assert.equal((await fetch(location.replace('/_history/1', ''), { headers: headersOf(canvas) })).status, 200);
  });

  it('axios', async () => {
    const canvas = openCanvas({ instance: 'acme' });
    const config = { headers: headersOf(canvas), validateStatus: () => true };
    const url = 'https://fumage-acme.canvasmedical.com/Appointment';
    const created = await axios.post<unknown>(url, canonicalAppointment(), config);
    assert.equal(created.status, 201);
    assert.match(String(created.headers['location']), /^https:\/\/fumage-acme\./);
    const refused = await axios.post<{ resourceType: string }>(url, '{"start": ', config);
    assert.deepEqual([refused.status, refused.data.resourceType], [400, 'OperationOutcome']);
  });

  it('node:https', async () => {
    const canvas = openCanvas();
    const answer = await overHttps(
      `${canvas.url}/Appointment`,
      { method: 'POST', headers: headersOf(canvas) },
      JSON.stringify(canonicalAppointment()),
    );
    assert.deepEqual([answer.status, answer.body], [201, 'null']);
    assert.match(answer.location ?? '', /^https:/);
  });

  it('fhir-kit-client, on the FHIR host, with a token of the EHR host', async () => {
    const canvas = openCanvas({ settings: { writeBody: 'empty' }, clients: { me: 'secret' } });
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'me', client_secret: 'secret' });
    const granted = await fetch(`${canvas.ehrUrl}/auth/token/`, { method: 'POST', body: form });
    const { access_token: bearerToken } = (await granted.json()) as { access_token: string };
    const client = new Client({ baseUrl: canvas.url, bearerToken });
    await client.create({ resourceType: 'Appointment', body: canonicalAppointment() as never });
    const bundle = (await client.search({ resourceType: 'Appointment' })) as { total?: number };
    assert.equal(bundle.total, 1);
  });
});

describe('several canvases', () => {
  it('of different instances keep to themselves', async () => {
    const [one, other] = [openCanvas({ instance: 'one' }), openCanvas({ instance: 'other' })];
    await book(one);
    assert.deepEqual([await totalOf(one), await totalOf(other)], [1, 0]);
  });

  it('of one instance: the last that was opened answers, until it is closed', async () => {
    const outer = openCanvas();
    await book(outer);
    const inner = mockCanvas({ records: instance });
    assert.equal(await totalOf(inner), 0);
    await inner.close();
    assert.equal(await totalOf(outer), 1);
  });

  it('closed in another order leave the one that stays open', async () => {
    const outer = mockCanvas();
    const inner = openCanvas();
    await book(inner);
    await outer.close();
    assert.equal(await totalOf(inner), 1);
  });
});

describe('an instance', () => {
  it('is one label of a host name', () => {
    for (const name of ['', 'a b', 'https://example', 'a.b/c'])
      assert.throws(() => mockCanvas({ instance: name }), /instance: '.*' is not a name/);
  });
});

describe('nock that was restored', () => {
  it('is active while a canvas is open', async () => {
    nock.restore();
    try {
      const canvas = mockCanvas({ records: instance });
      assert.equal(await totalOf(canvas), 0);
      await canvas.close();
      assert.equal(nock.isActive(), false);
    } finally {
      nock.activate();
    }
  });
});

describe('a closed canvas', () => {
  const host = 'https://fumage-example.canvasmedical.com';

  it('leaves the host to interceptors of the caller', async () => {
    await mockCanvas().close();
    nock(host).get('/Appointment').reply(200, { own: true });
    assert.deepEqual(await (await fetch(`${host}/Appointment`)).json(), { own: true });
  });

  it('leaves the host to the network: what is refused then is refused by disableNetConnect, as for any host', async () => {
    nock.disableNetConnect();
    await mockCanvas().close();
    const reason = async (url: string): Promise<string> => {
      const error: unknown = await fetch(url).then(
        () => undefined,
        (caught: unknown) => caught,
      );
      return error instanceof Error ? `${error.message} ${String(error.cause)}` : 'answered';
    };
    assert.match(await reason(`${host}/Appointment`), /Disallowed net connect/);
    assert.equal(
      (await reason(`${host}/x`)).replace(host, ''),
      (await reason('https://never.example/x'))
        .replace('https://never.example', '')
        .replaceAll('never.example', 'fumage-example.canvasmedical.com'),
    );
  });

  it('leaves interceptors, pending mocks and the activity of nock as they were', async () => {
    const other = nock('https://elsewhere.example').get('/a').reply(204);
    const before = [nock.activeMocks(), nock.pendingMocks(), nock.isActive(), nock.isDone()];
    const canvas = mockCanvas();
    assert.deepEqual(nock.pendingMocks(), before[1]);
    await book(canvas);
    await canvas.close();
    await canvas.close();
    assert.deepEqual([nock.activeMocks(), nock.pendingMocks(), nock.isActive(), nock.isDone()], before);
    assert.equal((await fetch('https://elsewhere.example/a')).status, 204);
    assert.ok(other.isDone());
  });
});
