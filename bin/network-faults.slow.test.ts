// Every command that speaks to a server, against every way of getting no useful answer: one exit code and one line a cause.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { call, newFolder, type Environment } from '../bench/test-support/command.ts';
import { freePort } from '../bench/test-support/free-port.ts';
import { serve, type Reply } from '../bench/test-support/server.ts';

const closers: (() => void | Promise<void>)[] = [];
after(async () => {
  for (const close of closers) await close();
});

const portOf = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => void server.close());
  return (server.address() as AddressInfo).port;
};

const answering = async (reply: Reply): Promise<string> => {
  const server = await serve(() => reply);
  closers.push(server.close);
  return server.url;
};

const sockets = async (act: (socket: Socket) => void): Promise<string> =>
  `http://127.0.0.1:${await portOf(createServer(act))}`;

const pem = readFileSync(new URL('../bench/test-support/self-signed.pem', import.meta.url));

interface Fault {
  readonly address: () => Promise<string>;
  readonly code: number;
  readonly says: RegExp;
}

const faults: Readonly<Record<string, Fault>> = {
  'an unknown host': { address: async () => 'http://no-such-host.localhost.invalid', code: 5, says: /DNS/ },
  'https to an http port': {
    address: async () => (await answering({ status: 200 })).replace('http:', 'https:'),
    code: 5,
    says: /does not speak TLS: write http:/,
  },
  'a self-signed certificate': {
    address: async () => `https://127.0.0.1:${await portOf(createHttps({ key: pem, cert: pem }))}`,
    code: 5,
    says: /self-signed: name its file in NODE_EXTRA_CA_CERTS/,
  },
  'a refused connection': {
    address: async () => `http://127.0.0.1:${await freePort()}`,
    code: 3,
    says: /nothing listens there/,
  },
  'a reset': {
    address: () => sockets((socket) => void socket.once('data', () => socket.resetAndDestroy())),
    code: 3,
    says: /broke off/,
  },
  silence: {
    address: () =>
      sockets(
        (socket) =>
          void closers.push(() => {
            socket.destroy();
          }),
      ),
    code: 3,
    says: /nothing within 1 s/,
  },
  'a server error': {
    address: () => answering({ status: 500, body: '<h1>Error</h1>' }),
    code: 5,
    says: /fails \(5xx\)/,
  },
  'a firewall': {
    address: () => answering({ status: 403, body: '<html><h1>Blocked</h1></html>' }),
    code: 6,
    says: /have this address let through/,
  },
  'a refused token': {
    address: () => answering({ status: 401, body: { resourceType: 'OperationOutcome' } }),
    code: 5,
    says: /the token is not accepted/,
  },
  'a rate limit': {
    address: () =>
      answering({ status: 429, headers: { 'retry-after': '0' }, body: { resourceType: 'OperationOutcome' } }),
    code: 6,
    says: /too many requests \(429\)/,
  },
};

const hosts = ['--allow-host', 'no-such-host.localhost.invalid'];

/** The commands, each with the arguments for an address. */
const commands: Readonly<Record<string, (url: string) => readonly string[]>> = {
  verify: () => ['verify', '--rules', 'read', '--quiet', '--out', 'out', ...hosts],
  doctor: () => ['doctor', ...hosts],
  probe: (url) => ['probe', '--against', url, '--level', 'smoke', ...hosts],
  drift: (url) => ['drift', '--against', url, '--explore', '1', ...hosts],
  detect: (url) => ['editions', 'detect', url, ...hosts],
  cleanup: () => ['cleanup', '--ledger', 'ledger.jsonl'],
};

const openLedger = (url: string): string =>
  [
    { event: 'run', run: 'a1b2c3d4e5f60718', at: '2026-01-01T00:00:00.000Z', baseUrl: url, pid: 1 },
    { event: 'created', run: 'a1b2c3d4e5f60718', n: 1, type: 'Appointment', id: '1' },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

for (const [name, { address, code: wanted, says }] of Object.entries(faults))
  describe(name, () => {
    for (const [command, argumentsFor] of Object.entries(commands))
      it(`ends ${command} in ${wanted}, with the next step`, async () => {
        const url = await address();
        const folder = newFolder();
        writeFileSync(join(folder, 'ledger.jsonl'), openLedger(url));
        const environment: Environment = {
          CANVAS_FHIR_BASE_URL: url,
          CANVAS_ACCESS_TOKEN: 'a-token',
          CANVAS_TIMEOUT: '1',
        };
        const { code, out, err } = await call(folder, argumentsFor(url), environment);
        const lines = `${out}${err}`.split('\n').filter((line) => says.test(line));
        assert.ok(lines.length > 0, `${out}${err}`);
        assert.equal(code, wanted, `${out}${err}`);
      });
  });
