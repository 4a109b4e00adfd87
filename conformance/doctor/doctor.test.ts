// Doctor: what it tells apart, what it writes, and that verify takes what it has written.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { defaultEdition } from '../../schemas/editions/editions.ts';
import type { Conclusion } from '../run/exit-codes.ts';
import { call, newFolder, type Environment } from '../../bench/test-support/command.ts';
import { serve, type Received, type Reply } from '../../bench/test-support/server.ts';
import { doctor } from './doctor.ts';

const closers: (() => Promise<void>)[] = [];

after(async () => {
  for (const close of closers) await close();
});

const folder = newFolder();
const out = join(folder, 'found.json');
const secret = 'a-secret-4711';

const examine = async (exported: Environment): Promise<{ readonly conclusion: Conclusion; readonly said: string }> => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const conclusion = await doctor({ exported, config: undefined, edition: defaultEdition, options: {}, out, say });
  return { conclusion, said: lines.join('\n') };
};

const serverThat = async (answer: (received: Received) => Reply): Promise<Environment> => {
  const server = await serve(answer);
  closers.push(server.close);
  return { CANVAS_FHIR_BASE_URL: server.url, CANVAS_CLIENT_ID: 'us', CANVAS_CLIENT_SECRET: secret };
};

const granting =
  (fhir: Reply) =>
  ({ url }: Received): Reply =>
    url === '/auth/token/' ? { status: 200, body: { access_token: 'token-0815', expires_in: 36_000 } } : fhir;

const outcome = { resourceType: 'OperationOutcome', issue: [] };

const cases: readonly (readonly [string, (received: Received) => Reply, RegExp])[] = [
  [
    'a page in the place of FHIR',
    granting({ status: 404, body: '<h1>Not Found</h1>' }),
    /404 .*the FHIR application is not enabled/,
  ],
  ['a firewall', granting({ status: 403, body: '<h1>Request blocked</h1>' }), /403 .*a firewall answers, not FHIR/],
  ['a missing scope', granting({ status: 403, body: outcome }), /403 .*its scopes do not cover this/],
  ['an expired token', granting({ status: 401, body: outcome }), /the token is not accepted \(401\): it has expired/],
  [
    'another host',
    granting({ status: 302, headers: { location: '/login' } }),
    /302 .*a page or a redirect and no FHIR/,
  ],
  [
    'a wrong secret',
    () => ({ status: 401, body: { error: 'invalid_client' } }),
    /401: .*invalid_client.*check CANVAS_CLIENT_ID/,
  ],
];

describe('doctor tells apart', () => {
  for (const [name, answer, said] of cases) {
    it(name, async () => {
      const found = await examine(await serverThat(answer));
      assert.equal(found.conclusion, name === 'a firewall' ? 'stopped' : 'configuration');
      assert.match(found.said, said);
      assert.match(found.said, /^skipped/m);
      assert.ok(!found.said.includes(secret) && !existsSync(out));
    });
  }

  it('a host that is not there, and a name that nobody knows', async () => {
    const credentials = { CANVAS_CLIENT_ID: 'us', CANVAS_CLIENT_SECRET: secret };
    const gone = await serve(() => ({ status: 200 }));
    await gone.close();
    const refused = await examine({ ...credentials, CANVAS_FHIR_BASE_URL: gone.url });
    assert.equal(refused.conclusion, 'inconclusive');
    assert.match(refused.said, /nothing listens there/);
    const unknown = await examine({ ...credentials, CANVAS_FHIR_BASE_URL: 'https://fumage-nobody.invalid' });
    assert.match(unknown.said, /(no such host|could not be looked up) \(DNS\)/);
  });
});

/** How many appointments the mock holds. */
const appointments = async (url: string): Promise<number> =>
  ((await (await fetch(`${url}/__admin/records/appointments`)).json()) as unknown[]).length;

describe('doctor on a server that is all right', () => {
  it('creates nothing, writes a config without secrets, and verify takes it', async () => {
    const mock = await startMock({ clients: { us: secret } });
    closers.push(mock.close);
    const credentials = { CANVAS_CLIENT_ID: 'us', CANVAS_CLIENT_SECRET: secret };
    const before = await appointments(mock.url);
    const { conclusion, said } = await examine({ ...credentials, CANVAS_FHIR_BASE_URL: mock.url });
    assert.equal(conclusion, 'conformant', said);
    assert.equal(await appointments(mock.url), before);
    const text = readFileSync(out, 'utf8');
    assert.ok(!text.includes(secret) && !text.replace('"token": "ok"', '').includes('token'));
    const ended = await call(
      folder,
      ['verify', '--config', out, '--rules', 'read', '--quiet', '--max-not-exercised', '1'],
      credentials,
    );
    assert.equal(ended.code, 0, ended.out + ended.err);
    assert.match(ended.out, new RegExp(`PARTIAL \\(.* covered\\): ${mock.url}`));
  });
});
