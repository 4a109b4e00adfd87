// Live runs that a target cuts short: the network, a firewall, the rate limit or a token ends them, and no rule is blamed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { forward, serve, type Reply } from '../../bench/test-support/server.ts';

const outcome = { resourceType: 'OperationOutcome', issue: [] };

/** Runs `verify` against a server that passes so many requests on to a mock, and gives one answer to all others. */
const verifyUntil = async (answers: number, then: () => Reply | undefined): Promise<Ended> => {
  const mock = await startMock();
  const server = await serve((received, count) => (count > answers ? then() : forward(mock.url, received)));
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

describe('a target that fails while the suite runs ends in 5 or 6, and no rule is called violated', () => {
  const causes: readonly (readonly [string, number, () => Reply, RegExp])[] = [
    ['a token that has run out', 5, () => ({ status: 401, body: outcome }), /the token is not accepted \(401\)/],
    ['a firewall', 6, () => ({ status: 403, body: '<html>Blocked</html>' }), /a firewall stands before the server/],
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
    const { code, out } = await verifyUntil(20, () => ({ status: 500, body: outcome }));
    assert.equal(code, 6, out);
    assert.match(out, /because {5}5 requests in a row were answered with a server error/);
  });
});
