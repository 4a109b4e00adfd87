// Who is a stranger to the admin surface and to the worlds: a page that had its name lead here, a picture, a client without a token.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { startMock, type Mock, type MockOptions } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ maxWorlds: 5 });
});
after(() => mock.close());

/** The status and text that a request with any Host header gets; fetch sets that header itself. */
const ask = (
  to: Mock,
  path: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(to.url);
    request({ hostname, port, path, headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .once('error', reject)
      .end();
  });

const admin = '/__admin/worlds/default/export';

const started = async (options: MockOptions, act: (one: Mock) => Promise<void>): Promise<void> => {
  const one = await startMock(options);
  await act(one).finally(one.close);
};

describe('a name that a page had lead here', () => {
  test('is looked at where the target of the request has it, too', async () => {
    for (const name of ['evil.example', 'evil.example:4010', '127.0.0.1@evil.example', 'evil.example@127.0.0.1'])
      for (const scheme of ['http', 'HTTPS']) {
        const { status, text } = await ask(mock, `${scheme}://${name}${admin}`, { host: '127.0.0.1' });
        assert.equal(status, 403, name);
        assert.match(text, /^\{"error":"Host: \S*evil\.example/);
      }
    assert.equal((await ask(mock, mock.url + admin, {})).status, 200);
  });

  test('is refused on every path of the admin surface, and on none of the FHIR base', async () => {
    const headers = { host: 'evil.example:4010', authorization: `Bearer ${mock.token}` };
    for (const path of [
      admin,
      '/__admin/',
      '/__admin/health',
      '/__admin/records/patients',
      '/__admin/requests/events',
    ]) {
      const { status, text } = await ask(mock, path, headers);
      assert.equal(status, 403, path);
      assert.match(text, /Host: evil\.example:4010 .*--allowed-host/);
    }
    for (const path of ['/__admin/reset', '/__admin/actions', '/__admin/webhooks', '/__admin/worlds'])
      assert.equal((await ask(mock, path, headers, 'POST')).status, 403, path);
    assert.equal((await ask(mock, '/Patient', headers)).status, 200);
  });

  test('is none of the names of loopback, nor one that was allowed', async () => {
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:80', '[::1]:4010', 'mock.localhost'])
      assert.equal((await ask(mock, admin, { host })).status, 200, host);
    for (const host of ['127.0.0.1.evil.example', 'localhost.evil.example', '[::2]', 'localhost:1:2'])
      assert.equal((await ask(mock, admin, { host })).status, 403, host);
    await started({ allowedHost: 'mock.test, other.test:80' }, async (one) => {
      for (const host of ['mock.test:4010', 'Other.Test']) assert.equal((await ask(one, admin, { host })).status, 200);
      assert.equal((await ask(one, admin, { host: 'x.mock.test' })).status, 403);
    });
  });

  test('does not matter where a token is asked for, and a page of an allowed name is one of ours', async () => {
    await started({ adminToken: 'secret' }, async (one) => {
      const headers = { host: 'mock-front', 'x-mock-admin-token': 'secret' };
      assert.equal((await ask(one, admin, headers)).status, 200);
      assert.equal((await ask(one, admin, { host: 'mock-front' })).status, 401);
    });
    await started({ allowedHost: 'mock.test' }, async (one) => {
      const headers = { host: 'mock.test', origin: 'http://mock.test' };
      assert.equal((await ask(one, '/__admin/reset', headers, 'POST')).status, 204);
    });
  });
});

describe('a world', () => {
  const names = (): readonly string[] => [...mock.worlds.all()].map(({ name }) => name);
  const token = { authorization: 'Bearer canvas-development-token' };

  test('is not made by a stranger, nor by a read of the admin surface', async () => {
    for (const [path, headers] of [
      ['/Patient', { 'x-mock-world': 'w1' }],
      ['/Patient', { 'x-mock-world': 'w1', authorization: 'Bearer w1~0123' }],
      ['/metadata', { 'x-mock-world': 'w1' }],
      ['/auth/authorize/?client_id=world.w1&response_type=code&redirect_uri=https://a.example/', {}],
      ['/__admin/settings?world=w1', {}],
      ['/__admin/records/patients', { 'x-mock-world': 'w1' }],
    ] as const)
      await ask(mock, path, headers);
    await ask(mock, '/Patient', { 'x-mock-world': 'w1' }, 'POST');
    await ask(mock, '/auth/token/', { 'x-mock-world': 'w1' }, 'POST');
    assert.deepEqual(names(), ['default']);
  });

  test('is made by a client with a token, and by a write of the admin surface', async () => {
    assert.equal((await ask(mock, '/Patient', { ...token, 'x-mock-world': 'w2' })).status, 200);
    assert.equal((await ask(mock, '/__admin/reset', { 'x-mock-world': 'w3' }, 'POST')).status, 204);
    assert.deepEqual(names(), ['default', 'w2', 'w3']);
    for (let number = 4; number < 40; number++) await ask(mock, '/Patient', { 'x-mock-world': `w${number}` });
    assert.equal((await ask(mock, '/Patient', { ...token, 'x-mock-world': 'wanted' })).status, 200);
  });

  test('is not made before the token of the admin surface was shown', () =>
    started({ adminToken: 'secret' }, async (one) => {
      assert.equal((await ask(one, '/__admin/reset', { 'x-mock-world': 'w1' }, 'POST')).status, 401);
      assert.equal(one.worlds.get('w1'), undefined);
    }));
});
