// What the levels smoke and core promise, on a server that takes what was to be refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import type { VerdictDocument } from '../verdict/index.ts';
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

interface Written {
  /** The writes of appointments that the server has taken, in their order, as `POST 201`, without the cleaning up. */
  readonly taken: readonly string[];
  /** The statuses of the appointments that are left at the end. */
  readonly left: readonly string[];
  readonly violated: readonly string[];
  readonly ended: Ended;
}

/** Runs `verify` at a level against a mock that deviates by its options. */
const verifyDeviating = async (level: string, options: MockOptions, rules: string): Promise<Written> => {
  const mock = await startMock(options);
  const taken: string[] = [];
  const server = await serve(async (received) => {
    const answer = await forward(mock.url, received, server.url);
    const isCleaningUp = received.body.includes('"status":"cancelled"');
    if (received.method !== 'GET' && received.url.startsWith('/Appointment') && answer.status < 300 && !isCleaningUp)
      taken.push(`${received.method} ${answer.status}`);
    return answer;
  });
  const folder = newFolder();
  try {
    const environment = { CANVAS_FHIR_BASE_URL: server.url, CANVAS_ACCESS_TOKEN: mock.token, CANVAS_RATE: '1000' };
    const args = ['verify', '--level', level, '--rules', rules, '--quiet', '--out', 'out'];
    const ended = await call(folder, args, environment);
    const verdict = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    const read = await fetch(`${mock.url}/Appointment?date=ge2026-01-01&_count=100`, {
      headers: { authorization: `Bearer ${mock.token}` },
    });
    const { entry = [] } = (await read.json()) as { entry?: { resource: { status: string } }[] };
    return {
      taken,
      left: entry.map(({ resource }) => resource.status),
      violated: verdict.rules.filter((rule) => rule.verdict === 'violated').map(({ id }) => id),
      ended,
    };
  } finally {
    await server.close();
    await mock.close();
  }
};

describe('a write that was to be refused and was accepted', () => {
  const type = 'appointment-type/must-exist';
  for (const level of ['smoke', 'core']) {
    it(`ends ${level} in 6, and names the rule; it is the last write that the server takes, and is put away`, async () => {
      const { taken, left, violated, ended } = await verifyDeviating(level, { without: [type] }, type);
      assert.deepEqual([ended.code, violated, taken], [6, [type], ['POST 201']], ended.out + ended.err);
      assert.match(
        ended.out,
        new RegExp(`the level ${level} .* that was to be refused was accepted \\(201\\): the run ends here`),
      );
      assert.match(ended.out, /1 record closed, nothing is open/);
      assert.ok(left.length > 0 && left.every((status) => status === 'cancelled'), left.join());
    });
  }

  it('ends core in 6 where it is an update', async () => {
    const rule = 'interaction/if-unmodified-since';
    const { taken, violated, ended } = await verifyDeviating('core', { without: [rule] }, rule);
    assert.deepEqual([ended.code, violated, taken], [6, [rule], ['POST 201', 'PUT 200']], ended.out + ended.err);
  });

  it('does not end full, which goes on as far as its plan has room', async () => {
    const { taken, violated } = await verifyDeviating('full', { without: [type] }, `${type},search/sort`);
    assert.deepEqual(violated, [type]);
    assert.ok(taken.length > 2, taken.join());
  });

  const open = 'participant/unknown-patient,participant/unknown-practitioner,supporting-information/unknown-location';

  it('is not sent at smoke where the documents let a server accept it', async () => {
    const sound = { settings: { unknownReferences: 'accept' } } as const;
    const { taken, ended } = await verifyDeviating('smoke', sound, `${open},searchset/empty`);
    assert.deepEqual([ended.code, taken], [0, []], ended.out + ended.err);
  });

  it('does not end core where the documents let a server accept it', async () => {
    const sound = { settings: { unknownReferences: 'accept', structuredReasonForVisit: false } } as const;
    const { violated, ended } = await verifyDeviating('core', sound, `${open},reason-code`);
    assert.deepEqual([ended.code, violated], [0, []], ended.out + ended.err);
  });
});

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
