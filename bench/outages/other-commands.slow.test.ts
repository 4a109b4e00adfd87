// Commands besides verify: a server that begins to answer everything alike in the middle ends them in 6, without findings.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { call, newFolder } from '../test-support/command.ts';
import { forward, serve } from '../test-support/server.ts';

const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'not-found', details: { text: 'Unknown tenant' } }],
};

const commands: Readonly<Record<string, (url: string) => readonly string[]>> = {
  'editions detect': (url) => ['editions', 'detect', url],
  drift: (url) => ['drift', '--against', url, '--rules', 'status'],
  probe: (url) => ['probe', '--against', url, '--level', 'full'],
};

for (const [name, argumentsFor] of Object.entries(commands))
  it(`${name} ends in 6 with one line`, async () => {
    const mock = await startMock();
    const server = await serve((received, count) =>
      count > 16 ? { status: 404, body: outcome } : forward(mock.url, received, server.url),
    );
    const { code, out, err } = await call(newFolder(), argumentsFor(server.url));
    await server.close();
    await mock.close();
    assert.equal(code, 6, out + err);
    assert.match(
      `${out}${err}`,
      /was answered 200 before in this run, and is now answered 404 \(Unknown tenant\); see that/,
    );
  });
