// Why no answer came, by real sockets: each cause has its kind and one line with the next step.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { after, it } from 'node:test';
import { freePort } from '../bench/test-support/free-port.ts';
import { causeOf } from './no-answer-causes.ts';
import { NoAnswer, sendWithin } from './send.ts';

const closers: (() => void)[] = [];
after(() => closers.forEach((close) => close()));

const portOf = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
};

const pem = readFileSync(new URL('../bench/test-support/self-signed.pem', import.meta.url));

const endless = Readable.from(
  (function* () {
    for (;;) yield Buffer.alloc(65_536, ' ');
  })(),
);
const bomb = gzipSync(Buffer.alloc(40_000_000, ' '));

const addresses: Readonly<Record<string, readonly [() => Promise<string>, NoAnswer['kind'], RegExp]>> = {
  'a refused connection': [async () => `http://127.0.0.1:${await freePort()}`, 'unreachable', /nothing listens there/],
  'a reset': [
    async () =>
      `http://127.0.0.1:${await portOf(createServer((socket) => void socket.once('data', () => socket.resetAndDestroy())))}`,
    'unreachable',
    /broke off/,
  ],
  'no answer in time': [
    async () => `http://127.0.0.1:${await portOf(createServer((socket) => void closers.push(() => socket.destroy())))}`,
    'unreachable',
    /nothing within 0\.2 s.*--timeout/,
  ],
  'an answer without an end': [
    async () => `http://127.0.0.1:${await portOf(createHttp((_request, response) => void endless.pipe(response)))}`,
    'unreachable',
    /the answer is larger than 32 MiB; .*right host/,
  ],
  'a small answer that unpacks to a large one': [
    async () =>
      `http://127.0.0.1:${await portOf(
        createHttp((_request, response) => {
          response.setHeader('content-encoding', 'gzip');
          response.end(bomb);
        }),
      )}`,
    'unreachable',
    /the answer is larger than 32 MiB/,
  ],
  'https to an http port': [
    async () => `https://127.0.0.1:${await portOf(createHttp((_request, response) => response.end()))}`,
    'configuration',
    /does not speak TLS: write http:/,
  ],
  'a certificate that is self-signed': [
    async () => `https://127.0.0.1:${await portOf(createHttps({ key: pem, cert: pem }))}`,
    'configuration',
    /self-signed: name its file in NODE_EXTRA_CA_CERTS/,
  ],
  'a host that does not exist': [async () => 'http://no-such-host.invalid', 'configuration', /DNS/],
};

for (const [name, [address, kind, words]] of Object.entries(addresses))
  it(`${name} is told by its cause`, async () => {
    await assert.rejects(
      sendWithin(name === 'no answer in time' ? 200 : 5000)(new Request(await address())),
      (error) => {
        assert.ok(error instanceof NoAnswer);
        assert.deepEqual([error.kind, error.message.includes('\n')], [kind, false]);
        assert.match(error.message, words);
        return true;
      },
    );
  });

it('what a test cannot bring about has a cause, too', () => {
  for (const [code, words] of [
    ['CERT_HAS_EXPIRED', /expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /authority/],
  ] as const)
    assert.match(causeOf(code).step, words);
});
