// Faults and holds as a client meets them: each kind seen from outside, the same sequence from the same seed.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, it, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ seed: 'faults', records: instance });
});
after(() => mock.close());
beforeEach(() => mock.world.reset());

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const fault = async (spec: object): Promise<void> => {
  assert.equal((await call('POST', '/__admin/faults', spec)).status, 201);
};

const book = () => call('POST', '/Appointment', canonicalAppointment());
const count = (): number => mock.world.store().appointments.size;

/** Everything that comes over the wire until the connection ends, and whether it ended in an error. */
const raw = (path: string): Promise<{ readonly text: string; readonly error: string | undefined }> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(mock.url);
    const socket = connect(Number(port), hostname);
    let [text, error]: [string, string | undefined] = ['', undefined];
    socket.setEncoding('utf8').on('data', (more: string) => (text += more));
    socket.on('error', ({ message }) => (error = message)).on('close', () => resolve({ text, error }));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${mock.token}\r\n\r\n`);
  });

const bodyIn = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);
const lengthIn = (text: string): number => Number(/content-length: (\d+)/i.exec(text)?.[1]);

describe('each kind of fault', () => {
  it('expired-token, forbidden, rate-limit, error: an OperationOutcome, and nothing is carried out', async () => {
    for (const [spec, status] of [
      [{ kind: 'expired-token' }, 401],
      [{ kind: 'forbidden' }, 403],
      [{ kind: 'rate-limit', retryAfter: 7 }, 429],
      [{ kind: 'error' }, 500],
      [{ kind: 'error', status: 503, retryAfter: 3 }, 503],
    ] as const) {
      await fault({ ...spec, count: 1 });
      const response = await book();
      assert.equal(response.status, status);
      assert.equal(((await response.json()) as { resourceType: string }).resourceType, 'OperationOutcome');
      assert.equal(response.headers.get('retry-after'), 'retryAfter' in spec ? String(spec.retryAfter) : null);
    }
    assert.equal(count(), 0);
    assert.equal((await book()).status, 201, 'all of them are spent');
  });

  it('rate-limit, error 503: Retry-After as a date, not before its seconds have passed', async () => {
    for (const spec of [{ kind: 'rate-limit' }, { kind: 'error', status: 503 }]) {
      await fault({ ...spec, retryAfter: 90, retryAfterForm: 'date', count: 1 });
      const before = Date.now();
      const text = (await book()).headers.get('retry-after') ?? '';
      assert.match(text, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
      const seconds = (Date.parse(text) - before) / 1000;
      assert.ok(seconds >= 90 && seconds < 96, text);
    }
    assert.equal((await call('POST', '/__admin/faults', { kind: 'error', retryAfterForm: 'words' })).status, 400);
  });

  it('html: a page, as a proxy sends it', async () => {
    await fault({ kind: 'html' });
    const response = await call('GET', '/Appointment');
    assert.deepEqual([response.status, response.headers.get('content-type')], [502, 'text/html; charset=utf-8']);
    assert.match(await response.text(), /^<!DOCTYPE html>/);
  });

  it('malformed: JSON that does not parse, of the length it says', async () => {
    await fault({ kind: 'malformed' });
    const { text } = await raw('/Location');
    assert.equal(Buffer.byteLength(bodyIn(text)), lengthIn(text));
    assert.throws(() => JSON.parse(bodyIn(text)) as unknown);
  });

  it('truncated: fewer bytes than it says, then the end', async () => {
    await fault({ kind: 'truncated' });
    const { text } = await raw('/Location');
    assert.match(text, /^HTTP\/1.1 200/);
    assert.ok(bodyIn(text).length > 0 && Buffer.byteLength(bodyIn(text)) < lengthIn(text));
  });

  it('reset: before the request is carried out, or after', async () => {
    await fault({ kind: 'reset', method: 'POST', count: 1 });
    await assert.rejects(book());
    assert.equal(count(), 0);
    await fault({ kind: 'reset', method: 'POST', count: 1, at: 'after' });
    await assert.rejects(book());
    assert.equal(count(), 1);
    await fault({ kind: 'reset' });
    const { text, error } = await raw('/Location');
    assert.deepEqual([text, error], ['', 'read ECONNRESET']);
  });

  it('delay and slow-body: not before their time', async () => {
    for (const spec of [
      { kind: 'delay', milliseconds: 60 },
      { kind: 'delay', least: 50, most: 60 },
      { kind: 'slow-body', milliseconds: 60 },
    ]) {
      await call('DELETE', '/__admin/faults');
      await fault(spec);
      const started = performance.now();
      const response = await call('GET', '/Location');
      assert.equal(((await response.json()) as { total: number }).total, 2);
      assert.ok(performance.now() - started >= 45, JSON.stringify(spec));
    }
  });
});

test('a request that asks to be left alone is hit by no fault, and spends none', async () => {
  await fault({ kind: 'error', count: 1 });
  assert.equal((await call('GET', '/Location', undefined, { 'x-mock-faults': 'none' })).status, 200);
  assert.equal((await call('GET', '/Location')).status, 500);
});

test('a fault hits by method and path, after some requests, so many times, and in its world only', async () => {
  await fault({ kind: 'error', method: 'GET', path: '/Appointment/*', skip: 1, count: 2 });
  const statuses = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await call('GET', '/Appointment/x')).status);
  assert.deepEqual(statuses, [404, 500, 500, 404]);
  await fault({ kind: 'error', path: '/Appointment' });
  assert.equal((await call('GET', '/Location')).status, 200);
  assert.equal((await call('GET', '/Appointment?status=booked')).status, 500);
  assert.equal((await call('GET', '/Appointment', undefined, { 'x-mock-world': 'calm' })).status, 200);
  assert.equal((await call('GET', '/__admin/health')).status, 200);
  await call('POST', '/__admin/reset');
  assert.equal((await call('GET', '/Appointment')).status, 200);
});

test('a share gives the same sequence from the same seed', async () => {
  const sequence = async (): Promise<string> => {
    await call('PUT', '/__admin/faults', [{ kind: 'error', share: 0.4 }]);
    let hits = '';
    for (let n = 0; n < 40; n += 1) hits += (await call('GET', '/Location')).ok ? '.' : 'x';
    return hits;
  };
  const [first, second] = [await sequence(), await sequence()];
  assert.equal(first, second);
  const share = first.replaceAll('.', '').length / 40;
  assert.ok(share > 0.15 && share < 0.65, first);
});

test('what is not a fault is refused in words', async () => {
  for (const spec of [
    {},
    { kind: 'nope' },
    { kind: 'error', share: 2 },
    { kind: 'delay', least: 9, most: 1 },
    { kind: 'error', path: 'x' },
  ])
    assert.equal((await call('POST', '/__admin/faults', spec)).status, 400, JSON.stringify(spec));
  assert.equal((await call('DELETE', '/__admin/faults/fault-99')).status, 404);
});

const hold = async (spec: object): Promise<string> =>
  ((await (await call('POST', '/__admin/holds', spec)).json()) as { id: string }).id;

const arrival = async (id: string): Promise<number> =>
  ((await (await call('GET', `/__admin/holds/${id}/arrival`)).json()) as { waiting: unknown[] }).waiting.length;

/** An appointment, the time of its last change as a header has it, and a clock that a second later moves on. */
const race = async (at: string) => {
  await call('PUT', '/__admin/clock', { now: '2030-01-01T00:00:00Z' });
  const path = new URL((await book()).headers.get('location') ?? '').pathname.replace(/\/_history.*/, '');
  await call('PUT', '/__admin/clock', { advance: 'PT5S' });
  const update = (description: string) =>
    call('PUT', path, { description }, { 'if-unmodified-since': 'Tue, 01 Jan 2030 00:00:00 GMT' });
  const id = await hold({ method: 'PUT', path: '/Appointment/*', at });
  const first = update('first');
  assert.equal(await arrival(id), 1);
  const second = await update('second');
  assert.equal((await call('POST', `/__admin/holds/${id}/release`)).status, 204);
  const shown = async () => ((await (await call('GET', path)).json()) as { description: string }).description;
  return { first: (await first).status, second: second.status, shown: await shown() };
};

test('held before it is judged, the first update meets the second and is refused', async () => {
  assert.deepEqual(await race('before-judge'), { first: 412, second: 200, shown: 'second' });
});

test('held before it is stored, the first update overwrites the second: the lost update', async () => {
  assert.deepEqual(await race('before-commit'), { first: 200, second: 200, shown: 'first' });
});

test('held before its answer, what the first has written is there already', async () => {
  assert.deepEqual(await race('before-answer'), { first: 200, second: 412, shown: 'first' });
});

test('a token that is gone before its request is judged lets nothing through', async () => {
  const form = { grant_type: 'client_credentials', client_id: 'world.short', client_secret: 'secret' };
  const granted = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const id = await hold({ at: 'before-judge' });
  const headers = { authorization: `Bearer ${token}`, 'x-mock-world': 'default' };
  const held = call('GET', '/Location', undefined, headers);
  assert.equal(await arrival(id), 1);
  assert.equal((await call('DELETE', '/__admin/worlds/short')).status, 204);
  await call('POST', `/__admin/holds/${id}/release`);
  assert.equal((await held).status, 401);
});

test('closing does not wait for a connection on which nothing was sent', { timeout: 120_000 }, async () => {
  const other = await startMock();
  const { hostname, port } = new URL(other.url);
  const silent = connect(Number(port), hostname);
  await once(silent, 'connect');
  // The answer to a request that came later: by now the mock has taken the silent connection as well.
  await fetch(`${other.url}/__admin/health`);
  const ended = once(silent, 'close');
  silent.resume();
  await other.close();
  await ended;
});

// Closing would wait for a client that keeps its connection, more than a minute, if it did not end the connection itself.
test('a hold ends by its limit, by reset, and when the mock closes', { timeout: 120_000 }, async () => {
  await hold({ at: 'before-judge', limit: 20 });
  assert.equal((await call('GET', '/Location')).status, 200);
  const id = await hold({ at: 'before-answer' });
  const held = call('GET', '/Location');
  assert.equal(await arrival(id), 1);
  mock.world.reset();
  assert.equal((await held).status, 200);
  const other = await startMock();
  const headers = { authorization: `Bearer ${other.token}`, 'content-type': 'application/json' };
  await fetch(`${other.url}/__admin/holds`, { method: 'POST', body: '{"at": "before-commit"}' });
  const body = JSON.stringify(canonicalAppointment());
  const last = fetch(`${other.url}/Appointment`, { method: 'POST', headers, body });
  await fetch(`${other.url}/__admin/holds/hold-1/arrival`);
  await other.close();
  assert.equal((await last).status, 201);
  assert.equal((await call('POST', '/__admin/holds', { at: 'never' })).status, 400);
});
