// What the levels smoke and core promise, on a server that takes what was to be refused.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startMock } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { forward, serve } from '../../bench/test-support/server.ts';

interface Verified {
  /** The resource types that were created, in their order. */
  readonly created: readonly string[];
  readonly ended: Ended;
}

/** Runs `verify` at a level against a server that takes every create; a mock answers the rest. */
const verifyAt = async (level: string): Promise<Verified> => {
  const mock = await startMock();
  const created: string[] = [];
  const server = await serve((received) => {
    const [, type = ''] = /^\/(Patient|Appointment)\/?$/.exec(received.url) ?? [];
    if (received.method !== 'POST' || type === '') return forward(mock.url, received);
    created.push(type);
    return { status: 201, headers: { location: `http://127.0.0.1/${type}/made-${created.length}` } };
  });
  try {
    const environment = { CANVAS_FHIR_BASE_URL: server.url, CANVAS_ACCESS_TOKEN: mock.token };
    const args = ['verify', '--level', level, '--rules', 'patient,participant', '--quiet'];
    return { created, ended: await call(newFolder(), args, environment) };
  } finally {
    await server.close();
    await mock.close();
  }
};

describe('a server that validates less strictly', () => {
  it('ends smoke in 6 at the first record that it makes, and makes no patient', async () => {
    const { created, ended } = await verifyAt('smoke');
    assert.equal(ended.code, 6, ended.out + ended.err);
    assert.match(
      ended.out,
      /the level smoke creates nothing, and a create of Appointment that was to be refused was accepted/,
    );
    assert.deepEqual(created, ['Appointment']);
  });

  it('makes no patient at core', async () => {
    const { created } = await verifyAt('core');
    assert.ok(!created.includes('Patient'), created.join());
  });
});
