// What a client that is up to something sends to the EHR host: parameters twice, codes twice, addresses in disguise.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { actsOnReader, unseenWords } from '../../bench/test-support/hostile-words.ts';
import { startMock, type Mock } from '../index.ts';

const redirectUri = 'http://127.0.0.1:9/back';
const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

let mock: Mock;
before(async () => {
  mock = await startMock({ settings: { consent: 'approve' } });
});
after(() => mock.close());

const asked = { response_type: 'code', client_id: 'app', redirect_uri: redirectUri, scope: 'user/Appointment.read' };

const authorize = (query: string): Promise<Response> =>
  fetch(`${mock.url}/auth/authorize/?${query}`, { redirect: 'manual' });

const newCode = async (): Promise<string> => {
  const answer = await authorize(new URLSearchParams({ ...asked, ...pkce }).toString());
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
};

const form = (code: string) => ({
  ...{ grant_type: 'authorization_code', code, client_id: 'app', client_secret: 'secret' },
  ...{ redirect_uri: redirectUri, code_verifier: verifier },
});

const token = (body: string | Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(body) });

describe('a parameter that comes twice is refused, whichever of the two is the right one', () => {
  for (const name of ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', ...Object.keys(pkce)])
    it(`${name} at the authorization endpoint`, async () => {
      const once = new URLSearchParams({ ...asked, ...pkce, state: 's' });
      for (const value of [once.get(name) ?? '', 'http://evil.example/']) {
        const twice = new URLSearchParams(once);
        twice.append(name, value);
        const answer = await authorize(twice.toString());
        assert.deepEqual([answer.status, answer.headers.get('location')], [400, null]);
        assert.match(await answer.text(), new RegExp(`${name} is given more than once`));
      }
    });

  for (const name of Object.keys(form('')))
    it(`${name} at the token endpoint`, async () => {
      const twice = new URLSearchParams(form(await newCode()));
      twice.append(name, 'other');
      const answer = await token(twice.toString());
      assert.deepEqual(
        [answer.status, await answer.json()],
        [400, { error: 'invalid_request', error_description: `${name} is given more than once` }],
      );
    });
});

it('of thirty uses of a code at a time one is granted', async () => {
  const code = await newCode();
  const answers = await Promise.all(Array.from({ length: 30 }, () => token(form(code))));
  const granted = answers.filter(({ ok }) => ok);
  assert.equal(granted.length, 1);
});

it('a code that was asked for with a challenge is not given for less', async () => {
  for (const more of [{ code_verifier: '' }, { code_verifier: 'w'.repeat(64) }, { client_id: 'other' }]) {
    const answer = await token({ ...form(await newCode()), ...more });
    assert.equal(answer.status, 400, JSON.stringify(more));
  }
  const { code_verifier: _none, ...without } = form(await newCode());
  assert.equal((await token(without)).status, 400);
  for (const method of ['plain', 's256', ''])
    assert.equal(
      (await authorize(new URLSearchParams({ ...asked, ...pkce, code_challenge_method: method }).toString())).status,
      400,
    );
});

it('nobody is sent back to an address in disguise', async () => {
  for (const uri of [
    'http://app.example@evil.example/back',
    'http://user:word@127.0.0.1:9/back',
    'https://evil.example\\@127.0.0.1/',
    'http:\\\\evil.example',
    'http://127.0.0.1:9/back#fragment',
    'http://127.0.0.1:9/back#',
    'http://[::1',
    '//evil.example/',
  ])
    assert.equal((await authorize(new URLSearchParams({ ...asked, redirect_uri: uri }).toString())).status, 400, uri);
  const loopback = await authorize(new URLSearchParams({ ...asked, redirect_uri: 'http://[::1]:9/back' }).toString());
  assert.match(loopback.headers.get('location') ?? '', /^http:\/\/\[::1\]:9\/back\?code=/);
});

it('the consent page and the refusal show what would hide or reorder, and the form keeps it', async () => {
  mock.world.changeSettings({ consent: 'ask' });
  const asking = { ...asked, ...pkce, scope: `user/Appointment.read x${unseenWords}`, state: unseenWords };
  const page = await (await authorize(new URLSearchParams(asking).toString())).text();
  mock.world.changeSettings({ consent: 'approve' });
  assert.match(page, /<code>x\\u202e0<\/code>/);
  assert.deepEqual(actsOnReader(page.replace(/<input type="hidden"[^>]*>/g, '')), []);
  assert.ok(page.includes(`name="state" value="${unseenWords}"`));
  const refused = await authorize(new URLSearchParams({ ...asked, redirect_uri: unseenWords }).toString());
  const refusal = await refused.text();
  assert.match(refusal, /\\u202e0 /);
  assert.deepEqual(actsOnReader(refusal), []);
});

type Granted = Readonly<Record<'access_token' | 'refresh_token', string>>;

const granted = async (body: Readonly<Record<string, string>>): Promise<Granted> =>
  (await (await token(body)).json()) as Granted;

const refreshing = (refresh: string, more: Readonly<Record<string, string>> = {}) => ({
  ...{ grant_type: 'refresh_token', refresh_token: refresh, client_id: 'app', client_secret: 'secret' },
  ...more,
});

const read = async (bearer: string): Promise<number> =>
  (await fetch(`${mock.url}/Appointment`, { headers: { authorization: `Bearer ${bearer}` } })).status;

it('what a code has given dies when its client brings the code again, and not when somebody else does', async () => {
  const code = await newCode();
  const first = await granted(form(code));
  const second = await granted(refreshing(first.refresh_token));
  const others = await granted(form(await newCode()));
  assert.equal((await token({ ...form(code), client_id: 'other' })).status, 400);
  assert.deepEqual(await Promise.all([first, second].map((one) => read(one.access_token))), [200, 200]);
  assert.equal((await token(form(code))).status, 400);
  assert.deepEqual(await Promise.all([first, second].map((one) => read(one.access_token))), [401, 401]);
  assert.equal((await token(refreshing(second.refresh_token))).status, 400);
  assert.deepEqual(
    [await read(others.access_token), (await token(refreshing(others.refresh_token))).status],
    [200, 200],
  );
});

it('of thirty uses of a refresh token at a time one is granted', async () => {
  const { refresh_token: refresh } = await granted(form(await newCode()));
  const answers = await Promise.all(Array.from({ length: 30 }, () => token(refreshing(refresh))));
  assert.equal(answers.filter(({ ok }) => ok).length, 1);
});

describe('nothing is given for what is not quite it', () => {
  const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const credentials = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' };
  const formType = 'application/x-www-form-urlencoded';
  const fields = new URLSearchParams(credentials).toString();
  const json = JSON.stringify(credentials);
  const post = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
    ...{ method: 'POST', body },
    headers: { 'content-type': formType, ...headers },
  });
  const changed = (more: Readonly<Record<string, string>>) =>
    post(new URLSearchParams({ ...credentials, ...more }).toString());

  const attacks: Readonly<Record<string, readonly [number, RegExp, RequestInit]>> = {
    'a GET': [405, /invalid_request.*POST/, { method: 'GET' }],
    'a PUT': [405, /invalid_request.*POST/, { ...post(fields), method: 'PUT' }],
    'a DELETE': [405, /invalid_request.*POST/, { method: 'DELETE' }],
    'no body': [400, /grant_type is missing/, { method: 'POST' }],
    JSON: [400, /x-www-form-urlencoded/, post(json, { 'content-type': 'application/json' })],
    'JSON as a form': [400, /grant_type is missing/, post(json)],
    'a form as JSON': [400, /x-www-form-urlencoded/, post(fields, { 'content-type': 'application/json' })],
    'a form as text': [400, /x-www-form-urlencoded/, post(fields, { 'content-type': 'text/plain' })],
    'a header of another client': [400, /different clients/, post(fields, { authorization: basic('other', 'secret') })],
    'a header with another secret': [400, /different clients/, post(fields, { authorization: basic('app', 'wrong') })],
    'a patient twice': [400, /patient is given more than once/, post(`${fields}&patient=a&patient=b`)],
    'a NUL in the id': [401, /invalid_client/, changed({ client_id: 'app\0' })],
    'a line break in the id': [401, /invalid_client/, changed({ client_id: 'app\r\n' })],
    'an invisible letter in the id': [401, /invalid_client/, changed({ client_id: 'app\u200b' })],
    'the name of a member of every object': [400, /unsupported/, changed({ grant_type: '__proto__' })],
  };
  for (const [name, [status, words, init]] of Object.entries(attacks))
    it(name, async () => {
      const query = init.method === 'GET' ? `?${fields}` : '';
      const answer = await fetch(`${mock.url}/auth/token/${query}`, init);
      const text = await answer.text();
      assert.deepEqual([answer.status, text.includes('access_token')], [status, false], text);
      assert.match(text, words);
      if (status === 405) assert.equal(answer.headers.get('allow'), 'POST');
    });

  it('the same client in header and form is one client, and a header alone is enough', async () => {
    for (const body of [fields, 'grant_type=client_credentials', 'grant_type=client_credentials&client_id=app']) {
      const headers = { authorization: basic('app', 'secret') };
      assert.equal((await fetch(`${mock.url}/auth/token/`, post(body, headers))).status, 200, body);
    }
  });

  it('a scope beyond what was granted, in any spelling', async () => {
    for (const scope of [
      ...['user/*.*', 'user/Appointment.*', 'user/Appointment.read user/Patient.read', 'USER/Appointment.read'],
      ...['user/Appointment.read\tuser/*.*', 'user/Appointment.read\u00a0user/*.*', 'user/Appointment.crus', '\u200b'],
    ]) {
      const { refresh_token: refresh } = await granted(form(await newCode()));
      assert.match(await (await token(refreshing(refresh, { scope }))).text(), /invalid_scope/, scope);
    }
  });

  it('a code, a token and a refresh token, each for another', async () => {
    const { access_token: access, refresh_token: refresh } = await granted(form(await newCode()));
    const wrong = [
      refreshing(access),
      form(refresh),
      refreshing(refresh, { client_id: 'other' }),
      refreshing(await newCode()),
    ];
    for (const one of wrong) assert.match(await (await token(one)).text(), /invalid_grant/);
    assert.equal(await read(refresh), 401);
  });
});

it('a registered address is one to the letter, at both endpoints', async () => {
  const own = 'https://app.example/back';
  const bound = await startMock({
    settings: { consent: 'approve' },
    clients: { app: { secret: 'secret', redirectUris: [own] } },
  });
  for (const other of [
    ...['HTTPS://app.example/back', 'https://APP.example/back', 'https://app.example:443/back', `${own}/`, `${own}?`],
    ...[
      'https://app.example/b%61ck',
      `${own}#`,
      'https://app.example/./back',
      'https://app.example./back',
      `${own}%00`,
    ],
  ]) {
    const ask = (uri: string) =>
      fetch(
        `${bound.url}/auth/authorize/?${new URLSearchParams({ ...asked, ...pkce, redirect_uri: uri }).toString()}`,
        {
          redirect: 'manual',
        },
      );
    const answer = await ask(other);
    assert.deepEqual([answer.status, answer.headers.get('location')], [400, null], other);
    const code = new URL((await ask(own)).headers.get('location') ?? '').searchParams.get('code') ?? '';
    const body = new URLSearchParams({ ...form(code), redirect_uri: other });
    assert.equal((await fetch(`${bound.url}/auth/token/`, { method: 'POST', body })).status, 400, other);
  }
  await bound.close();
});

it('nobody is sent to an address that is too long to be read, or of a scheme that shows or runs things', async () => {
  const sent = (more: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${mock.url}/auth/authorize/`, {
      ...{ method: 'POST', redirect: 'manual' },
      body: new URLSearchParams({ ...asked, decision: 'allow', ...more }),
    });
  for (const more of [
    ...[{ state: 's'.repeat(100_000) }, { state: 'é'.repeat(10_000) }, { client_id: 'a\0' }],
    ...['view-source:https://x', 'filesystem:http://x/', 'chrome://x', 'mailto:a@b'].map((uri) => ({
      redirect_uri: uri,
    })),
  ]) {
    const answer = await sent(more);
    assert.deepEqual([answer.status, answer.headers.get('location')], [400, null], JSON.stringify(more).slice(0, 60));
  }
  const long = await authorize(new URLSearchParams({ ...asked, state: 's'.repeat(100_000) }).toString());
  assert.equal(long.status, 431);
  assert.equal((await sent({ state: 's'.repeat(4000) })).status, 302);
  for (const decisions of ['decision=deny&decision=allow', 'decision=allow&decision=deny']) {
    const body = `${new URLSearchParams(asked).toString()}&${decisions}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${mock.url}/auth/authorize/`, { method: 'POST', redirect: 'manual', body, headers });
    assert.equal(answer.status, 400);
  }
});
