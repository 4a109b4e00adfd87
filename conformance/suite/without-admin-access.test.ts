// A scenario of another project on a target without admin access: what cannot be arranged there is not exercised, never green.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { instance } from '../../fixtures/index.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';

const feature = `Feature: A stranger's
  Scenario: Needs a setting, and does not say so
    Given the setting doubleBooking is forbid
    And an appointment
    Then the appointment has:
      | status | proposed |
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const cucumber = createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json');

let mock: Mock;

before(async () => {
  mock = await startMock({ records: instance });
});

after(() => mock.close());

it('skips the scenario with the reason', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'canvas-harness-')), 'own.feature');
  writeFileSync(file, feature);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(dirname(cucumber), 'bin', 'cucumber.js'), '--config', 'cucumber.js', '--format', 'message', file],
    { cwd: root, env: { ...process.env, CANVAS_FHIR_BASE_URL: mock.url, CANVAS_ACCESS_TOKEN: mock.token } },
  );
  const statuses = [...stdout.matchAll(/"testStepResult":\{[^}]*\}?[^}]*"status":"(\w+)"/g)].map(
    ([, status]) => status,
  );
  assert.ok(statuses.includes('SKIPPED'));
  assert.ok(!statuses.includes('FAILED'));
  assert.match(stdout, /not-exercised\+json/);
  assert.match(stdout, /only a mock lets its clock, settings, records and chart be set/);
  assert.equal(mock.world.store().appointments.size, 0);
});
