// A client that ends its side of the connection once it has asked: it reads on, and gets its answer.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startMock, type MockOptions } from '../index.ts';

const patient = JSON.stringify({
  resourceType: 'Patient',
  name: [{ use: 'official', family: 'Bloggs', given: ['Joe'] }],
  gender: 'male',
  birthDate: '1980-01-01',
  extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'M' }],
});

const opened = (url: string): Socket =>
  connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });

/** What is answered to a request on a connection that has ended behind it. */
const answerTo = async (url: string, bytes: string): Promise<string> => {
  const socket = opened(url);
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.end(bytes);
  await once(socket, 'close');
  return text;
};

const withBody = (token: string, body: string): string =>
  `POST /Patient HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${patient.length}\r\n\r\n${body}`;

const cases: readonly (readonly [string, () => MockOptions])[] = [
  ['in memory', () => ({})],
  ['with --data', () => ({ data: mkdtempSync(join(tmpdir(), 'half-closed-')) })],
  ['with a delay', () => ({ delay: 50 })],
];
for (const [title, options] of cases)
  test(`a write and two reads behind it are answered, and the connection ends: ${title}`, async () => {
    const mock = await startMock(options());
    const read = `GET /Patient?_count=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${mock.token}\r\n\r\n`;
    const said = await answerTo(mock.url, withBody(mock.token, patient) + read.repeat(2));
    assert.deepEqual(said.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 201', 'HTTP/1.1 200', 'HTTP/1.1 200']);
    assert.match(
      await answerTo(mock.url, withBody(mock.token, patient.slice(1))),
      /^HTTP\/1\.1 400 [^]*OperationOutcome/,
    );
    await mock.close();
  });

test('a reader of events who ends the connection makes room', async () => {
  const mock = await startMock();
  const stream = 'GET /__admin/requests/events HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const readers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const socket = opened(mock.url);
      socket.write(stream);
      await once(socket, 'data');
      return socket;
    }),
  );
  assert.equal((await fetch(`${mock.url}/__admin/requests/events`)).status, 429);
  await Promise.all(
    readers.map(async (socket) => {
      socket.end().resume();
      await once(socket, 'close');
    }),
  );
  const leaving = new AbortController();
  assert.equal((await fetch(`${mock.url}/__admin/requests/events`, { signal: leaving.signal })).status, 200);
  leaving.abort();
  await mock.close();
});
