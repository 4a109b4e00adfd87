// The journal over HTTP: what it keeps, what picks from it, what it hides, and how it is followed as it grows.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ journal: 20, cors: 'https://app.example', adminToken: 'admin-secret' });
});
after(() => mock.close());

const admin = { 'x-mock-admin-token': 'admin-secret' };

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...admin, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

beforeEach(() => call('DELETE', '/__admin/requests'));

interface Line {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly rules: readonly string[];
}

const listed = async (query = ''): Promise<readonly Line[]> =>
  ((await (await call('GET', `/__admin/requests${query}`)).json()) as { requests: readonly Line[] }).requests;

const paths = async (query = ''): Promise<readonly string[]> => (await listed(query)).map(({ path }) => path);

test('the newest come first, the oldest go, and filters combine', async () => {
  for (let n = 0; n < 25; n += 1) await call('GET', `/Appointment?n=${n}`);
  const all = await paths();
  assert.deepEqual([all.length, all[0], all.at(-1)], [20, '/Appointment?n=24', '/Appointment?n=5']);
  await call('GET', '/Appointment/none');
  await call('POST', '/Appointment', canonicalAppointment(), { 'x-mock-world': 'other' });
  assert.deepEqual(await paths('?status=404'), ['/Appointment/none']);
  assert.deepEqual(await paths('?status=4xx&method=get'), ['/Appointment/none']);
  assert.deepEqual(await paths('?rule=interaction/unknown-id'), ['/Appointment/none']);
  assert.deepEqual(await paths('?world=other'), ['/Appointment']);
  assert.deepEqual(await paths('?path=/Appointment/*'), ['/Appointment/none']);
  assert.equal((await paths('?limit=3')).length, 3);
  assert.deepEqual((await listed('?rule=booking&world=other'))[0]?.rules.includes('booking/start'), true);
  for (const bad of ['?colour=red', '?limit=many', '?status=abc', '?pathPattern=('])
    assert.equal((await call('GET', `/__admin/requests${bad}`)).status, 400, bad);
});

test('find and count verify what a client sent, by a part of the body', async () => {
  await call('POST', '/Appointment', canonicalAppointment());
  await call('POST', '/Appointment', { ...canonicalAppointment(), start: 'noon' });
  const counted = async (pattern: object): Promise<unknown> =>
    ((await (await call('POST', '/__admin/requests/count', pattern)).json()) as { count: number }).count;
  assert.equal(await counted({ method: 'POST', path: '/Appointment' }), 2);
  assert.equal(await counted({ body: { start: 'noon' } }), 1);
  assert.equal(
    await counted({
      body: { participant: [{ actor: { reference: 'Practitioner/4150cd20de8a470aa570a852859ac87e' } }] },
    }),
    2,
  );
  assert.equal(await counted({ status: 201, headers: { 'Content-Type': 'json' }, pathPattern: '/Appoint.*' }), 1);
  const found = await (await call('POST', '/__admin/requests/find', { status: '4xx' })).json();
  assert.equal((found as { requests: readonly Line[] }).requests[0]?.status, 400);
  assert.equal((await call('POST', '/__admin/requests/find', { nope: 1 })).status, 400);
  assert.equal((await call('POST', '/__admin/requests/count', 'no json')).status, 400);
});

test('secrets are hidden, in headers, forms and answers', async () => {
  const form = 'grant_type=client_credentials&client_id=c&client_secret=hush-hush';
  const response = await call('POST', '/auth/token/', form, { cookie: 'session=hush-hush' });
  const { access_token: token } = (await response.json()) as { access_token: string };
  await call('GET', `/auth/introspect/?token=${token}`);
  for (const { id } of await listed()) {
    const text = await (await call('GET', `/__admin/requests/${id}`)).text();
    for (const secret of ['hush-hush', token, mock.token, 'admin-secret']) assert.ok(!text.includes(secret), text);
  }
  assert.ok(!(await (await call('GET', '/__admin/requests')).text()).includes(token));
});

test('what no route took is listed with the routes nearest to it', async () => {
  await call('GET', '/Apointments/7');
  await call('PATCH', '/Appointment/7', {});
  await call('GET', '/Location');
  const { nearMisses } = (await (await call('GET', '/__admin/requests/unmatched/near-misses')).json()) as {
    nearMisses: readonly { readonly request: Line; readonly nearest: readonly Line[] }[];
  };
  assert.deepEqual(
    nearMisses.map(({ request, nearest: [first] }) => [request.path, first?.path]),
    [
      ['/Appointment/7', '/Appointment/:id'],
      ['/Apointments/7', '/Appointment/:id'],
    ],
  );
});

test('the admin surface asks for its token, however its path is written; health does not', async () => {
  for (const path of ['/__admin/requests', '/__admin/requests/', '/%5F%5Fadmin/requests', '/__admin/nothing']) {
    assert.equal((await fetch(mock.url + path)).status, 401, path);
    assert.notEqual((await fetch(mock.url + path, { headers: admin })).status, 401, path);
  }
  assert.equal((await fetch(`${mock.url}/__admin/requests?admin_token=admin-secret`)).status, 200);
  assert.equal((await fetch(`${mock.url}/__admin/health`)).status, 200);
});

test('a page of the origin that was named may call, and no other', async () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${mock.url}/Appointment`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' },
    });
  const allowed = await preflight('https://app.example');
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://app.example');
  assert.match(
    allowed.headers.get('access-control-allow-headers') ?? '',
    /authorization.*if-unmodified-since.*x-mock-world/,
  );
  const created = await call('POST', '/Appointment', canonicalAppointment(), { origin: 'https://app.example' });
  assert.match(created.headers.get('access-control-expose-headers') ?? '', /location.*x-mock-rules/);
  assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-origin'), null);
});

/** The events of a stream until it has shown some requests. */
const events = (path: string, wanted: number, headers: Record<string, string> = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = get(mock.url + path, { headers: { ...admin, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        if (text.startsWith('retry') && text.split('event: request').length > wanted) request.destroy();
      });
      response.on('close', () => resolve(text));
      response.on('error', () => undefined);
      listening?.();
    });
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)));
  });

let listening: (() => void) | undefined;

test('the journal is followed as it grows, filtered, and taken up where a reader left it', async () => {
  const open = new Promise<void>((resolve) => (listening = resolve));
  const stream = events('/__admin/requests/events?status=404', 1);
  await open;
  await call('GET', '/Location');
  await call('GET', '/Appointment/gone');
  const text = await stream;
  assert.match(text, /id: (\d+)\nevent: request\ndata: \{.*"path":"\/Appointment\/gone".*\}\n\n/);
  assert.ok(!text.includes('/Location'));
  const [newest] = await listed();
  const again = await events('/__admin/requests/events', 1, { 'last-event-id': String(Number(newest?.id) - 1) });
  assert.match(again, /Appointment\/gone/);
});

test('a body is kept up to a length, and an unknown exchange is 404', async () => {
  await call('POST', '/Appointment', { ...canonicalAppointment(), description: 'x'.repeat(100_000) });
  const [{ id } = { id: '' }] = await listed();
  const text = await (await call('GET', `/__admin/requests/${id}`)).text();
  assert.ok(text.length < 80_000 && text.includes('cut after'));
  for (const unknown of ['0', '99999', 'abc'])
    assert.equal((await call('GET', `/__admin/requests/${unknown}`)).status, 404);
});

test('exchanges that share what is sent again still tell the headers of each', async () => {
  const sent = ['x-a', 'x-a', 'x-b', 'x-a'];
  for (const name of sent) await call('GET', '/Location', undefined, { [name]: 'yes' });
  const ids = (await listed()).map(({ id }) => id).reverse();
  const told = await Promise.all(
    ids.map(async (id) => {
      const { request } = (await (await call('GET', `/__admin/requests/${id}`)).json()) as {
        request: { headers: Record<string, string> };
      };
      return Object.keys(request.headers).filter((name) => name === 'x-a' || name === 'x-b');
    }),
  );
  assert.deepEqual(
    told,
    sent.map((name) => [name]),
  );
});

test('a secret at the edge of what is kept of a body is hidden, too', async () => {
  const filler = 'x'.repeat(65_536 - '{"description":"","password":"hush'.length);
  for (const more of [0, 40_000])
    await call('POST', '/Appointment', { description: filler + 'y'.repeat(more), password: 'hush-hush-hush' });
  for (const { id } of await listed()) {
    const text = await (await call('GET', `/__admin/requests/${id}`)).text();
    assert.ok(!text.includes('hush'), text.slice(-300));
  }
});
