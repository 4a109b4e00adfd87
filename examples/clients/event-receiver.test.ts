// The receiver of examples/clients, in a process of its own, against deliveries that come twice and one that is forged.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { startMock } from '../../mock-server/index.ts';

const program = fileURLToPath(new URL('./event-receiver.ts', import.meta.url));
const hooks = new URL('../../scripts/ts-hooks.mjs', import.meta.url).href;

test('acts once on a doubled event, and refuses one that is forged', async () => {
  const mock = await startMock({ records: instance });
  const child = spawn(process.execPath, ['--import', hooks, program], {
    env: { ...process.env, PORT: '0', CANVAS_FHIR_BASE_URL: mock.url, CANVAS_WEBHOOK_SECRET: 'between us' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${/port (\d+)/.exec(printed)?.[1] ?? ''}/`;
  const webhooks = mock.webhooks();
  webhooks.add({ url, secret: 'between us' });
  webhooks.faults.add({ kind: 'doubled' });
  await fetch(`${mock.url}/Appointment`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(canonicalAppointment()),
  });
  await webhooks.settled();
  assert.deepEqual(
    webhooks.deliveries().map(({ state }) => state),
    ['delivered', 'delivered'],
  );
  const forged = await fetch(url, { method: 'POST', body: JSON.stringify(webhooks.deliveries()[0]?.body) });
  assert.equal(forged.status, 401);
  child.kill();
  await once(child, 'close');
  assert.match(printed, /^listening.*\nAPPOINTMENT_CREATED: Appointment\/[0-9a-f-]{36} is proposed\n$/);
  await mock.close();
});
