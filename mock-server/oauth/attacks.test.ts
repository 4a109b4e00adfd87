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
  const asking = { ...asked, ...pkce, client_id: `app${unseenWords}`, scope: `user/Appointment.read x${unseenWords}` };
  const page = await (await authorize(new URLSearchParams({ ...asking, state: unseenWords }).toString())).text();
  mock.world.changeSettings({ consent: 'approve' });
  assert.match(page, /<h1>Let app\\u202e0 /);
  assert.deepEqual(actsOnReader(page.replace(/<input type="hidden"[^>]*>/g, '')), []);
  assert.ok(page.includes(`name="state" value="${unseenWords}"`));
  const refusal = await (
    await authorize(new URLSearchParams({ ...asked, redirect_uri: unseenWords }).toString())
  ).text();
  assert.match(refusal, /\\u202e0 /);
  assert.deepEqual(actsOnReader(refusal), []);
});
