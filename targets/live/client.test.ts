// The client: safe requests again while the server is busy, a new token where the old one has run out, and an end in time.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { LiveClient } from './client.ts';
import { TargetFault } from '../failures.ts';

const closers: (() => void)[] = [];

after(() => closers.forEach((close) => close()));

interface Served {
  readonly client: LiveClient;
  readonly seen: string[];
}

/** A server that notes what comes and answers as it is told; tokens are t1, t2 and so on. */
const serving = async (
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  lifetime = 36_000,
  more: Readonly<Record<string, string>> = {},
): Promise<Served> => {
  const seen: string[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`.trim());
    if (request.url === '/auth/token/') {
      tokens += 1;
      response.end(JSON.stringify({ access_token: `t${tokens}`, expires_in: lifetime, token_type: 'Bearer' }));
    } else answer(request, response, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { CANVAS_CLIENT_ID: 'us', CANVAS_CLIENT_SECRET: 'a-secret', ...more };
  return { client: new LiveClient(url, url, environment), seen };
};

const end = (response: ServerResponse, status: number, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, headers).end('{}');

describe('tokens', () => {
  it('one is enough for a run', async () => {
    const { client, seen } = await serving((_request, response) => end(response, 200));
    for (let count = 0; count < 3; count++) await client.ask('/Appointment');
    assert.deepEqual(
      seen.map((line) => line.split(' ')[1]),
      ['/auth/token/', '/Appointment', '/Appointment', '/Appointment'],
    );
  });

  it('a refused one is renewed once, and the request sent again', async () => {
    const { client, seen } = await serving(({ headers }, response) =>
      end(response, headers.authorization === 'Bearer t1' ? 401 : 200),
    );
    assert.equal((await client.update('/Appointment/1', {})).status, 200);
    assert.deepEqual(seen, [
      'POST /auth/token/',
      'PUT /Appointment/1 Bearer t1',
      'POST /auth/token/',
      'PUT /Appointment/1 Bearer t2',
    ]);
  });

  it('where the new one is refused as well, and elsewhere, the run ends', async () => {
    const { client } = await serving((_request, response) => end(response, 401));
    await assert.rejects(
      client.ask('/Appointment'),
      (error) => error instanceof TargetFault && error.kind === 'configuration',
    );
  });

  it('where the new one is refused by one interaction only, that is the answer', async () => {
    const { client } = await serving(({ url }, response) => end(response, url === '/Appointment/1' ? 401 : 200));
    assert.equal((await client.ask('/Appointment/1')).status, 401);
  });

  it('one that is about to expire is not used', async (test) => {
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const { client, seen } = await serving((_request, response) => end(response, 200), 100);
    await client.ask('/Appointment');
    // Nine tenths of its hundred seconds are over.
    test.mock.timers.setTime(Date.now() + 90_000);
    await client.ask('/Appointment');
    assert.deepEqual(seen.at(-1), 'GET /Appointment Bearer t2');
  });
});

describe('a busy server', () => {
  it('is asked again for what is safe, as late as it says', async () => {
    const { client, seen } = await serving((_request, response, count) =>
      count === 2 ? end(response, 429, { 'retry-after': '0' }) : end(response, 200),
    );
    assert.equal((await client.ask('/Appointment')).status, 200);
    assert.equal(seen.length, 3);
  });

  it('is left alone after a write, as long as it says', async () => {
    const times: number[] = [];
    const { client } = await serving(({ method }, response) => {
      times.push(performance.now());
      if (method === 'PUT') end(response, 429, { 'retry-after': '1' });
      else end(response, 200);
    });
    await client.update('/Appointment/1', {});
    await client.ask('/Appointment');
    assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990, String(times));
  });

  it('that asks for a longer pause than a run can wait ends it', async () => {
    const { client } = await serving((_request, response) => end(response, 429, { 'retry-after': '3600' }));
    await assert.rejects(client.ask('/Appointment'), /asks for a pause of 3600 s.*run again then/);
  });

  it('is not sent a write twice', async () => {
    const { client, seen } = await serving((_request, response) => end(response, 503));
    assert.equal((await client.update('/Appointment/1', {})).status, 503);
    assert.equal(seen.length, 2);
  });

  it('that stays busy has its last answer counted', async () => {
    const { client, seen } = await serving((_request, response) => end(response, 503, { 'retry-after': '0' }));
    assert.equal((await client.ask('/Appointment')).status, 503);
    assert.equal(seen.length, 4);
  });

  it('that breaks off is asked again', async () => {
    const { client } = await serving((request, response, count) =>
      count === 2 ? void request.socket.destroy() : end(response, 200),
    );
    assert.equal((await client.ask('/Appointment')).status, 200);
  });
});

describe('the breaker', () => {
  it('ends a run that has no answer three times in a row, and says for what reason', async () => {
    const { client } = await serving(
      (_request, response, count) => (count === 2 ? end(response, 200) : undefined),
      36_000,
      { CANVAS_TIMEOUT: '1' },
    );
    await client.ask('/Appointment');
    for (let count = 0; count < 2; count++) await assert.rejects(client.ask('/Appointment'), /nothing within 1 s/);
    await assert.rejects(
      client.ask('/Appointment'),
      (error) => error instanceof TargetFault && error.kind === 'stopped',
    );
    await assert.rejects(client.ask('/metadata'), /3 requests in a row had no answer/);
  });

  it('lets a fault of one interaction be', async () => {
    const { client } = await serving(({ method, url }, response) =>
      end(response, method === 'GET' && !(url ?? '').includes('a47c7b0e') ? 500 : 404),
    );
    for (let count = 0; count < 12; count++) assert.equal((await client.ask('/Appointment')).status, 500);
  });
});
