// The whole suite against a base URL, offline: nock plays the sandbox and its EHR host.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { patients, practitioners } from '../fixtures/instance.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cucumber = 'node_modules/@cucumber/cucumber/bin/cucumber.js';

/** The sandbox is not in dist: it always runs through ts-node. */
const playing = ['scripts/ts-hooks.mjs', 'mock-server/sandbox.ts'].flatMap((file) => ['--import', file]);

const runAgainstSandbox = (environment: Record<string, string>, ...options: string[]) => {
  const {
    CUCUMBER_PUBLISH_TOKEN: _token,
    CUCUMBER_PUBLISH_ENABLED: _enabled,
    NODE_TEST_CONTEXT: _context,
    ...clean
  } = process.env;
  const run = spawnSync(process.execPath, [cucumber, ...playing, ...options], {
    cwd: root,
    encoding: 'utf8',
    env: { ...clean, CANVAS_FHIR_BASE_URL: 'https://fumage-example.canvasmedical.com', ...environment },
  });
  return { ...run, output: run.stdout + run.stderr };
};

const credentials = { CANVAS_CLIENT_ID: 'sandbox-client', CANVAS_CLIENT_SECRET: 'sandbox-secret' };

/** Who may be written about, how much and how fast, and where it is written down. */
const leave = {
  CANVAS_PRACTITIONER_ID: practitioners[0]?.id ?? '',
  CANVAS_SECOND_PRACTITIONER_ID: practitioners[1]?.id ?? '',
  CANVAS_PATIENT_ID: patients[0]?.id ?? '',
  CANVAS_SECOND_PATIENT_ID: patients[1]?.id ?? '',
  CANVAS_MAX_CREATES: '2000',
  CANVAS_RATE: '10000',
  CANVAS_LEDGER: join(mkdtempSync(join(tmpdir(), 'canvas-harness-')), 'ledger.jsonl'),
};

test('every scenario that a sandbox can offer passes, and the others are skipped with a reason', () => {
  const { status, output } = runAgainstSandbox({ ...credentials, ...leave });
  assert.equal(status, 0, output);
  const [, skipped, passed] = /\((\d+) skipped, (\d+) passed\)/.exec(output) ?? [];
  assert.ok(Number(passed) > 200 && Number(skipped) > 0, output.slice(-300));
});

test('a wrong secret is said in one line', () => {
  const { status, output } = runAgainstSandbox(
    { ...credentials, ...leave, CANVAS_CLIENT_SECRET: 'wrong' },
    'features/read.feature',
  );
  assert.equal(status, 1);
  assert.match(output, /POST https:\/\/example\.canvasmedical\.com\/auth\/token\/ answered 401: .*invalid_client/);
});

test('no credentials at all name the variables to set', () => {
  const { status, output } = runAgainstSandbox({}, 'features/read.feature');
  assert.equal(status, 1);
  assert.match(output, /No credentials: set CANVAS_ACCESS_TOKEN, or CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET/);
});
