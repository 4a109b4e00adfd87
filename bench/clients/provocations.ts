// What a server does to a client in each world of an examination, by the mock's own means.
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import type { AppointmentRequest } from '../../schemas/appointment.ts';
import { editions } from '../../schemas/editions/editions.ts';
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';

type WorldName =
  | 'plain'
  | 'telling-answers'
  | 'small-pages'
  | 'expired-token'
  | 'dead-token'
  | 'rate-limit'
  | 'lost-create'
  | 'refusal'
  | 'html-error'
  | 'server-error'
  | 'reset'
  | 'slow-body'
  | 'unknown-parts'
  | 'chart-change'
  | 'chart-cancel'
  | 'later-edition';

interface Provocation {
  readonly options?: MockOptions;
  /** Is done before the client starts. */
  readonly prepare?: (mock: Mock) => void | Promise<void>;
  /** Is told each exchange as it is recorded. */
  readonly meanwhile?: (mock: Mock, method: string, path: string, status: number) => void;
}

type Fault = Parameters<Mock['world']['faults']['add']>[0];

const withFaults =
  (...faults: readonly Fault[]) =>
  (mock: Mock): void => {
    for (const fault of faults) mock.world.faults.add(fault);
  };

const one = { method: 'GET', path: '/Appointment/*' } as const;
const search = { method: 'GET', path: '/Appointment' } as const;
const create = { method: 'POST', path: '/Appointment' } as const;

/** The same fault for the first read and the first search. */
const onReadAndSearch = (fault: Fault): Provocation => ({
  prepare: withFaults({ ...fault, ...one, count: 1 }, { ...fault, ...search, count: 1 }),
});

const book = async (mock: Mock, change: AppointmentRequest = {}): Promise<void> => {
  const response = await fetch(`${mock.url}/Appointment`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...canonicalAppointment(), ...change }),
  });
  if (response.status !== 201) throw new Error(`cannot prepare: ${await response.text()}`);
};

const idIn = (text: string): string => /Appointment\/([^/?]+)/.exec(text)?.[1] ?? '';

const extension = [{ url: 'http://example.org/unknown', valueString: 'keep me' }];

const extended = (record: unknown): unknown => {
  if (typeof record !== 'object' || record === null || !('participant' in record)) return record;
  const participant = (record.participant as readonly object[]).map((each) => ({ ...each, extension }));
  return { ...record, extension, participant };
};

/** Milliseconds after a read when the clinic changes the record: the update comes later still, in another second. */
const [changedAfter, updateWaits] = [1100, 1500];

const changeAfterRead = (): Provocation => {
  let isDone = false;
  return {
    prepare: withFaults({ kind: 'delay', method: 'PUT', path: '/Appointment/*', milliseconds: updateWaits, count: 1 }),
    meanwhile: (mock, method, path, status) => {
      if (isDone || method !== 'GET' || status !== 200 || idIn(path) === '') return;
      isDone = true;
      setTimeout(() => mock.chart().editReason(idIn(path), { text: 'Changed by the clinic' }), changedAfter);
    },
  };
};

export const provocations: Readonly<Record<WorldName, () => Provocation>> = {
  plain: () => ({}),
  'telling-answers': () => ({
    options: {
      alteration: {
        answer: (answer, method, url) => {
          const id = idIn(method === 'POST' ? (answer.headers['location'] ?? '') : url);
          const isWritten = ['POST', 'PUT'].includes(method) && answer.status < 300 && id !== '';
          return isWritten ? { ...answer, body: { resourceType: 'Appointment', id } } : answer;
        },
      },
    },
  }),
  'small-pages': () => ({
    options: { settings: { defaultPageSize: 2, largestPageSize: 2 } },
    prepare: async (mock) => {
      for (let day = 10; day < 15; day += 1)
        await book(mock, { start: `2031-03-${day}T15:00:00Z`, end: `2031-03-${day}T15:30:00Z` });
    },
  }),
  'expired-token': () => ({
    prepare: withFaults({ kind: 'expired-token', path: '/Appointment**', skip: 1, count: 1 }),
  }),
  'dead-token': () => ({ prepare: withFaults({ kind: 'expired-token', path: '/Appointment**', skip: 1 }) }),
  'rate-limit': () => ({
    prepare: withFaults(
      { kind: 'rate-limit', ...create, retryAfter: 1, count: 1 },
      { kind: 'rate-limit', ...one, retryAfter: 1, count: 1 },
    ),
  }),
  'lost-create': () => ({ prepare: withFaults({ kind: 'reset', at: 'after', ...create, count: 1 }) }),
  refusal: () => ({ options: { settings: { doubleBooking: 'forbid' } }, prepare: (mock) => book(mock, slot) }),
  'html-error': () => onReadAndSearch({ kind: 'html' }),
  'server-error': () => onReadAndSearch({ kind: 'error', status: 500 }),
  reset: () => onReadAndSearch({ kind: 'reset' }),
  'slow-body': () => onReadAndSearch({ kind: 'slow-body', milliseconds: 2000 }),
  'unknown-parts': () => ({
    options: {
      alteration: {
        answer: (answer, method) => (method === 'GET' ? { ...answer, body: extended(answer.body) } : answer),
      },
    },
  }),
  'chart-change': changeAfterRead,
  'chart-cancel': () => ({
    meanwhile: (mock, method, path, status) => {
      if (method === 'POST' && path === '/Appointment' && status === 201)
        for (const { id, start } of mock.world.store().appointments.values())
          if (start === Date.parse(slot.start)) mock.chart().cancel(id);
    },
  }),
  'later-edition': () => ({ options: { edition: editions.at(-1) ?? editions[0] } }),
};

/** The time that the clients ask for. */
const slot = { start: '2031-03-04T15:00:00Z', end: '2031-03-04T15:30:00Z' };

export const worldNames: readonly WorldName[] = Object.keys(provocations) as WorldName[];

/** Starts a server that does what a world is about; what prepared it is not in its journal. */
export const startProvoking = async (world: WorldName): Promise<Mock> => {
  const { options, prepare, meanwhile } = provocations[world]();
  const mock: Mock = await startMock({
    ...options,
    onExchange: ({ method, path, status }) => meanwhile?.(mock, method, path, status),
  });
  await prepare?.(mock);
  await fetch(`${mock.url}/__admin/requests`, { method: 'DELETE' });
  return mock;
};
