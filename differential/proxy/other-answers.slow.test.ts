// What stands before the live side answers through the proxy: no rule is blamed for it, and what the live side says itself is.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { forward, serve, type Reply } from '../../bench/test-support/server.ts';
import { silentOptions } from '../../bench/test-support/silent-proxy.ts';
import { startProxy } from './proxy.ts';
import type { Summary } from './observer.ts';

/** What the proxy says of searches that a server answers in one way. */
const summaryWhere = async (reply: Reply): Promise<Summary> => {
  const mock = await startMock();
  const server = await serve((received, count) => (count > 2 ? reply : forward(mock.url, received, server.url)));
  const proxy = await startProxy(silentOptions(server.url));
  const headers = { authorization: `Bearer ${mock.token}` };
  for (let count = 0; count < 4; count++)
    await (await fetch(`${proxy.url}/Appointment?_count=1`, { headers })).arrayBuffer();
  const summary = await proxy.close();
  await server.close();
  await mock.close();
  return summary;
};

const page = { 'content-type': 'text/html' };

describe('an answer in the place of the live side', () => {
  const others: readonly (readonly [string, Reply, RegExp])[] = [
    ['a firewall', { status: 403, headers: page, body: '<html>Blocked</html>' }, /a firewall answers, not FHIR/],
    ['a gateway that misses a right', { status: 403, body: { message: 'Forbidden' } }, /its scopes do not cover this/],
    ['a gateway that takes no token', { status: 401, headers: page, body: '<html>Log in</html>' }, /not accepted/],
    ['a rate limit', { status: 429, body: { resourceType: 'OperationOutcome' } }, /too many requests \(429\)/],
    ['a gateway', { status: 504, headers: page, body: '<html>Time-out</html>' }, /busy or not there \(504\)/],
  ];
  for (const [name, reply, said] of others)
    it(`${name}: no surprise, and the summary says what it was`, async () => {
      const { surprises, byRule, notPredictable } = await summaryWhere(reply);
      assert.deepEqual([surprises, byRule], [0, {}]);
      const [[reason, count] = ['', 0]] = Object.entries(notPredictable);
      assert.match(reason, said);
      assert.equal(count, 2);
    });

  it('but a server error of its own surprises', async () => {
    const { surprises } = await summaryWhere({ status: 500, body: { resourceType: 'OperationOutcome', issue: [] } });
    assert.ok(surprises > 0);
  });
});
