// Judging kept traffic of a client that listens to events: a real mock tells a real receiver, whose client is sound or is not.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { serve, type TestServer } from '../../bench/test-support/server.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { judgeCourses } from './judge-courses.ts';
import { coursesIn } from './source.ts';

interface Event {
  readonly event_id: string;
  readonly event: string;
  readonly appointment: { readonly id: string };
}

let [mock, receiver]: [Mock | undefined, TestServer | undefined] = [undefined, undefined];

const here = (): Mock => {
  assert.ok(mock);
  return mock;
};

const send = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(here().url + path, {
    method,
    headers: { authorization: `Bearer ${here().token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Registers a client that does something with each event before it answers. */
const listen = async (act: (event: Event) => Promise<unknown>): Promise<void> => {
  receiver = await serve(async ({ body }) => {
    await act(JSON.parse(body) as Event);
    return { status: 204 };
  });
  here()
    .webhooks()
    .add({ url: `${receiver.url}/events` });
};

/** An appointment that the clinic books: it is of another day than what the client books. */
const bookInClinic = async (): Promise<string> => {
  const times = { start: '2031-06-02T15:00:00Z', end: '2031-06-02T15:30:00Z' };
  const response = await send('POST', '/Appointment', { ...canonicalAppointment(), ...times });
  return /Appointment\/([^/]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
};

const followUp = () => send('POST', '/Appointment', canonicalAppointment());

const resultsOf = async (source: string) => {
  const courses = await coursesIn(source, '2024-01-16');
  const judged = judgeCourses(courses, { edition: '2024-01-16', selected: [], when: 'read' });
  return Object.fromEntries(judged.map(({ obligation, judgement: { result } }) => [obligation, result]));
};

const violatedIn = (results: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(results).flatMap(([id, result]) => (result === 'violated' ? [id] : []));

const isOfClinic = ({ event }: Event): boolean => event === 'APPOINTMENT_CREATED';

beforeEach(async () => {
  mock = await startMock();
});
afterEach(async () => {
  await mock?.close();
  await receiver?.close();
});

describe('an event that comes twice', () => {
  const tell = async (act: (event: Event) => Promise<unknown>) => {
    await listen(act);
    here().webhooks().faults.add({ kind: 'doubled', event: 'APPOINTMENT_CREATED', count: 1 });
    await bookInClinic();
    await here().webhooks().settled();
    return resultsOf(here().url);
  };

  it('shows the client that acts on each delivery', async () => {
    let booked = 0;
    const results = await tell(async (event) => {
      if (isOfClinic(event) && booked++ < 2) await followUp();
    });
    assert.deepEqual(violatedIn(results), ['events/repeated-event-acts-once']);
  });

  it('bears out the one that acts once', async () => {
    const seen = new Set<string>();
    const results = await tell(async (event) => {
      if (isOfClinic(event) && seen.size === 0) await followUp();
      seen.add(event.event_id);
    });
    assert.deepEqual(violatedIn(results), []);
    assert.equal(results['events/repeated-event-acts-once'], 'kept');
  });
});

describe('an event that comes late', () => {
  const tell = async (act: (event: Event) => Promise<unknown>) => {
    await listen(act);
    here().webhooks().faults.add({ kind: 'delayed', event: 'APPOINTMENT_CREATED', milliseconds: 300 });
    here()
      .chart()
      .cancel(await bookInClinic());
    await here().webhooks().settled();
    return resultsOf(here().url);
  };

  it('shows the client that takes it for the state', async () => {
    const results = await tell(async (event) => {
      const { id } = event.appointment;
      if (isOfClinic(event))
        await send('PUT', `/Appointment/${id}`, { ...canonicalAppointment(), id, status: 'booked' });
    });
    assert.deepEqual(violatedIn(results), ['events/late-event-is-checked']);
  });

  it('bears out the one that looks', async () => {
    const results = await tell((event) => send('GET', `/Appointment/${event.appointment.id}`));
    assert.deepEqual(violatedIn(results), []);
    assert.equal(results['events/late-event-is-checked'], 'kept');
  });
});

describe('an event that is lost', () => {
  const ago = (text: unknown, seconds: number): unknown =>
    typeof text === 'string' && /^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/.test(text)
      ? new Date(Date.parse(text) - seconds * 1000).toISOString()
      : text;

  /** What the mock holds, as a file, moved back in time, and what was asked of it since. */
  const kept = async (last: () => Promise<unknown>): Promise<string> => {
    const journal = async () => {
      const { requests } = (await (await send('GET', '/__admin/requests')).json()) as { requests: { id: string }[] };
      return Promise.all(requests.map(async ({ id }) => (await send('GET', `/__admin/requests/${id}`)).json()));
    };
    const [before, { deliveries }] = [
      (await journal()) as { id: string }[],
      (await (await send('GET', '/__admin/webhooks/deliveries')).json()) as { deliveries: unknown[] },
    ];
    await last();
    const since = ((await journal()) as { id: string }[]).filter(({ id }) => !before.some((one) => one.id === id));
    const moved = JSON.parse(JSON.stringify({ before, deliveries }), (_name, value) => ago(value, 30)) as {
      before: object[];
    };
    const file = join(mkdtempSync(join(tmpdir(), 'canvas-events-')), 'journal.json');
    writeFileSync(file, JSON.stringify({ ...moved, requests: [...moved.before, ...since] }));
    return file;
  };

  const tell = async (last: () => Promise<unknown>) => {
    await listen((event) => send('GET', `/Appointment/${event.appointment.id}`));
    const [told, untold] = [await bookInClinic(), await bookInClinic()];
    here().chart().cancel(told);
    await here().webhooks().settled();
    here().webhooks().faults.add({ kind: 'lost', event: 'APPOINTMENT_CANCELED' });
    here().chart().cancel(untold);
    return resultsOf(await kept(last));
  };

  it('shows the client that waits for it for ever', async () => {
    const results = await tell(() => send('GET', '/Patient/none'));
    assert.deepEqual(violatedIn(results), ['events/missed-event-is-found']);
  });

  it('bears out the one that searches', async () => {
    const results = await tell(() => send('GET', '/Appointment?patient=Patient/none'));
    assert.deepEqual(violatedIn(results), []);
    assert.equal(results['events/missed-event-is-found'], 'kept');
  });
});

it('what no delivery has shown is not exercised', async () => {
  await bookInClinic();
  const results = await resultsOf(here().url);
  for (const id of ['repeated-event-acts-once', 'late-event-is-checked', 'missed-event-is-found'])
    assert.equal(results[`events/${id}`], 'not-exercised');
});

it('a HAR of the receiver tells of deliveries, too', async () => {
  const canvas = 'https://fumage-example.canvasmedical.com';
  const event = {
    event_id: 'e1',
    event: 'APPOINTMENT_CREATED',
    appointment: { id: 'a1' },
    timestamp: '2031-03-04T10:00:00Z',
  };
  const entry = (second: number, url: string, body: object, headers: readonly object[], status: number) => ({
    startedDateTime: `2031-03-04T10:00:0${second}.000Z`,
    time: 20,
    request: { method: 'POST', url, headers, postData: { text: JSON.stringify(body) } },
    response: { status, headers: [{ name: 'location', value: `${canvas}/Appointment/b${second}/_history/1` }] },
  });
  const told = (second: number) =>
    entry(second, 'https://app.example/events', event, [{ name: 'Webhook-Id', value: 'e1' }], 204);
  const booked = (second: number) => entry(second, `${canvas}/Appointment`, canonicalAppointment(), [], 201);
  const file = join(mkdtempSync(join(tmpdir(), 'canvas-events-')), 'app.har');
  writeFileSync(file, JSON.stringify({ log: { entries: [told(1), booked(2), told(3), booked(4)] } }));
  assert.deepEqual(violatedIn(await resultsOf(file)), ['events/repeated-event-acts-once']);
});
