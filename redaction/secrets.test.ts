// No secret gets into a report, in whatever form it comes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isSecretHeader,
  redactAddress,
  redactBody,
  redacted,
  redactForm,
  redactHeaders,
  redactJson,
  secretsIn,
} from './secrets.ts';

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

/** Bodies as clients send them, whole, cut off or in another form. */
const bodies: Readonly<Record<string, string>> = {
  'a list': JSON.stringify({ password: [token, ['}', token]], a: 1 }),
  'an object': JSON.stringify({ clientSecret: { value: `"]}${token}`, more: [token] }, a: 1 }),
  'JSON that is cut off in the secret': `{"a":1,"token":"${token}`,
  'JSON that is cut off in an object': `{"a":1,"credentials":{"x":["${token}"`,
  'quotes of another kind': `{'password':'${token}', 'a': 1}`,
  XML: `<a><client-secret>${token}</client-secret></a>`,
  'a header in a text': JSON.stringify({ comment: `Authorization: Bearer ${token}` }),
  'the address in a page': `<input name="redirect_uri" value="https://me:${token}@app.example/">`,
  'a form with an address': `redirect_uri=https://app.example/cb%3Faccess_token%3D${token}&state=s`,
  'JSON in a text of JSON': JSON.stringify({ note: JSON.stringify({ a: 1, client_secret: token, apiKey: token }) }),
  'an address in JSON': JSON.stringify({ endpoint: `https://me:${token}@app.example/` }),
  'a query in JSON': JSON.stringify({ endpoint: `https://app.example/?api_key=${token}&a=1` }),
  'attributes of XML': `<a><b name="x" token="${token}" c='1'/></a>`,
  'short names': `jwt=${token}&sig=${token}&a=1`,
};

describe('redaction', () => {
  for (const [name, text] of Object.entries(bodies))
    it(`takes the secret out of a body: ${name}`, () => {
      const result = redactBody(text);
      assert.ok(!result.includes(token), result);
      assert.ok(result.includes('(redacted)'), result);
      assert.equal(redactBody(result), result, 'once more changes nothing');
      if (text.endsWith('}') && text.startsWith('{"')) JSON.parse(result);
    });

  it('leaves a body alone that holds none', () => {
    for (const text of ['{"sign":{"a":[1]},"code":"x","design":"Basic shapes of it"}', '<p>a=b</p>', '{}', '[1]'])
      assert.equal(redactBody(text), text);
  });

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

describe('what enters', () => {
  for (const [name, text] of Object.entries({
    'an encoded name': `client%5Fsecret=${token}`,
    'another case': `Client_Secret=${token}&x=1`,
    'the name of a library': `clientSecret=${token}`,
    'a code': `grant_type=authorization_code&code=${token}`,
    'an encoded code': `c%6fde=${token}`,
    JSON: `{"clientSecret": "${token}"}`,
    'JSON with an escaped name': `{"client\\u005fsecret":"${token}"}`,
    'JSON with a number': '{"password": 83127645}',
    'a multipart': `--x\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\n${token}\r\n--x--`,
  }))
    it(`has no secret in ${name}`, () => {
      const result = redactBody(text);
      assert.ok(!result.includes(token) && !result.includes('83127645'), result);
      assert.equal(redactBody(result), result);
    });

  it('has none in headers and addresses', () => {
    for (const name of [
      'x-auth-token',
      'x-access-token',
      'x-api-key',
      'cookie',
      'x-client-secret',
      'proxy-authorization',
    ])
      assert.equal(isSecretHeader(name), true, name);
    for (const name of ['access-control-allow-headers', 'www-authenticate', 'content-type', 'x-mock-world'])
      assert.equal(isSecretHeader(name), false, name);
    const headers = redactHeaders({ referer: `https://me:pw@app.example/back?code=${token}&state=s` });
    assert.equal(headers['referer'], 'https://(redacted)@app.example/back?code=(redacted)&state=s');
    assert.equal(redactAddress(`https://${token}@host.example/`), 'https://(redacted)@host.example/');
  });

  it('keeps what is no secret: codes of FHIR, scopes, types of tokens', () => {
    const body = '{"code": "448337001", "token_type": "Bearer", "scope": "user/*.*"}';
    assert.equal(redactJson(body), body);
    assert.equal(redactForm('/Appointment?status=booked&_count=1'), '/Appointment?status=booked&_count=1');
  });
});
