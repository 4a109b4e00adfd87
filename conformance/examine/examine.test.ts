// Judging traffic: what real requests against a real mock show of the client that has sent them.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';
import type { ObligationId } from '../../schemas/obligations/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { verdictOf, type Verdict } from '../verdict/index.ts';
import { messagesOf } from './examine.ts';
import { coursesIn } from './source.ts';

let mock: Mock;
before(async () => {
  mock = await startMock();
});
after(() => mock.close());

type Send = (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Response>;

/** The verdict on each obligation, of what a client sends in a world of its own. */
const verdictsOn = async (course: (send: Send) => Promise<unknown>): Promise<Readonly<Record<string, Verdict>>> => {
  await fetch(`${mock.url}/__admin/requests`, { method: 'DELETE' });
  mock.world.reset();
  await course((method, path, body, headers = {}) =>
    fetch(mock.url + path, {
      method,
      headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const courses = await coursesIn(mock.url, '2024-01-16');
  const options = { edition: '2024-01-16', obligations: [], out: '', cucumberHtml: false, maxNotExercised: 1 } as const;
  const envelopes = messagesOf(options, { client: mock.url, when: 'read', courses, start: 0, end: 1 });
  return Object.fromEntries(verdictOf(envelopes).rules.map(({ id, verdict }) => [id, verdict]));
};

const idOf = (response: Response): string =>
  /\/Appointment\/([^/]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? '';

const book = async (send: Send, change: object = {}): Promise<string> =>
  idOf(await send('POST', '/Appointment', { ...canonicalAppointment(), ...change }));

const readRecord = async (send: Send, id: string) => {
  const response = await send('GET', `/Appointment/${id}`);
  const record = (await response.json()) as Record<string, unknown>;
  return { record, since: response.headers.get('date') ?? '' };
};

/** A course without a fault: book, read, put back with a change, cancel. */
const soundly = async (send: Send): Promise<void> => {
  const id = await book(send);
  const { record, since } = await readRecord(send, id);
  await send('PUT', `/Appointment/${id}`, { ...record, status: 'booked' }, { 'if-unmodified-since': since });
  await send('GET', `/Appointment?patient=Patient/none`);
};

const client = { grant_type: 'client_credentials', client_id: 'my-client', client_secret: 'my-secret' };

/** One fault each, with the obligation that finds it. */
const faulty: Readonly<Partial<Record<ObligationId, (send: Send) => Promise<unknown>>>> = {
  'answer/id-is-taken-from-location': async (send) => {
    await book(send);
    await send('GET', '/Appointment/undefined');
  },
  'credentials/token-is-kept': async (send) => {
    for (let time = 0; time < 4; time += 1) {
      await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(client) });
      await send('GET', '/Appointment?patient=Patient/none');
    }
  },
  'sending/display-identifies-nothing': (send) => book(send, { appointmentType: { text: 'Office Visit' } }),
  'credentials/urls-hold-no-secrets': (send) => send('GET', '/Appointment?access_token=abc'),
  'sending/instants-have-a-zone': (send) => book(send, { start: '2031-03-04T15:00:00' }),
  'sending/new-appointment-is-proposed': (send) => book(send, { status: 'booked' }),
  'sending/one-reason-is-sent': (send) => book(send, { reasonCode: [{ text: 'a' }, { text: 'b' }], description: 'a' }),
  'sending/description-is-not-relied-on': (send) => book(send, { description: 'something else' }),
  'later-editions/required-members-are-sent': (send) => book(send, { supportingInformation: undefined }),
  'later-editions/values-stay-supported': (send) => book(send, { end: canonicalAppointment().start }),
  'updating/if-unmodified-since-is-sent': async (send) => {
    const id = await book(send);
    const { record } = await readRecord(send, id);
    await send('PUT', `/Appointment/${id}`, { ...record, status: 'booked' });
  },
  'updating/cancelled-is-final': async (send) => {
    const id = await book(send);
    const { record, since } = await readRecord(send, id);
    const headers = { 'if-unmodified-since': since };
    await send('PUT', `/Appointment/${id}`, { ...record, status: 'cancelled' }, headers);
    await send('PUT', `/Appointment/${id}`, { ...record, status: 'booked' }, headers);
  },
};

/** More ways to break an obligation that stands above. */
const variants: Readonly<Partial<Record<ObligationId, (send: Send) => Promise<unknown>>>> = {
  'answer/id-is-taken-from-location': async (send) => {
    await send('GET', `/Appointment/${(await book(send)).replaceAll('-', '')}`);
  },
  'credentials/urls-hold-no-secrets': (send) =>
    send('GET', '/Appointment', undefined, { referer: 'https://app.example/?access_token=abc' }),
};

const violatedIn = (verdicts: Readonly<Record<string, Verdict>>): readonly string[] =>
  Object.entries(verdicts).flatMap(([id, verdict]) => (verdict === 'violated' ? [id] : []));

describe('the traffic of a client', () => {
  it('shows nothing against a sound one', async () => {
    const verdicts = await verdictsOn(soundly);
    assert.deepEqual(violatedIn(verdicts), []);
    assert.equal(verdicts['answer/id-is-taken-from-location'], 'verified');
    assert.equal(verdicts['paging/next-is-followed'], 'not-exercised');
  });

  it('shows nothing against one that asks for its pages side by side, or for a token once', async () => {
    const verdicts = await verdictsOn(async (send) => {
      await fetch(`${mock.url}/auth/token/`, { method: 'POST', body: new URLSearchParams(client) });
      for (let time = 0; time < 17; time += 1) await book(send);
      for (const offset of [0, 10, 15, 5]) await send('GET', `/Appointment?status=proposed&_count=5&_offset=${offset}`);
    });
    assert.deepEqual(violatedIn(verdicts), []);
    for (const id of ['paging/page-size-is-unknown', 'paging/next-is-followed', 'credentials/token-is-kept'])
      assert.equal(verdicts[id], 'verified', id);
  });

  for (const [id, course] of [...Object.entries(faulty), ...Object.entries(variants)])
    it(`shows that ${id} is not kept, and nothing else`, async () =>
      assert.deepEqual(violatedIn(await verdictsOn(course)), [id]));
});

const fileOf = (name: string, text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'canvas-examine-')), name);
  writeFileSync(file, text);
  return file;
};

const har = (url: string, location = ''): string =>
  JSON.stringify({
    log: {
      entries: [
        {
          startedDateTime: '2026-03-03T10:00:00.000Z',
          request: { method: 'POST', url, headers: [], postData: { text: '{}' } },
          response: { status: 201, headers: [{ name: 'Location', value: location }] },
        },
      ],
    },
  });

const canvas = 'https://fumage-example.canvasmedical.com';

describe('a source that cannot be judged is told in one line', () => {
  const sources: Readonly<Record<string, readonly [string, RegExp]>> = {
    'a HAR of another host': [
      har('https://hapi.example/baseR4/Appointment'),
      /no request to a FHIR API .*hapi\.example/,
    ],
    'a journal of another edition': [
      har(`${canvas}/Appointment`, `${canvas}/Appointment/1c0a51ab`),
      /is of the edition of 2024-07-02 to .*, not of 2024-01-16: say --edition/,
    ],
    'a file that is no journal': ['hello\nthere', /is not a journal/],
    'a file without requests': ['[]', /holds no requests/],
  };
  for (const [name, [text, expected]] of Object.entries(sources))
    it(name, () =>
      assert.rejects(
        coursesIn(fileOf('traffic.har', text), '2024-01-16'),
        (error) => error instanceof Stop && expected.test(error.message) && !error.message.includes('\n'),
      ),
    );
});

it('a HAR is judged without the names of people', async () => {
  const body = { resourceType: 'Appointment', start: '2031-03-04T15:00:00', reasonCode: [{ text: 'Otto is ill' }] };
  const entry = {
    request: { method: 'POST', url: `${canvas}/Appointment`, headers: [], postData: { text: JSON.stringify(body) } },
  };
  const text = JSON.stringify({ log: { entries: [{ ...entry, response: { status: 201, headers: [] } }] } });
  const [course] = await coursesIn(fileOf('app.har', text), '2024-01-16');
  assert.ok(course !== undefined && !JSON.stringify(course).includes('Otto'));
  assert.match(course.calls[0]?.body ?? '', /2031-03-04T15:00:00"/);
});
