// Commands that read from the address of a mock, where something else answers there: each ends, in one line, within bounds.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { call, newFolder } from '../bench/test-support/command.ts';

const folder = newFolder();
const closers: (() => void)[] = [];
after(() => {
  for (const close of closers) close();
  rmSync(folder, { recursive: true, force: true });
});

const listening = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const megabyte = Buffer.alloc(1_048_576, ' ');

const megabytes = (count: number): Readable =>
  Readable.from(
    (function* () {
      for (let number = 0; number < count; number += 1) yield megabyte;
    })(),
  );

/** A list of as many requests as a journal lists, each of which is a large one. */
const manyLarge: RequestListener = ({ url = '' }, response) => {
  const ids = Array.from({ length: 100 }, (_none, id) => ({ id }));
  if (url.includes('/requests?')) response.end(JSON.stringify({ requests: ids }));
  else {
    response.write('{}');
    megabytes(16).pipe(response);
  }
};

const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
const timers: NodeJS.Timeout[] = [];
closers.push(() => timers.forEach(clearInterval));

let followed = 0;
const elsewhere = await listening((_request, response) => {
  followed += 1;
  response.end('{}');
});

/** What answers in the place of a mock, and what is said of it. */
const servers: Readonly<Record<string, readonly [RequestListener, RegExp]>> = {
  'an answer without an end': [(_request, response) => void megabytes(2000).pipe(response), /larger than \d+ MiB/],
  'a small answer that unpacks to a large one': [
    (_request, response) => void response.setHeader('content-encoding', 'gzip').end(bomb),
    /larger than \d+ MiB/,
  ],
  silence: [() => undefined, /nothing within 1 s.*CANVAS_TIMEOUT/],
  'a byte now and then': [
    (_request, response) => void timers.push(setInterval(() => response.write(' '), 50)),
    /nothing within 1 s/,
  ],
  'a redirect to another host': [
    (_request, response) => void response.writeHead(302, { location: elsewhere }).end(),
    /answered 302/,
  ],
};

writeFileSync(join(folder, 'in.json'), '{}');

/** The commands, each with the arguments for an address. */
const commands: Readonly<Record<string, (url: string) => readonly string[]>> = {
  'world export': (url) => ['world', 'export', 'default', 'out.json', '--url', url, '--admin-token', 'a-secret'],
  'world import': (url) => ['world', 'import', 'default', 'in.json', '--url', url, '--admin-token', 'a-secret'],
  mcp: (url) => ['mcp', '--url', url, '--admin-token', 'a-secret'],
  'examine --journal': (url) => ['examine', '--journal', url],
};

const isOneLine = (text: string): boolean => /^canvas-harness: [^\n]+\n$/.test(text);

for (const [name, [listener, says]] of Object.entries(servers))
  describe(name, () => {
    for (const [command, argumentsFor] of Object.entries(commands))
      it(`ends ${command} in one line`, { timeout: 30_000 }, async () => {
        const patience = says.source.includes('nothing') ? { CANVAS_TIMEOUT: '1' } : {};
        const { code, out, err } = await call(folder, argumentsFor(await listening(listener)), patience);
        assert.ok(isOneLine(err), err);
        assert.match(err, says);
        assert.ok(code !== null && [2, 3, 5].includes(code), String(code));
        assert.equal(out, '');
        assert.equal(existsSync(join(folder, 'out.json')), false);
      });
  });

it('no redirect was followed, which would hand over the token of the admin surface', () => assert.equal(followed, 0));

it('a journal that is larger in all than it may be ends examine', { timeout: 60_000 }, async () => {
  const { code, err } = await call(folder, ['examine', '--journal', await listening(manyLarge)]);
  assert.ok(isOneLine(err), err);
  assert.match(err, /larger than 128 MiB in all/);
  assert.equal(code, 3);
});

describe('an address with a user and a password is refused, and not shown', () => {
  for (const [command, argumentsFor] of Object.entries(commands))
    it(command, async () => {
      const { code, err } = await call(folder, argumentsFor('http://somebody:topsecret1@127.0.0.1:1'));
      assert.ok(isOneLine(err), err);
      assert.doesNotMatch(err, /topsecret1/);
      assert.match(err, /without user and password/);
      assert.equal(code, 2);
    });
});
