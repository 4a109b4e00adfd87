// No secret gets into a report, in whatever form it comes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redacted, secretsIn } from './secrets.ts';

const token = 'eQ1b7Xz0VhT3kPq9sLmN';

const forms: Readonly<Record<string, string>> = {
  'a bearer header': `Authorization: Bearer ${token}`,
  'a bearer header in JSON': JSON.stringify({ authorization: `Bearer ${token}` }),
  'a basic header': `authorization: Basic ${Buffer.from(`client:${token}`).toString('base64')}`,
  'a token response': JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 36_000 }),
  'a token response in JSON in JSON': JSON.stringify({
    body: JSON.stringify({ body: JSON.stringify({ access_token: token }) }),
  }),
  'a form': `grant_type=client_credentials&client_id=me&client_secret=${token}`,
  'a form in the middle': `client_secret=${token}&client_id=me`,
  'an object as Node prints it': `{ access_token: '${token}' }`,
  'a query': `/Appointment?access_token=${token}&_count=1`,
  'a refresh token': `{"refresh_token" : "${token}"}`,
  'a web token': `It said eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI${token}.c2lnbmF0dXJl`,
};

describe('redaction', () => {
  for (const [name, text] of Object.entries(forms)) {
    it(`takes the secret out of ${name}`, () => {
      const result = redacted(text);
      assert.ok(!result.includes(token), result);
      assert.ok(result.includes('(redacted)'), result);
      assert.equal(redacted(result), result, 'once more changes nothing');
    });
  }

  it('keeps JSON whole', () => {
    const body = JSON.stringify({ attachment: { body: JSON.stringify({ access_token: token, scope: 'user/*.*' }) } });
    const { attachment } = JSON.parse(redacted(body)) as { readonly attachment: { readonly body: string } };
    assert.deepEqual(JSON.parse(attachment.body), { access_token: '(redacted)', scope: 'user/*.*' });
  });

  it('takes out the password of an address', () => {
    assert.equal(redacted('https://me:hunter22@example.org/fhir'), 'https://(redacted)@example.org/fhir');
  });

  it('leaves ordinary words alone', () => {
    const text = 'Bearer authentication is required; the access_token is missing. WWW-Authenticate: Bearer realm="api"';
    assert.equal(redacted(text), text);
  });

  it('takes out what the environment holds, wherever it stands', () => {
    const secrets = secretsIn({
      CANVAS_ACCESS_TOKEN: 'hunter-two',
      CANVAS_CLIENT_SECRET: ' abcdefg ',
      PATH: '/usr/bin',
    });
    assert.equal(redacted('said hunter-two and abcdefg', secrets), 'said (redacted) and (redacted)');
  });
});
