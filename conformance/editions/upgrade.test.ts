// What a next edition means for what was asked of a running mock.
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { editionOfJournal, readJournal } from '../traffic/index.ts';
import { upgradeOf, type Upgrade } from './upgrade.ts';
import { upgradeText } from './upgrade-text.ts';

const headersOf = ({ token }: Mock) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });

const outlook = async (
  context: TestContext,
  [from, to]: readonly [Edition, Edition],
  ask: (mock: Mock) => Promise<unknown>,
): Promise<Upgrade> => {
  const mock = await startMock({ edition: from });
  context.after(() => mock.close());
  await ask(mock);
  assert.equal(await editionOfJournal(mock.url), from);
  return upgradeOf(await readJournal(mock.url), from, to, 'documented');
};

it('one request is blamed by the rule that changes it, and by no earlier request', async (context) => {
  const found = await outlook(context, ['2024-04-19', '2024-07-02'], (mock) =>
    fetch(`${mock.url}/Practitioner?include-non-scheduleable-practitioners=true`, { headers: headersOf(mock) }),
  );
  const [affected, ...others] = found.affected;
  assert.deepEqual([others, affected?.follows], [[], null]);
  assert.match(affected?.because.join() ?? '', /practitioner\/.*schedulable/);
  assert.ok(found.changes.length > 0);
});

it('a read that differs since something else was stored names the write; what stays the same is summed up', async (context) => {
  const found = await outlook(context, ['2024-01-25', '2024-04-19'], async (mock) => {
    const headers = headersOf(mock);
    const body = JSON.stringify(canonicalAppointment({ status: 'booked' }));
    const made = await fetch(`${mock.url}/Appointment`, { method: 'POST', headers, body });
    const id = made.headers.get('location')?.split('/Appointment/')[1]?.split('/')[0] ?? '';
    await fetch(`${mock.url}/Appointment/${id}`, { headers });
    await fetch(`${mock.url}/Location`, { headers });
    await fetch(`${mock.url}/Location`, { headers });
  });
  const read = found.affected.find(({ method, path }) => method === 'GET' && path.startsWith('/Appointment'));
  assert.ok(
    read?.because.some((change) => change.includes('status/')),
    JSON.stringify(found.affected),
  );
  assert.deepEqual(found.unaffected.find(({ type }) => type === 'Location')?.count, 2);
  assert.match(upgradeText(found), /2 GET \/Location answered 200/);
});
