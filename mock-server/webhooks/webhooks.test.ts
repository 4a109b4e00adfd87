// Events out: what a receiver is told, how it knows that it is true, and what happens when it fails.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startReceiver, type TestReceiver } from '../../bench/test-support/receiver.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
let receiver: TestReceiver;
before(async () => {
  mock = await startMock({ records: instance, seed: 'webhooks' });
  receiver = await startReceiver();
});
after(async () => {
  await mock.close();
  receiver.close();
});
beforeEach(() => {
  mock.world.reset();
  receiver.clear();
});

const request = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === '' ? {} : JSON.parse(text)) as unknown;
  return { status: response.status, headers: response.headers, body: (parsed ?? {}) as Record<string, unknown> };
};

const register = async (spec: object = {}) =>
  (await request('POST', '/__admin/webhooks', { url: receiver.url, ...spec })).body;

const book = async (): Promise<string> => {
  const { headers } = await request('POST', '/Appointment', canonicalAppointment());
  return /Appointment\/([0-9a-f-]+)/.exec(headers.get('location') ?? '')?.[1] ?? '';
};

const settled = async () =>
  (await request('GET', '/__admin/webhooks/deliveries/settled')).body as {
    readonly settled: boolean;
    readonly waiting?: string;
    readonly deliveries: readonly {
      readonly id: string;
      readonly state: string;
      readonly event: string;
      readonly reason?: string;
      readonly attempts: readonly { readonly status?: number; readonly error?: string }[];
      readonly faults: readonly string[];
    }[];
  };

test('a write over FHIR is told, signed over id, time and raw body', async () => {
  const { secret } = await register({ secret: 'between us', token: 'let-me-in' });
  assert.equal(secret, 'between us');
  const id = await book();
  await settled();
  const [told] = receiver.arrived;
  assert.ok(told);
  const { 'webhook-id': event, 'webhook-timestamp': time, 'webhook-signature': signature } = told.headers;
  const expected = createHmac('sha256', 'between us').update(`${String(event)}.${String(time)}.${told.text}`);
  assert.equal(signature, `v1,${expected.digest('base64')}`);
  assert.equal(told.headers.authorization, 'Bearer let-me-in');
  assert.deepEqual(
    [told.body.event, told.body.event_type, told.body.event_id],
    ['APPOINTMENT_CREATED', 'appointment_created', event],
  );
  assert.deepEqual([told.body.appointment['id'], told.body.appointment['status']], [id, 'unconfirmed']);
});

test('each event of Canvas, from FHIR and from the chart', async () => {
  await register();
  const id = await book();
  await request('PUT', `/Appointment/${id}`, {
    ...canonicalAppointment(),
    id,
    reasonCode: [{ text: 'Something else' }],
  });
  const chart = mock.chart();
  const next = chart.reschedule(id, { start: '2031-05-06T17:00:00Z' });
  chart.markNoShow(next);
  chart.checkIn(next);
  chart.room(next);
  const other = await book();
  await request('PUT', `/Appointment/${other}`, { ...canonicalAppointment(), id: other, status: 'cancelled' });
  chart.restore(other);
  await settled();
  assert.deepEqual(receiver.events(), [
    'CREATED',
    'UPDATED',
    'RESCHEDULED',
    'NO_SHOWED',
    'CHECKED_IN',
    'UPDATED',
    'CREATED',
    'CANCELED',
    'RESTORED',
  ]);
  const [, , rescheduled] = receiver.arrived;
  assert.equal((rescheduled?.body.appointment['original_appointment'] as { id: string }).id, id);
});

test('an update that changes nothing is no event', async () => {
  await register();
  const id = await book();
  await request('PUT', `/Appointment/${id}`, { ...canonicalAppointment(), id });
  await request('PUT', `/Appointment/${id}`, { ...canonicalAppointment(), id });
  await settled();
  assert.deepEqual(receiver.events(), ['CREATED']);
});

test('a delivery that fails is tried again with a growing wait, by the clock of the world', async () => {
  mock.world.clock.freeze(Date.UTC(2030, 0, 1));
  await register({ retries: 2, backoffMilliseconds: 1000 });
  receiver.answerWith(500, 503, 500);
  await book();
  const attempts = async () => (await settled()).deliveries[0]?.attempts.map(({ status }) => status);
  assert.deepEqual(await attempts(), [500]);
  const { waiting = '' } = await settled();
  assert.equal(waiting, '1 wait for the clock of the world, which stands still: set it by PUT /__admin/clock');
  await request('PUT', '/__admin/clock', { advance: 'PT1S' });
  assert.deepEqual(await attempts(), [500, 503]);
  await request('PUT', '/__admin/clock', { advance: 'PT1S' });
  assert.deepEqual(await attempts(), [500, 503], 'the second wait is twice as long');
  await request('PUT', '/__admin/clock', { advance: 'PT1S' });
  const { deliveries, waiting: none } = await settled();
  assert.equal(none, undefined);
  assert.deepEqual(deliveries[0]?.attempts.length, 3);
  assert.equal(deliveries[0].state, 'failed');
  assert.equal(new Set(receiver.arrived.map(({ body }) => body.event_id)).size, 1, 'each attempt carries the same id');
});

test('deliveries are lost, doubled, reordered and delayed on purpose', async () => {
  await register();
  const withFault = async (fault: object, change: () => Promise<unknown>) => {
    await request('PUT', '/__admin/webhooks/faults', [fault]);
    receiver.clear();
    await change();
    return settled();
  };
  const lost = await withFault({ kind: 'lost', count: 1 }, book);
  assert.deepEqual([lost.deliveries[0]?.state, receiver.arrived.length], ['lost', 0]);
  await withFault({ kind: 'doubled', event: 'APPOINTMENT_CREATED' }, book);
  assert.deepEqual(receiver.events(), ['CREATED', 'CREATED']);
  assert.equal(receiver.arrived[0]?.body.event_id, receiver.arrived[1]?.body.event_id);
  await withFault({ kind: 'reordered', milliseconds: 60_000 }, async () => {
    mock.chart().cancel(await book());
  });
  assert.deepEqual(receiver.events(), ['CANCELED', 'CREATED']);
  mock.world.clock.freeze(Date.UTC(2030, 0, 1));
  await withFault({ kind: 'delayed', milliseconds: 5000 }, book);
  assert.equal(receiver.arrived.length, 0);
  await request('PUT', '/__admin/clock', { advance: 'PT5S' });
  await settled();
  assert.deepEqual(receiver.events(), ['CREATED']);
});

test('bad input is one clear line', async () => {
  const known = String((await register())['id']);
  const { url } = receiver;
  const cases: readonly [string, string, unknown, number, RegExp][] = [
    ['POST', '', {}, 400, /^url: is missing/],
    ['POST', '', [], 400, /must be a JSON object/],
    ['POST', '', { url: 'nowhere' }, 400, /^url: 'nowhere' is not a URL/],
    ['POST', '', { url: 'file:///etc/passwd' }, 400, /^url: must begin with http: or https:, not file:$/],
    ['POST', '', { url: 'http://me:secret@127.0.0.1/' }, 400, /^url: holds a user name or a password/],
    [
      'POST',
      '',
      { url, events: ['APPOINTMENT_CANCELLED'] },
      400,
      /'APPOINTMENT_CANCELLED'; did you mean 'APPOINTMENT_CANCELED'/,
    ],
    ['POST', '', { url, secret: 'whsec_?' }, 400, /^secret: /],
    ['POST', '', { url, secert: 'x' }, 400, /secert/],
    ['PATCH', `/${known}`, { retries: 99 }, 400, /^retries: /],
    ['PATCH', '/receiver-9', { active: false }, 404, /^There is no receiver 'receiver-9'; there are: receiver-1$/],
    ['DELETE', '/receiver-9', undefined, 404, /no receiver/],
    ['POST', '/faults', { kind: 'eaten' }, 400, /^kind: /],
    ['GET', '/deliveries?state=gone', undefined, 400, /^state: there is no 'gone'/],
    ['GET', '/deliveries/delivery-99', undefined, 404, /no delivery/],
  ];
  for (const [method, path, body, status, error] of cases) {
    const answer = await request(method, `/__admin/webhooks${path}`, body);
    assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(body)}`);
    assert.match(String(answer.body['error']), error);
  }
});
