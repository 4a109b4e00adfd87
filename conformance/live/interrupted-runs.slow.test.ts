// Live runs that a target cuts short: the network, a firewall, the rate limit or a token ends them, and no rule is blamed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { forward, serve, type Received, type Reply } from '../../bench/test-support/server.ts';

const outcome = { resourceType: 'OperationOutcome', issue: [] };

/** What is given in the place of the server's answer; undefined is silence, `own` lets the server answer. */
type Answering = (received: Received, count: number) => Reply | undefined | 'own';

/** Runs `verify` against a server that answers so many requests as a mock does, and then as it is told. */
const verifyUntil = async (answers: number, then: Answering): Promise<Ended> => {
  const mock = await startMock();
  const server = await serve((received, count) => {
    const reply = count > answers ? then(received, count) : 'own';
    return reply === 'own' ? forward(mock.url, received) : reply;
  });
  try {
    return await call(newFolder(), ['verify', '--rules', 'read,interaction', '--quiet'], {
      CANVAS_FHIR_BASE_URL: server.url,
      CANVAS_ACCESS_TOKEN: mock.token,
      CANVAS_TIMEOUT: '1',
    });
  } finally {
    await server.close();
    await mock.close();
  }
};

describe('a target that fails while the suite runs ends in 3, 5 or 6, and no rule is called violated', () => {
  const causes: readonly (readonly [string, number, () => Reply, RegExp])[] = [
    ['a token that has run out', 5, () => ({ status: 401, body: outcome }), /the token is not accepted \(401\)/],
    [
      'a firewall',
      6,
      () => ({ status: 403, body: '<html>Blocked</html>' }),
      /a page answers in the place of the server \(403\): a firewall/,
    ],
    ['a rate limit', 6, () => ({ status: 429, headers: { 'retry-after': '0' } }), /refused by the rate limit \(429\)/],
    ['a long pause', 6, () => ({ status: 429, headers: { 'retry-after': '900' } }), /asks for a pause of 900 s/],
    ['scopes that were taken away', 5, () => ({ status: 403, body: outcome }), /the scopes of the token do not cover/],
  ];
  for (const [name, expected, answer, said] of causes)
    it(`where ${name} answers`, async () => {
      const { code, out } = await verifyUntil(30, answer);
      assert.equal(code, expected, out);
      assert.match(out, said);
      assert.match(out, /divergence {2}0 of/);
    });

  it('where it falls silent', async () => {
    const { code, out } = await verifyUntil(20, () => undefined);
    assert.equal(code, 6, out);
    assert.match(out, /because {5}3 requests in a row had no answer/);
  });

  it('where it answers everything with a server error', async () => {
    const { code, out } = await verifyUntil(40, () => ({ status: 500, body: outcome }));
    assert.equal(code, 6, out);
    assert.match(out, /because {5}GET \/Appointment\S* was answered 200 before in this run, and is now answered 500/);
  });

  const page = (status: number, headers = {}): Reply => ({ status, headers, body: '<html>Sign in</html>' });
  const json = (status: number, body: object): Reply => ({
    status,
    body,
    headers: { 'content-type': 'application/json' },
  });
  const isWrite = ({ method, url }: Received): boolean => ['POST', 'PUT'].includes(method) && !url.includes('_search');
  const forbidden = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'forbidden' }] };
  const others: readonly (readonly [string, number, Answering, RegExp])[] = [
    ['a login page', 6, () => page(200), /a page answers in the place of the server \(200\)/],
    ['a redirect to a login', 6, () => page(302, { location: '/login' }), /in the place of the server \(302\)/],
    ['a gateway without a route', 6, () => json(404, { message: 'no route' }), /not FHIR answers .* \(404\)/],
    ['a quota that is used up', 6, () => json(402, { message: 'quota' }), /not FHIR answers .* \(402\)/],
    [
      'nothing but a status',
      6,
      () => ({ status: 204, headers: { 'content-type': '' }, body: '' }),
      /not FHIR .* \(204\)/,
    ],
    [
      'a page to each update',
      6,
      (asked) => (asked.method === 'PUT' ? page(405) : 'own'),
      /writes were accepted before .*: PUT .* \(405\)/,
    ],
    [
      'a page to each write',
      6,
      (asked) => (isWrite(asked) ? page(413) : 'own'),
      /writes were accepted before .*: POST .* \(413\)/,
    ],
    [
      'a pause in which nothing is written',
      5,
      (asked) => (isWrite(asked) ? { status: 403, body: forbidden } : 'own'),
      /create Appointment was granted before, and is now forbidden/,
    ],
    [
      'a gateway to every third request',
      3,
      (_asked, count) => (count % 3 === 0 ? { ...page(503), headers: { 'retry-after': '0' } } : 'own'),
      /did not answer: .* a gateway says that it does not reach the server \(503\)/,
    ],
    [
      'a page to every third request',
      6,
      (_asked, count) => (count % 3 === 0 ? page(403) : 'own'),
      /in the place of the server \(403\)/,
    ],
  ];
  for (const [name, expected, answer, said] of others)
    it(`where the answer is ${name}`, async () => {
      const { code, out } = await verifyUntil(40, answer);
      assert.equal(code, expected, out);
      assert.match(out, said);
      assert.match(out, /divergence {2}0 of/);
    });
});
