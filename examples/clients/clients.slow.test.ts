// The programs of examples/clients, each run against a mock: what they print is what the mock then holds.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMock, type Mock } from '../../mock-server/index.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));
const hooks = new URL('../../scripts/ts-hooks.mjs', import.meta.url).href;
const node = [process.execPath, '--import', hooks] as const;

const programs: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'TypeScript with fetch': [...node, 'first-appointment-fetch.ts'],
  'TypeScript with fhir-kit-client': [...node, 'first-appointment-fhir-kit-client.ts'],
  Python: ['python3', 'first_appointment.py'],
  Java: ['java', 'FirstAppointment.java'],
  curl: ['bash', 'first-appointment.sh'],
};

/** What a program needs besides the shell. */
const runtimes: Readonly<Record<string, string>> = { Python: 'python3', Java: 'java', curl: 'curl' };

const isAbsent = (runtime: string | undefined): boolean =>
  runtime !== undefined && spawnSync(runtime, ['--version']).error !== undefined;

let mock: Mock;
before(async () => {
  mock = await startMock({ clients: { visitor: 'p&ss w' } });
});
after(() => mock.close());

const run = ([command, ...args]: readonly [string, ...string[]], secret: string) =>
  new Promise<{ readonly failed: boolean; readonly out: string; readonly err: string }>((resolve) => {
    const env = {
      ...process.env,
      CANVAS_FHIR_BASE_URL: mock.url,
      CANVAS_INSTANCE_URL: mock.url,
      CANVAS_CLIENT_ID: 'visitor',
      CANVAS_CLIENT_SECRET: secret,
    };
    execFile(command, args, { cwd: folder, env }, (error, out, err) => {
      resolve({ failed: error !== null, out, err });
    });
  });

describe('the first appointment', () => {
  for (const [name, program] of Object.entries(programs)) {
    const runtime = runtimes[name];
    it(`from ${name}`, { skip: isAbsent(runtime) && `${runtime ?? ''} is not installed here` }, async () => {
      const { failed, out, err } = await run(program, 'p&ss w');
      assert.equal(failed, false, err);
      const printed = /^Appointment\/([\w-]{36}) is proposed for 2031-03-04T15:00:00\+00:00\n$/.exec(out);
      assert.ok(printed, out);
      const record = mock.world.store().appointments.get(printed[1] ?? '');
      assert.equal(record?.start, Date.UTC(2031, 2, 4, 15));
    });
  }

  it('is none without the right secret', async () => {
    for (const [name, program] of Object.entries(programs)) {
      if (isAbsent(runtimes[name])) continue;
      const before = mock.world.store().appointments.size;
      assert.ok((await run(program, 'wrong')).failed, name);
      assert.equal(mock.world.store().appointments.size, before);
    }
  });
});
