// What goes over the wire beside a well-formed request: too large, too slow, malformed. Each is answered, and the answer read.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock();
});
after(() => mock.close());

interface Said {
  readonly status: number;
  readonly body: {
    readonly resourceType?: string;
    readonly issue?: readonly { readonly details: { readonly text: string } }[];
  };
}

/** What is answered to bytes, until the connection ends. */
const answerTo = async (url: string, bytes: string): Promise<Said> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body || '{}') as Said['body'] };
};

const ofHost = 'Host: localhost\r\nConnection: close\r\n';

describe('what is no request is answered with an OperationOutcome', () => {
  for (const [title, bytes, status, text] of [
    ['a request line without a path', `GET\r\n${ofHost}\r\n`, 400, /Bad request/],
    ['a request line without a version', `GET /metadata\r\n${ofHost}\r\n`, 400, /version/],
    ['an expectation beside the known one', `GET / HTTP/1.1\r\n${ofHost}Expect: 100-continue, x\r\n\r\n`, 417, /x is/],
    ['a method that is none', `\u0000ET / HTTP/1.1\r\n${ofHost}\r\n`, 400, /method/],
    ['headers that are too long', `GET / HTTP/1.1\r\n${ofHost}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431, /16384 bytes/],
    [
      'two lengths',
      `POST /Appointment HTTP/1.1\r\n${ofHost}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      400,
      /not a req/,
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, /Host/],
    ['two hosts', `GET / HTTP/1.1\r\n${ofHost}HOST: evil\r\n\r\n`, 400, /more than one Host/],
    ['a tunnel', `CONNECT example:443 HTTP/1.1\r\n${ofHost}\r\n`, 405, /not a proxy/],
    ['another expectation', `GET / HTTP/1.1\r\n${ofHost}Expect: 200-ok\r\n\r\n`, 417, /100-continue/],
  ] as const)
    test(title, async () => {
      const said = await answerTo(mock.url, bytes);
      assert.equal(said.status, status);
      assert.equal(said.body.resourceType, 'OperationOutcome');
      assert.match(said.body.issue?.[0]?.details.text ?? '', text);
    });
});

test('a target with a scheme, a host or a fragment is read in one way: by the router, the refusal and the explanation', async () => {
  for (const [target, method, status] of [
    ['/Appointment#x', 'GET', 200],
    ['/Appointment?_count=1#/../', 'GET', 200],
    ['http://other/Appointment', 'GET', 200],
    ['http://other', 'GET', 200],
    ['HTTPS://other?x=1', 'GET', 200],
    ['http://other/Appointment/x', 'PATCH', 405],
    ['/Appointment/x#y', 'DELETE', 405],
  ] as const) {
    const head = `${method} ${target} HTTP/1.1\r\nAuthorization: Bearer ${mock.token}\r\n${ofHost}\r\n`;
    assert.equal((await answerTo(mock.url, head)).status, status, target);
    const latest = await fetch(`${mock.url}/__admin/requests?limit=1`);
    const [{ id, path }] = ((await latest.json()) as { requests: [{ id: string; path: string }] }).requests;
    assert.match(path, /^\/[^#]*$/);
    assert.equal((await fetch(`${mock.url}/__admin/requests/${id}`)).status, 200, target);
  }
});

test('readers of events behind another request are refused, and those who are gone make room', async () => {
  const body = '{"at":"before-judge","path":"/nobody"}';
  const hold = await fetch(`${mock.url}/__admin/holds`, { method: 'POST', body });
  const { id } = (await hold.json()) as { id: string };
  const { hostname, port } = new URL(mock.url);
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const socket = connect(Number(port), hostname);
  const asked = get(`/__admin/holds/${id}/arrival`) + get('/__admin/requests/events').repeat(150);
  await new Promise((resolve) => socket.write(asked, resolve));
  // What is answered later was asked later: by then the mock has read what went before.
  await fetch(`${mock.url}/__admin/health`);
  socket.resetAndDestroy();
  const reading = new AbortController();
  const { status } = await fetch(`${mock.url}/__admin/requests/events`, { signal: reading.signal });
  reading.abort();
  assert.equal(status, 200);
  await fetch(`${mock.url}/__admin/holds/${id}`, { method: 'DELETE' });
});

test('bodies that dribble in are ended, and their connections are free again', { timeout: 120_000 }, async () => {
  const slow = await startMock({ maxConnections: 20, requestTimeout: 300 });
  const head = `POST /Appointment HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{`;
  const said = await Promise.all(Array.from({ length: 20 }, () => answerTo(slow.url, head)));
  assert.deepEqual([...new Set(said.map(({ status }) => status))], [408]);
  assert.equal(said[0]?.body.resourceType, 'OperationOutcome');
  assert.equal((await fetch(`${slow.url}/metadata`)).status, 200);
  await slow.close();
});

const large = Buffer.alloc(3_000_000, 'a');

describe('a body over the limit is answered 413, and every client reads it', () => {
  test('fetch', async () => {
    for (let round = 0; round < 5; round++) {
      const headers = { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${mock.url}/Appointment`, { method: 'POST', headers, body: large });
      assert.equal(answer.status, 413);
      assert.match(await answer.text(), /OperationOutcome/);
    }
  });

  const hasCurl = spawnSync('curl', ['--version']).error === undefined;

  for (const [title, header] of [
    ['curl, which asks first', 'X-Nothing: 1'],
    ['curl, which sends at once', 'Expect:'],
    ['curl, which sends chunks', 'Transfer-Encoding: chunked'],
  ] as const)
    test(title, { skip: !hasCurl }, async () => {
      for (let round = 0; round < 5; round++) {
        const args = ['-sS', '-w', '\n%{http_code} %{size_upload}', '--data-binary', '@-', '-H', header];
        const running = promisify(execFile)('curl', [
          ...args,
          '-H',
          'Content-Type: application/json',
          `${mock.url}/Appointment`,
        ]);
        running.child.stdin?.on('error', () => undefined).end(large);
        const [body = '', line = ''] = (await running).stdout.split('\n');
        assert.match(body, /OperationOutcome/);
        const [status, uploaded] = line.split(' ').map(Number);
        assert.equal(status, 413);
        if (title.includes('asks')) assert.equal(uploaded, 0);
      }
    });

  test('the next request on the connection is served', async () => {
    const { hostname, port } = new URL(mock.url);
    const bytes = `POST /Appointment HTTP/1.1\r\nHost: x\r\nContent-Length: ${large.length}\r\n\r\n`;
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.write(bytes);
    socket.write(large);
    socket.write(`GET /metadata HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    await once(socket, 'close');
    assert.deepEqual(text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 413', 'HTTP/1.1 200']);
  });
});

test('a client that asks first may go on where its body is small enough', async () => {
  const { hostname, port } = new URL(mock.url);
  const headers = { expect: '100-continue', 'content-length': '2', authorization: `Bearer ${mock.token}` };
  const sent = httpRequest({ hostname, port, method: 'POST', path: '/Appointment', headers });
  sent.flushHeaders();
  await once(sent, 'continue');
  sent.end('{}');
  const [response] = (await once(sent, 'response')) as [{ readonly statusCode: number; resume: () => void }];
  response.resume();
  assert.equal(response.statusCode, 400);
});
