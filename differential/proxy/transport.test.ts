// Answers that Node reads and would not write: the proxy says so and lives on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
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
    { to, ehrUrl: to, onExchange: () => undefined, onFault: (_request, why) => faults.push(why) },
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
