// What the framework does with paths, pages and bytes, in cases like those of the corpus that are not in it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { sendRaw, type RawAnswer } from './raw-request.ts';

let mock: Mock;
let host: string;
before(async () => {
  mock = await startMock({ validation: 'framework', records: instance });
  ({ host } = new URL(mock.url));
});
after(() => mock.close());

interface Asked {
  readonly type?: string;
  readonly body?: Buffer | string;
  readonly token?: boolean;
}

const ask = (method: string, path: string, { type, body = '', token = true }: Asked = {}): Promise<RawAnswer> =>
  sendRaw(host, {
    method,
    path,
    headers: {
      ...(token ? { authorization: `Bearer ${mock.token}` } : {}),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body: Buffer.from(body),
  });

const practitioner = instance.practitioners[0]?.id ?? '';

describe('a path is decoded before it is routed', () => {
  for (const path of [
    `/Practitioner%2F${practitioner}`,
    `/Practitioner%2f${practitioner}`,
    `/%50ractitioner/${practitioner}`,
  ])
    it(path, async () => assert.equal((await ask('GET', path)).status, 200));

  it('but not one of the admin surface, where an escaped slash is none', async () => {
    const escaped = await ask('GET', '/__admin/records%2Fappointments');
    assert.equal(escaped.status, 404);
    assert.equal((await ask('GET', '/__admin/records/appointments')).status, 200);
  });

  it('an escaped slash leads to a segment more, and an escaped query is none', async () => {
    assert.deepEqual((await ask('GET', '/Practitioner/a%2Fb')).text, '{"detail":"Not Found"}');
    assert.equal((await ask('GET', '/Practitioner%3F_count=1')).status, 404);
    assert.equal((await ask('PUT', `/Practitioner%2F${practitioner}`)).headers.get('allow'), 'GET');
  });

  for (const id of ['%', '%zz', 'a%', '%C3', '%25'])
    it(`${id} is an id that no pattern takes`, async () => {
      const { status, text } = await ask('GET', `/Appointment/${id}`);
      assert.equal(status, 400);
      assert.match(text, /path -> id — string does not match regex/);
    });
});

describe('the pages of the framework', () => {
  for (const [path, type] of [
    ['/docs', 'text/html'],
    ['/redoc', 'text/html'],
    ['/docs/oauth2-redirect', 'text/html'],
    ['/openapi.json', 'application/json'],
  ] as const)
    it(path, async () => {
      const got = await ask('GET', path, { token: false });
      assert.equal(got.status, 200);
      assert.match(got.headers.get('content-type') ?? '', new RegExp(`^${type}`));
      const head = await ask('HEAD', path, { token: false });
      assert.deepEqual([head.status, head.text], [200, '']);
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const refused = await ask(method, path);
        assert.deepEqual([refused.status, refused.headers.get('allow')], [405, 'GET, HEAD'], method);
        assert.equal(refused.text, '{"detail":"Method Not Allowed"}');
      }
    });

  it('are not there where the documents are followed', async (context) => {
    const documented = await startMock();
    context.after(() => documented.close());
    assert.equal((await fetch(`${documented.url}/docs`)).status, 404);
  });
});

describe('bytes that are not text', () => {
  const cannot = '{"detail":"There was an error parsing the body"}';
  for (const [name, bytes] of [
    ['Latin-1', Buffer.from('{"status":"\xe4"}', 'latin1')],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])],
    ['half of a character', Buffer.from([0x7b, 0x22, 0xc3])],
    ['UTF-16 that is cut off', Buffer.from([0x7b, 0, 0x22])],
  ] as const)
    it(`${name} is an error of parsing in JSON, and no dict in a text`, async () => {
      assert.equal((await ask('POST', '/Appointment', { type: 'application/json', body: bytes })).text, cannot);
      const asText = await ask('POST', '/Appointment', { type: 'text/plain', body: bytes });
      assert.match(asText.text, /value is not a valid dict/);
    });

  it('a search by POST has a multipart form whole, or is refused', async () => {
    const form = (type: string, body: string) => ask('POST', '/Appointment/_search', { type, body });
    for (const [type, body] of [
      ['multipart/form-data', '--x\r\n'],
      ['Multipart/Form-Data; boundary=x', 'x'],
      ['multipart/form-data; boundary="a b"', '--x'],
    ] as const)
      assert.equal((await form(type, body)).text, cannot, type);
    const whole = '--x\r\nContent-Disposition: form-data; name="_count"\r\n\r\n1\r\n--x--\r\n';
    assert.equal((await form('multipart/form-data; boundary=x', whole)).status, 200);
    assert.equal((await form('multipart/mixed; boundary=x', 'x')).status, 200);
  });
});
