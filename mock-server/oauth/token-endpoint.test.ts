// OAuth over HTTP and in a real browser: consent, codes, refresh tokens, tokens for one patient, introspection.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { launch, skip } from '../../bench/test-support/browser.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance, patients } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../index.ts';

const redirectUri = 'https://app.example/callback?tab=1';
const [pat, quinn] = patients.map(({ id }) => id);

let mock: Mock;
before(async () => {
  mock = await startMock({
    records: instance,
    cors: '*',
    clients: { app: 'secret', other: 'secret', open: {}, bound: { secret: 'secret', redirectUris: [redirectUri] } },
  });
});
after(() => mock.close());
beforeEach(() => {
  mock.world.reset();
  mock.world.changeSettings({ consent: 'approve' });
  mock.world.clock.freeze(Date.UTC(2031, 2, 4, 8));
});

type Fields = Readonly<Record<string, string>>;
type Body = Readonly<Record<string, unknown>>;

const authorize = (fields: Fields, init: RequestInit = {}): Promise<Response> => {
  const query = new URLSearchParams({ response_type: 'code', client_id: 'app', redirect_uri: redirectUri, ...fields });
  return fetch(`${mock.url}/auth/authorize/?${query.toString()}`, { redirect: 'manual', ...init });
};

const backFrom = (response: Response): URLSearchParams => new URL(response.headers.get('location') ?? '').searchParams;

const codeFor = async (fields: Fields): Promise<string> => backFrom(await authorize(fields)).get('code') ?? '';

const tokenFor = async (fields: Fields): Promise<{ readonly status: number; readonly body: Body }> => {
  const form = new URLSearchParams({ client_id: 'app', client_secret: 'secret', ...fields });
  const response = await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as Body };
};

const exchange = (code: string, fields: Fields = {}) =>
  tokenFor({ grant_type: 'authorization_code', redirect_uri: redirectUri, code, ...fields });

const call = (token: unknown, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(mock.url + path, {
    ...init,
    headers: { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' },
  });

describe('the consent page', () => {
  it('sends the client back with access_denied and its state where the user says no, and gives no code', async () => {
    mock.world.changeSettings({ consent: 'ask' });
    const page = await (await authorize({ scope: 'patient/Appointment.read', state: 'a&b c' })).text();
    const body = new URLSearchParams({ patient: pat ?? '', decision: 'deny' });
    for (const [, name = '', value = ''] of page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g))
      body.append(name, value.replaceAll('&amp;', '&'));
    const answer = await fetch(`${mock.url}/auth/authorize/`, { method: 'POST', body, redirect: 'manual' });
    const back = backFrom(answer);
    assert.deepEqual([answer.status, back.get('error'), back.get('state')], [302, 'access_denied', 'a&b c']);
    assert.deepEqual([back.get('tab'), back.get('code')], ['1', null]);
  });
});

describe('the authorization code grant', () => {
  it('sends the client back with a code and its state, which gives the documented members in their order', async () => {
    const back = backFrom(await authorize({ scope: 'user/Appointment.read', state: 'a&b c' }));
    assert.deepEqual([back.get('tab'), back.get('state')], ['1', 'a&b c']);
    const { status, body } = await exchange(back.get('code') ?? '');
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['access_token', 'expires_in', 'token_type', 'scope', 'refresh_token']);
    assert.deepEqual(
      [body['expires_in'], body['token_type'], body['scope']],
      [36_000, 'Bearer', 'user/Appointment.read'],
    );
    assert.equal((await call(body['access_token'], '/Appointment')).status, 200);
    assert.equal((await call(body['access_token'], '/Patient')).status, 403);
  });

  it('takes a code once, from its client, for its address, within a minute by the clock of the world', async () => {
    const used = await codeFor({});
    assert.equal((await exchange(used)).status, 200);
    const late = await codeFor({});
    const [toOther, elsewhere] = [await codeFor({}), await codeFor({})];
    const refused = [
      await exchange(used),
      await exchange(toOther, { client_id: 'other' }),
      await exchange(elsewhere, { redirect_uri: `${redirectUri}/` }),
      // The try with the wrong address has used it up.
      await exchange(elsewhere),
      await exchange('nonsense'),
    ];
    mock.world.clock.freeze(Date.UTC(2031, 2, 4, 8, 1));
    refused.push(await exchange(late));
    for (const { status, body } of refused) assert.deepEqual([status, body['error']], [400, 'invalid_grant']);
    assert.equal((await exchange(await codeFor({}), { client_secret: 'wrong' })).status, 401);
  });

  it('redirects with a fault only where the client is registered with the address', async () => {
    const verifier = 'v'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    for (const fields of [
      { response_type: 'token' },
      { response_type: '' },
      { scope: 'nothing/Known.x' },
      { code_challenge: challenge },
      { code_challenge: verifier, code_challenge_method: 'plain' },
      { code_challenge: '', code_challenge_method: 'S256' },
      { code_challenge_method: 'S256' },
      { code_challenge: 'é'.repeat(43), code_challenge_method: 'S256' },
    ]) {
      const unchecked = await authorize({ ...fields, redirect_uri: 'https://anywhere.example/' });
      assert.deepEqual([unchecked.status, unchecked.headers.get('location')], [400, null], JSON.stringify(fields));
      const registered = await authorize({ ...fields, client_id: 'bound' });
      assert.equal(registered.status, 302, JSON.stringify(fields));
      assert.match(backFrom(registered).get('error') ?? '', /^(unsupported_response_type|invalid_(request|scope))$/);
    }
  });

  it('takes no empty verifier, and none where there was no challenge', async () => {
    const empty = createHash('sha256').update('').digest('base64url');
    const asked = { code_challenge: empty, code_challenge_method: 'S256' };
    for (const [fields, verifier] of [
      [asked, ''],
      [{}, ''],
      [{}, 'v'.repeat(50)],
    ] as const)
      assert.equal((await exchange(await codeFor(fields), { code_verifier: verifier })).body['error'], 'invalid_grant');
  });

  it('holds a client without a secret to its challenge', async () => {
    const verifier = 'v'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const asked = { client_id: 'open', code_challenge: challenge, code_challenge_method: 'S256' };
    const open = { client_id: 'open', client_secret: '' };
    const good = await exchange(await codeFor(asked), { ...open, code_verifier: verifier });
    assert.equal(good.status, 200);
    const again = { grant_type: 'refresh_token', refresh_token: String(good.body['refresh_token']) };
    assert.equal((await tokenFor({ ...again, ...open })).status, 200);
    const wrong = [
      await exchange(await codeFor(asked), { ...open, code_verifier: 'w'.repeat(50) }),
      await exchange(await codeFor(asked), open),
      await exchange(await codeFor({ client_id: 'open' }), open),
      await exchange(await codeFor({ client_id: 'open' }), { ...open, code_verifier: verifier }),
    ];
    for (const { body } of wrong) assert.equal(body['error'], 'invalid_grant');
    assert.equal((await tokenFor({ grant_type: 'client_credentials', ...open })).status, 401);
  });

  it('sends nobody to an address that is not the client’s', async () => {
    const bad: readonly Fields[] = [
      { redirect_uri: '' },
      { redirect_uri: 'javascript:alert(1)' },
      { redirect_uri: 'https://app.example/#x' },
      { client_id: 'bound', redirect_uri: `${redirectUri}&x` },
      { client_id: 'stranger' },
    ];
    for (const fields of bad) {
      const response = await authorize(fields);
      assert.deepEqual([response.status, response.headers.get('location')], [400, null]);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    }
    assert.equal(
      backFrom(await authorize({ client_id: 'bound', response_type: 'token' })).get('error'),
      'unsupported_response_type',
    );
    assert.equal((await authorize({ client_id: 'bound' })).status, 302);
  });

  it('shows what a client sends as text only', async () => {
    mock.world.changeSettings({ consent: 'ask' });
    const page = await (await authorize({ scope: '"><script>alert(1)</script>', state: "'><b>" })).text();
    assert.doesNotMatch(page, /<script|<b>/);
  });
});

describe('a refresh token', () => {
  it('works once, gives its successor, and never grows', async () => {
    const first = await exchange(await codeFor({ scope: 'user/Appointment.read user/Patient.read' }));
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) };
    mock.world.clock.freeze(Date.UTC(2032, 2, 2));
    assert.equal((await call(first.body['access_token'], '/Appointment')).status, 401);
    const beyond = await tokenFor({ ...refresh, scope: 'user/*.*' });
    assert.equal(beyond.body['error'], 'invalid_scope');
    assert.equal((await tokenFor({ ...refresh, client_id: 'other' })).body['error'], 'invalid_grant');
    const second = await tokenFor({ ...refresh, redirect_uri: redirectUri });
    assert.deepEqual(Object.keys(second.body), Object.keys(first.body));
    assert.equal((await call(second.body['access_token'], '/Appointment')).status, 200);
    assert.deepEqual((await tokenFor(refresh)).body['error'], 'invalid_grant');
    const next = { ...refresh, refresh_token: String(second.body['refresh_token']), scope: 'user/Patient.read' };
    assert.equal((await tokenFor(next)).body['scope'], 'user/Patient.read');
  });

  it('is good for a year', async () => {
    const { body } = await exchange(await codeFor({ scope: 'user/Patient.read' }));
    const refresh = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    mock.world.clock.freeze(Date.UTC(2032, 2, 4, 8));
    assert.match(String((await tokenFor(refresh)).body['error_description']), /has expired/);
  });
});

describe('a token for one patient', () => {
  const credentials = { grant_type: 'client_credentials', patient: pat ?? '' };
  const everything = 'patient/Appointment.* patient/Patient.* patient/Encounter.read';

  it('has the members of a launch, and needs scopes and somebody', async () => {
    const { body } = await tokenFor({ ...credentials, scope: everything });
    const members = ['access_token', 'expires_in', 'token_type', 'scope', 'smart_style_url', 'patient'];
    assert.deepEqual(Object.keys(body), [...members, 'need_patient_banner']);
    assert.deepEqual([body['patient'], body['need_patient_banner']], [pat, true]);
    assert.equal((await fetch(String(body['smart_style_url']))).status, 200);
    assert.equal((await tokenFor(credentials)).body['error'], 'invalid_scope');
    assert.equal((await tokenFor({ ...credentials, scope: 'user/*.*' })).body['error'], 'invalid_scope');
    assert.equal(
      (await tokenFor({ ...credentials, scope: everything, patient: 'x' })).body['error'],
      'invalid_request',
    );
  });

  it('sees and writes the records of that patient only', async () => {
    const book = (token: unknown, patient: string | undefined): Promise<Response> => {
      const actor = { reference: `Patient/${patient ?? ''}` };
      const [practitioner] = canonicalAppointment().participant ?? [];
      const participant = [...(practitioner ? [practitioner] : []), { actor, status: 'accepted' }];
      const body = JSON.stringify(canonicalAppointment({ participant }));
      return call(token, '/Appointment', { method: 'POST', body });
    };
    const idOf = (response: Response): string => response.headers.get('location')?.split('/')[4] ?? '';
    const theirs = idOf(await book(mock.token, quinn));
    const { body } = await tokenFor({ ...credentials, scope: everything });
    const token = body['access_token'];
    const own = idOf(await book(token, pat));
    assert.equal((await book(token, quinn)).status, 403);
    const total = async (path: string): Promise<unknown> =>
      ((await (await call(token, path)).json()) as { total: number }).total;
    assert.equal((await call(token, `/Appointment/${own}`)).status, 200);
    assert.equal((await call(token, `/Appointment/${theirs}`)).status, 404);
    const change = { method: 'PUT', body: '{"status": "cancelled"}' };
    assert.equal((await call(token, `/Appointment/${theirs}`, change)).status, 404);
    const handOver = JSON.stringify({ participant: [{ actor: { reference: `Patient/${quinn ?? ''}` }, status: 'a' }] });
    assert.equal((await call(token, `/Appointment/${own}`, { method: 'PUT', body: handOver })).status, 403);
    for (const query of ['', `?patient=Patient/${pat ?? ''}`, '?date=2031-03-04', '?status=proposed'])
      assert.equal(await total(`/Appointment${query}`), 1, query);
    assert.equal(await total(`/Appointment?patient=Patient/${quinn ?? ''}`), 0);
    assert.equal(await total(`/Appointment?_id=${theirs}`), 0);
    assert.equal(await total('/Encounter'), 1);
    assert.equal(await total('/Patient'), 1);
    assert.equal((await call(token, `/Patient/${quinn ?? ''}`)).status, 404);
    assert.equal((await call(token, '/Practitioner')).status, 403);
    const newcomer =
      '{"resourceType": "Patient", "birthDate": "1990-01-01", "name": [{"use": "official", "family": "F", "given": ["G"]}]}';
    assert.equal((await call(token, '/Patient', { method: 'POST', body: newcomer })).status, 403);
  });

  it('is looked at by its own client only', async () => {
    const tokenOf = async (client: string) =>
      String((await tokenFor({ ...credentials, client_id: client, scope: everything })).body['access_token']);
    const [own, again, other] = [await tokenOf('app'), await tokenOf('app'), await tokenOf('other')];
    for (const [caller, token, active] of [
      [own, again, true],
      [own, other, false],
      [other, own, false],
      [own, mock.token, false],
      [mock.token, own, false],
    ] as const) {
      const seen = (await (await call(caller, `/auth/introspect/?token=${token}`)).json()) as Body;
      assert.equal(seen['active'], active);
    }
  });

  it('says whom it is for when it is looked at', async () => {
    const { body } = await tokenFor({ ...credentials, scope: everything });
    const token = String(body['access_token']);
    const seen = (await (await call(token, `/auth/introspect/?token=${token}`)).json()) as Body;
    assert.deepEqual(seen, {
      active: true,
      scope: everything,
      client_id: 'app',
      exp: Date.UTC(2031, 2, 4, 18) / 1000,
      patient: pat,
    });
    mock.world.clock.freeze(Date.UTC(2031, 2, 4, 18));
    const form = new URLSearchParams({ token });
    const response = await fetch(`${mock.url}/auth/introspect/`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${mock.token}` },
    });
    assert.deepEqual(await response.json(), { active: false });
  });
});

const library = new URL('../../node_modules/fhirclient/build/fhir-client.min.js', import.meta.url);

const app = (url: string, home: string): string => `<!doctype html><title>A SMART app</title><pre></pre>
<script src="/fhir-client.js"></script><script>
FHIR.oauth2.init({ iss: '${url}', clientId: 'open', scope: 'launch/patient patient/Appointment.read patient/Patient.read', redirectUri: '${home}/app.html' })
  .then(async (client) => {
    const [patient, bundle] = await Promise.all([client.patient.read(), client.request('Appointment')]);
    document.querySelector('pre').textContent = patient.name[0].family + ' has ' + bundle.total;
  })
  .catch((error) => { document.querySelector('pre').textContent = 'failed: ' + error; });
</script>`;

/** The SMART app on a port of its own: for a browser another origin than the mock. */
const startApp = async (url: string): Promise<Server> => {
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/fhir-client.js';
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? readFileSync(library) : app(url, `http://127.0.0.1:${port}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

describe('fhirclient in Chromium', { skip }, () => {
  it('goes through the consent page, and sees the patient who was chosen there', async () => {
    mock.world.changeSettings({ consent: 'ask' });
    await call(mock.token, '/Appointment', { method: 'POST', body: JSON.stringify(canonicalAppointment()) });
    const server = await startApp(mock.url);
    const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(`${home}/app.html`);
      await page.getByRole('heading', { name: 'Let open in?' }).waitFor();
      await page.getByLabel('Patient').selectOption(pat ?? '');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByText('Castaneda has 1').waitFor();
      await page.evaluate('sessionStorage.clear()');
      await page.goto(`${home}/app.html`);
      // fhirclient asks again after a refusal, so it is seen in the request that brings it.
      const refused = page.waitForRequest(/app\.html\?.*error=access_denied/);
      await page.getByRole('button', { name: 'Deny' }).click();
      await refused;
    } finally {
      await browser.close();
      server.close();
    }
  });
});
