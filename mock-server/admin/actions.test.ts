// The chart's actions over HTTP and as functions: the state each leaves, what it refuses, and what the journal says.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import type { Appointment } from '../../schemas/appointment.ts';
import { startMock, type Mock } from '../index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ records: instance });
});
after(() => mock.close());
beforeEach(() => mock.world.reset());

const request = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as unknown };
};

interface Answer {
  readonly error?: string;
  readonly appointments: readonly { readonly id: string; readonly status: string; readonly fhirStatus: string }[];
  readonly rules: readonly string[];
}

const act = async (action: string, input: object) => {
  const { status, headers, body } = await request('POST', '/__admin/actions', { action, ...input });
  return { status, headers, body: body as Answer };
};

const book = async (): Promise<string> => {
  const { headers } = await request('POST', '/Appointment', canonicalAppointment());
  return /Appointment\/([0-9a-f-]+)/.exec(headers.get('location') ?? '')?.[1] ?? '';
};

const read = async (id: string) => (await request('GET', `/Appointment/${id}`)).body as Appointment;

const references = ({ supportingInformation = [] }: Appointment) =>
  supportingInformation.filter(({ reference = '' }) => reference.startsWith('Appointment/'));

test('reschedule makes a new appointment, cancels the old one, and each refers to the other', async () => {
  const old = await book();
  const { status, body } = await act('reschedule', { appointment: old, start: '2031-05-06T17:00:00Z' });
  assert.equal(status, 200);
  const [next = { id: '', status: '', fhirStatus: '' }] = body.appointments;
  const [before, afterwards] = [await read(old), await read(next.id)];
  assert.equal(before.status, 'cancelled');
  assert.equal(afterwards.status, 'proposed');
  assert.equal(afterwards.start, '2031-05-06T17:00:00+00:00');
  assert.deepEqual(references(before), [
    { reference: `Appointment/${next.id}`, display: 'Rescheduled Replacement Appointment' },
  ]);
  assert.deepEqual(references(afterwards), [
    { reference: `Appointment/${old}`, display: 'Previously Rescheduled Appointment' },
  ]);
  const encounter = (appointment: Appointment) =>
    appointment.supportingInformation?.find(({ type }) => type === 'Encounter')?.reference;
  assert.equal(encounter(before), encounter(afterwards));
  assert.ok(body.rules.includes('supporting-information/rescheduled-from'));
});

test('each status action leaves the state that the page describes, and refuses what the state forbids', async () => {
  const id = await book();
  const steps = [
    ['no-show', 200, 'noshow'],
    ['check-in', 200, 'arrived'],
    ['check-in', 409, 'arrived'],
    ['cancel', 409, 'arrived'],
    ['room', 200, 'checked-in'],
    ['delete', 200, 'entered-in-error'],
    ['room', 409, 'entered-in-error'],
    ['restore', 200, 'arrived'],
  ] as const;
  for (const [action, status, shown] of steps) {
    assert.equal((await act(action, { appointment: id })).status, status, action);
    assert.equal((await read(id)).status, shown, action);
  }
});

test('a cancelled appointment that is restored can be updated again; one that was rescheduled stays cancelled', async () => {
  const id = await book();
  await act('cancel', { appointment: id });
  assert.equal((await read(id)).status, 'cancelled');
  assert.equal((await act('restore', { appointment: id })).body.appointments[0]?.fhirStatus, 'proposed');
  await request('PUT', `/Appointment/${id}`, { ...canonicalAppointment(), status: 'booked' });
  assert.equal((await read(id)).status, 'booked');
  await act('reschedule', { appointment: id, start: '2031-05-06T17:00:00Z' });
  const refused = await act('restore', { appointment: id });
  assert.deepEqual([refused.status, (await read(id)).status], [409, 'cancelled']);
});

test('change-provider, edit-reason and mark-deceased', async () => {
  mock.world.clock.freeze(Date.UTC(2023, 0, 1));
  const id = await book();
  const other = instance.practitioners[1]?.id ?? '';
  await act('change-provider', { appointment: id, practitioner: `Practitioner/${other}` });
  await act('edit-reason', { appointment: id, text: 'Knee pain' });
  const changed = await read(id);
  assert.equal(changed.participant?.[0]?.actor?.reference, `Practitioner/${other}`);
  assert.deepEqual([changed.reasonCode?.[0]?.text, changed.description], ['Knee pain', 'Knee pain']);
  assert.deepEqual((await act('mark-deceased', { appointment: id })).body.appointments, []);
  assert.equal((await read(id)).status, 'proposed');
});

test('bad input is one clear line, and changes nothing', async () => {
  const id = await book();
  const cases: readonly [object, number, RegExp][] = [
    [{ appointment: id }, 400, /^action: is missing; there are reschedule, /],
    [{ action: 'teleport', appointment: id }, 400, /^action: there is no 'teleport'; /],
    [{ action: 'check-inn', appointment: id }, 400, /check-in/],
    [{ action: 'check-in' }, 400, /^appointment: check-in needs it$/],
    [{ action: 'check-in', appointment: 'none' }, 404, /^appointment: there is no appointment 'none'$/],
    [{ action: 'check-in', appointment: id, start: '2031-05-06T17:00:00Z' }, 400, /^start: check-in does not read it/],
    [{ action: 'reschedule', appointment: id }, 400, /^start: reschedule needs it$/],
    [{ action: 'reschedule', appointment: id, start: '2031-05-06T17:00' }, 400, /instant with a zone/],
    [{ action: 'reschedule', appointment: id, start: '2031-02-30T17:00:00Z' }, 400, /instant with a zone/],
    [
      { action: 'cancel', appointment: `Patient/${id}` },
      400,
      /^appointment: 'Patient\/.*' is neither an id nor a reference/,
    ],
    [{ action: 'restore', appointment: id }, 409, /is unconfirmed: restore needs cancelled, deleted$/],
    [{ action: 'change-provider', appointment: id, practitioner: 'none' }, 404, /no practitioner 'none'/],
    [{ action: 'edit-reason', appointment: id }, 400, /needs text, code, or both/],
    [{ action: 'mark-deceased' }, 400, /^patient: mark-deceased needs it/],
  ];
  const before = await read(id);
  for (const [body, status, error] of cases) {
    const answer = await request('POST', '/__admin/actions', body);
    assert.equal(answer.status, status, JSON.stringify(body));
    assert.match((answer.body as Answer).error ?? '', error);
  }
  assert.deepEqual(await read(id), before);
});

test('where double booking is forbidden, the chart books no second appointment at one time', async () => {
  const id = await book();
  await act('reschedule', { appointment: id, start: '2031-05-06T17:00:00Z' });
  mock.world.changeSettings({ doubleBooking: 'forbid' });
  const second = await book();
  const { status, body } = await act('reschedule', { appointment: second, start: '2031-05-06T17:10:00Z' });
  assert.equal(status, 409);
  assert.match(body.error ?? '', /at that time/);
});

test('an action is in the journal with its rules, and acts in the world that is named', async () => {
  const id = await book();
  const { headers } = await act('check-in', { appointment: id });
  const explained = await request('GET', headers.get('x-mock-explain') ?? '');
  const { path, rules } = explained.body as { path: string; rules: string[] };
  assert.equal(path, '/__admin/actions');
  assert.ok(rules.includes('status/canvas-to-fhir'));
  const elsewhere = await request('POST', '/__admin/actions?world=other', { action: 'room', appointment: id });
  assert.equal(elsewhere.status, 404);
});

test('startMock offers the chart as functions', async () => {
  const id = await book();
  const chart = mock.chart();
  const next = chart.reschedule(id, { start: '2031-05-06T17:00:00Z' });
  chart.checkIn(next);
  chart.room(next);
  assert.equal((await read(next)).status, 'checked-in');
  assert.throws(() => chart.cancel(next), { message: /is roomed: cancel needs/ });
});

test('a death and another practitioner change future appointments and notes from 2026-06-22 on', async () => {
  for (const [edition, status, isMoved] of [
    ['2026-03-09', 'proposed', false],
    ['2026-06-22', 'cancelled', true],
  ] as const) {
    const other = await startMock({ edition, records: instance });
    const token = { authorization: `Bearer ${other.token}`, 'content-type': 'application/json' };
    const ask = async (path: string, body?: object) =>
      other.fetch(
        new Request(other.url + path, {
          headers: token,
          ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        }),
      );
    const [patient = '', bea = ''] = [instance.patients[0]?.id, instance.practitioners[1]?.id];
    const made = await ask('/Appointment', canonicalAppointment());
    const id = made.headers.get('location')?.split('/').at(-1) ?? '';
    other.chart().changeProvider(id, bea);
    const encounter = JSON.stringify(await (await ask(`/Encounter?appointment=Appointment/${id}`)).json());
    assert.equal(encounter.includes(bea), isMoved);
    assert.deepEqual(other.chart().markDeceased(patient).includes(id), status === 'cancelled');
    assert.equal(((await (await ask(`/Appointment/${id}`)).json()) as { status: string }).status, status);
    await other.close();
  }
});
