// Answers that Node reads and would not write: the proxy says so and lives on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { test } from 'node:test';
import { Traffic, transport } from './transport.ts';

const answers: Readonly<Record<string, string>> = {
  control: 'HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  status: 'HTTP/1.1 099 Low\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  upgrade: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  good: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok',
};

const urlOf = async (server: Server | HttpServer): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('an answer that cannot be passed on is a 502, and the next request is served', { timeout: 120_000 }, async () => {
  const live = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (request) => {
      const [, name = ''] = /^GET \/(\w+)/.exec(request.toString()) ?? [];
      socket.write(answers[name] ?? '', 'latin1');
      if (name !== 'upgrade') socket.end();
    });
  });
  const to = await urlOf(live);
  const faults: string[] = [];
  const proxy = transport(
    { to, ehrUrl: to, allowedHosts: [], onExchange: () => undefined, onFault: (_request, why) => faults.push(why) },
    new Traffic(),
  );
  const url = await urlOf(proxy);
  for (const name of ['control', 'status', 'upgrade']) {
    const answer = await fetch(`${url}/${name}`);
    assert.equal(answer.status, 502, name);
    assert.match(await answer.text(), /OperationOutcome/);
    assert.equal(await (await fetch(`${url}/good`)).text(), 'ok');
  }
  assert.equal(faults.length, 3);
  proxy.closeAllConnections();
  proxy.close();
  live.close();
});

const opened = async (): Promise<{ readonly url: string; readonly asked: string[]; readonly close: () => void }> => {
  const asked: string[] = [];
  const live = createHttpServer((request, response) => {
    asked.push(request.url ?? '');
    request.resume().once('end', () => setImmediate(() => response.end('ok')));
  });
  const to = await urlOf(live);
  const ignore = (): void => undefined;
  const proxy = transport(
    { to, ehrUrl: to, allowedHosts: ['front.test'], onExchange: ignore, onFault: ignore },
    new Traffic(),
  );
  const url = await urlOf(proxy);
  const close = (): void => {
    for (const server of [proxy, live]) {
      server.closeAllConnections();
      server.close();
    }
  };
  return { url, asked, close };
};

/** All that comes back on a connection whose client ends its side behind what it sends. */
const halfClosed = async (url: string, bytes: string): Promise<string> => {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.end(bytes);
  await once(socket, 'close');
  return text;
};

test('a client that ends its side once it has asked gets its answers', async () => {
  const { url, asked, close } = await opened();
  const read = 'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const write = 'POST /b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}';
  for (const bytes of [read, write, write + read + read]) {
    const count = bytes.split('HTTP/1.1').length - 1;
    assert.equal((await halfClosed(url, bytes)).match(/HTTP\/1\.1 200/g)?.length, count, bytes);
  }
  assert.deepEqual(asked, ['/a', '/b', '/b', '/a', '/a']);
  close();
});

test('a name that a page had lead here is refused, and nothing is asked of the live side', async () => {
  const { url, asked, close } = await opened();
  const asks = (host: string): Promise<string> => halfClosed(url, `GET /a HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  for (const host of ['evil.example', 'localhost.evil.example:1', '127.0.0.1.evil.example', 'x.front.test'])
    assert.match(await asks(host), /^HTTP\/1\.1 403 [^]*OperationOutcome[^]*--allowed-host/, host);
  assert.deepEqual(asked, []);
  for (const host of ['localhost:4020', '127.0.0.1', '[::1]:4020', 'Front.Test:80'])
    assert.match(await asks(host), /^HTTP\/1\.1 200/, host);
  close();
});
