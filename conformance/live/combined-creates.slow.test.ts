// A small budget on a live target: creates that carry the values of several scenarios, and what becomes of them where they are refused.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { forward, serve } from '../../bench/test-support/server.ts';
import { startMock } from '../../mock-server/index.ts';
import { mediaTypes } from '../suite/messages/index.ts';
import type { VerdictDocument } from '../verdict/index.ts';

type Body = Readonly<Record<string, unknown>>;

interface Verified {
  readonly folder: string;
  readonly ended: Ended;
  readonly verdict: VerdictDocument;
  /** The bodies of the creates that came, and whether each was accepted. */
  readonly creates: readonly (readonly [body: Body, isAccepted: boolean])[];
}

const isCreate = ({ method, url }: { readonly method: string; readonly url: string }): boolean =>
  method === 'POST' && url === '/Appointment';

/** Runs `verify` with a budget against a mock that refuses some creates. */
const verifyWith = async (maxCreates: number, isRefused: (body: Body) => boolean): Promise<Verified> => {
  const mock = await startMock();
  const creates: [Body, boolean][] = [];
  const server = await serve(async (received) => {
    if (!isCreate(received)) return forward(mock.url, received, server.url);
    const body = JSON.parse(received.body) as Body;
    const answer = isRefused(body)
      ? { status: 400, body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] } }
      : await forward(mock.url, received, server.url);
    creates.push([body, answer.status === 201]);
    return answer;
  });
  const folder = newFolder();
  try {
    const environment = { CANVAS_FHIR_BASE_URL: server.url, CANVAS_ACCESS_TOKEN: mock.token, CANVAS_RATE: '1000' };
    const rules = 'status/create-is-always-proposed,reason-code,identifier/stored';
    const args = ['verify', '--quiet', '--rules', rules, '--max-creates', String(maxCreates), '--out', 'out'];
    const ended = await call(folder, args, environment);
    const verdict = JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8')) as VerdictDocument;
    return { folder, ended, verdict, creates };
  } finally {
    await server.close();
    await mock.close();
  }
};

const passedIn = ({ rules }: VerdictDocument): number =>
  rules.flatMap(({ scenarios }) => scenarios).filter(({ result }) => result === 'passed').length;

/** True for a body that carries values of two scenarios. */
const isCombined = (body: Body): boolean =>
  body['status'] !== 'proposed' && !JSON.stringify(body['reasonCode'] ?? null).includes('harness visit');

const none = (): boolean => false;

describe('a budget too small for a create for each scenario', () => {
  it('performs more scenarios than it creates records, and recheck bears the report out', async () => {
    const { folder, ended, verdict, creates } = await verifyWith(8, none);
    assert.equal(ended.code, 0, ended.out + ended.err);
    assert.ok(creates.some(([body]) => isCombined(body)));
    assert.ok(creates.length <= 8 && passedIn(verdict) > 16, `${creates.length} creates, ${passedIn(verdict)} passed`);
    const again = await call(folder, ['recheck', 'out']);
    assert.equal(again.code, 0, again.out + again.err);
  });

  it('lets each scenario send its own where the server refuses what is combined: nothing is held against it', async () => {
    const { folder, ended, verdict, creates } = await verifyWith(8, isCombined);
    assert.equal(ended.code, 0, ended.out + ended.err);
    assert.ok(creates.some(([body, isAccepted]) => isCombined(body) && !isAccepted));
    assert.ok(creates.filter(([, isAccepted]) => isAccepted).length <= 8);
    assert.ok(passedIn(verdict) >= 8, `${passedIn(verdict)} passed`);
    const again = await call(folder, ['recheck', 'out']);
    assert.equal(again.code, 0, again.out + again.err);
  });

  it('names the rule where one of the values is refused', async () => {
    const { verdict } = await verifyWith(8, ({ status }) => status === 'booked');
    const violated = verdict.rules.filter((rule) => rule.verdict === 'violated').map(({ id }) => id);
    assert.deepEqual(violated, ['status/create-is-always-proposed']);
  });

  it('is not borne out by recheck where somebody has changed what is said to be combined', async () => {
    const { folder } = await verifyWith(8, none);
    const file = join(folder, 'out', 'messages.ndjson.gz');
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    const lines = text.split('\n').map((line) => {
      if (!line.includes(mediaTypes.target)) return line;
      return line.replace('[\\"status\\",\\"booked\\"]', '[\\"status\\",\\"noshow\\"]');
    });
    assert.notEqual(lines.join('\n'), text);
    writeFileSync(file, gzipSync(lines.join('\n')));
    const again = await call(folder, ['recheck', 'out']);
    assert.equal(again.code, 1, again.out + again.err);
  });
});
