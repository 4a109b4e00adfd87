// The look at a live target before the suite: wrong credentials, hosts that are no FHIR server, and silence.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { clientTo } from './open-live-run.ts';
import { call, newFolder, type Ended, type Environment } from '../../bench/test-support/command.ts';
import { namedTarget, preflight } from './preflight.ts';
import { serve, type Reply, type TestServer } from '../../bench/test-support/server.ts';

const folder = newFolder();
const closers: (() => Promise<void>)[] = [];

after(async () => {
  for (const close of closers) await close();
});

const serverThat = async (answer: (url: string, method: string) => Reply | undefined): Promise<TestServer> => {
  const server = await serve(({ url, method }) => answer(url, method));
  closers.push(server.close);
  return server;
};

const verify = (environment: Environment): Promise<Ended> =>
  call(folder, ['verify', '--rules', 'read', '--out', 'out', '--quiet'], environment);

/** A target with a token that no mock accepts. */
const withWrongToken = (url: string): Environment => ({
  CANVAS_FHIR_BASE_URL: url,
  CANVAS_ACCESS_TOKEN: 'wrong-token-1',
});

const oneLine = /^canvas-harness: [^\n]+\n$/;

describe('a configuration fault ends in 5 with one line, and no scenario runs', () => {
  it('a token that the server does not accept', async () => {
    const mock = await startMock();
    closers.push(mock.close);
    const { code, out, err } = await verify(withWrongToken(mock.url));
    assert.deepEqual([code, out], [5, '']);
    assert.match(err, oneLine);
    assert.match(err, /the token is not accepted \(401\): it has expired/);
    assert.ok(!existsSync(join(folder, 'out', 'verdict.json')));
  });

  it('a secret that the token endpoint refuses', async () => {
    const mock = await startMock({ clients: { us: 'right-secret' } });
    closers.push(mock.close);
    const { code, err } = await verify({
      CANVAS_FHIR_BASE_URL: mock.url,
      CANVAS_CLIENT_ID: 'us',
      CANVAS_CLIENT_SECRET: 'wrong-secret',
    });
    assert.equal(code, 5);
    assert.match(
      err,
      /\/auth\/token\/ answered 401: .*invalid_client.*check CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET/,
    );
    assert.match(err, oneLine);
  });

  it('scopes that do not cover appointments', async () => {
    const mock = await startMock();
    closers.push(mock.close);
    const { code, err } = await verify({
      CANVAS_FHIR_BASE_URL: mock.url,
      CANVAS_CLIENT_ID: 'us',
      CANVAS_CLIENT_SECRET: 'a-secret-1',
      CANVAS_SCOPE: 'user/Patient.read',
    });
    assert.equal(code, 5);
    assert.match(err, /answered 403 .*its scopes do not cover this/);
  });

  it('half a configuration, of which nothing is sent', async () => {
    const server = await serverThat(() => ({ status: 200, body: {} }));
    const address = { CANVAS_FHIR_BASE_URL: server.url };
    for (const [environment, said] of [
      [address, /No credentials: set CANVAS_ACCESS_TOKEN/],
      [{ ...address, CANVAS_CLIENT_ID: 'us' }, /CANVAS_CLIENT_ID is set without CANVAS_CLIENT_SECRET/],
      [{ ...address, CANVAS_CLIENT_SECRET: 's-e-c-r-e-t' }, /CANVAS_CLIENT_SECRET is set without CANVAS_CLIENT_ID/],
      [{ CANVAS_ACCESS_TOKEN: 'token-1' }, /there are credentials but no address: set CANVAS_FHIR_BASE_URL/],
      [withWrongToken('http://me:pass@127.0.0.1:1'), /holds a user name or password/],
    ] as const) {
      assert.throws(() => namedTarget(environment), { name: 'Stop', conclusion: 'configuration', message: said });
    }
    const { code, err } = await verify({ ...address, CANVAS_CLIENT_ID: 'us' });
    assert.equal(code, 5, err);
    assert.match(err, oneLine);
    assert.equal(server.received.length, 0);
  });
});

describe('a target that is not a FHIR server or that fails ends in 5, one that is silent in 3, and violates nothing', () => {
  const cases: readonly (readonly [string, (url: string) => Reply | undefined, RegExp])[] = [
    [
      'pages for everything',
      () => ({ status: 404, body: '<h1>Not Found</h1>' }),
      /the FHIR application is not enabled/,
    ],
    ['a login page', () => ({ status: 302, headers: { location: '/login' } }), /a page or a redirect and no FHIR/],
    ['server errors for everything', () => ({ status: 503, body: '<p>down</p>' }), /the server fails \(5xx\)/],
    ['JSON that is not FHIR', () => ({ status: 404, body: { detail: 'Not Found' } }), /an answer that is not FHIR/],
    ['no answer', () => undefined, /No answer from GET .*nothing within 0\.3 s/],
  ];
  for (const [name, answer, said] of cases) {
    it(name, async () => {
      const server = await serverThat(answer);
      const patience: Environment = name === 'no answer' ? { CANVAS_TIMEOUT: '0.3' } : {};
      const look = await preflight(clientTo(server.url, { ...withWrongToken(server.url), ...patience })).catch(
        (error: unknown) => ({ isReady: false, reason: (error as Error).message }) as const,
      );
      assert.match(look.isReady ? '' : look.reason, said);
    });
  }

  it('and the command says so', async () => {
    const server = await serverThat(() => ({ status: 404, body: '<h1>Not Found</h1>' }));
    const { code, err } = await verify(withWrongToken(server.url));
    assert.equal(code, 5);
    assert.match(err, oneLine);
    assert.match(err, /the FHIR application is not enabled/);
  });
});

describe('an access that only some scenarios need', () => {
  it('is asked for before the run: those scenarios are withheld with cause and next step, the others run', async () => {
    const mock = await startMock();
    closers.push(mock.close);
    const { code, out, err } = await call(
      newFolder(),
      ['verify', '--rules', 'search/bad-sort-is-refused,practitioner,schedule', '--level', 'smoke', '--quiet'],
      {
        CANVAS_FHIR_BASE_URL: mock.url,
        CANVAS_CLIENT_ID: 'us',
        CANVAS_CLIENT_SECRET: 'a-secret-1',
        CANVAS_SCOPE: 'user/Appointment.*',
      },
    );
    assert.match(
      err,
      /^access {6}\d+ scenarios are not exercised: GET \S+\/Practitioner\?_count=1 answered 403: .*scopes/m,
    );
    assert.match(err, /^access .*\/Schedule\?_count=1 answered 403/m);
    assert.equal((err.match(/^access/gm) ?? []).length, 2, err);
    assert.match(out, /0 of 1 exercised rules violated/);
    assert.match(out, /scenarios? w(?:as|ere) left out: GET .*Schedule.* 403: .*scopes/);
    assert.equal(code, 5, out);
  });
});
