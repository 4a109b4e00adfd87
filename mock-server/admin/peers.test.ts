// /__admin/worlds?all=true: the worlds of all mocks behind one proxy, and what is said of a mock that does not tell.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startMock } from '../index.ts';

const admin = { 'x-mock-admin-token': 'shared', 'content-type': 'application/json' };

const listed = async (url: string, path = '/__admin/worlds?all=true'): Promise<unknown> =>
  (await fetch(url + path, { headers: admin })).json();

test('lists the worlds of each mock, and says of each other address why it has none', async () => {
  const other = await startMock({ adminToken: 'shared' });
  await fetch(`${other.url}/__admin/worlds`, { method: 'POST', headers: admin, body: '{"name":"beta"}' });
  const locked = await startMock({ adminToken: 'another' });
  const page = createServer((_request, response) => response.end('{"worlds": 7}')).listen(0, '127.0.0.1');
  const gone = await startMock();
  await gone.close();
  const megabyte = Buffer.alloc(1_048_576, ' ');
  const endless = createServer((_request, response) => {
    const more = (error?: Error | null): void => {
      if (!error) response.write(megabyte, more);
    };
    more();
  }).listen(0, '127.0.0.1');
  await once(endless, 'listening');
  const flood = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
  const noMock = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  const peers = [other.url, locked.url, noMock, gone.url, flood];
  const mock = await startMock({ adminToken: 'shared', peers: peers.join(', ') });
  assert.deepEqual(await listed(mock.url, '/__admin/worlds'), { worlds: ['default'] });
  assert.deepEqual(await listed(mock.url), {
    worlds: ['default'],
    peers: [
      { url: other.url, worlds: ['default', 'beta'] },
      { url: locked.url, error: 'asks for another admin token' },
      { url: noMock, error: 'is not a mock: it answered 200' },
      { url: gone.url, error: 'does not answer' },
      { url: flood, error: 'answers with more than 1 MiB' },
    ],
  });
  page.close();
  endless.closeAllConnections();
  endless.close();
  for (const each of [mock, other, locked]) await each.close();
});

test('an address that is none is refused at the start', async () => {
  await assert.rejects(startMock({ peers: 'mock-1:4010' }), /peers: 'mock-1:4010' is not an http or https address/);
});
