// The mock of each world: what it is started with, and what goes wrong there.
import { appointmentIdIn } from '../../targets/index.ts';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';
import type { AppointmentRequest } from '../../schemas/appointment.ts';
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import { isObject } from '../../schemas/json.ts';
import { operationOutcome } from '../../schemas/outcome.ts';
import type { WorldId } from './worlds.ts';

type FaultSpec = Parameters<Mock['world']['faults']['add']>[0];
type DeliveryFault = Parameters<ReturnType<Mock['webhooks']>['faults']['add']>[0];
type ChangeAnswer = NonNullable<NonNullable<MockOptions['alteration']>['answer']>;

/** What is done to a client. */
interface Provocation {
  readonly options?: MockOptions;
  readonly faults?: readonly FaultSpec[];
  /** What goes wrong with the events. */
  readonly deliveries?: readonly DeliveryFault[];
  /** Is done before the client starts. */
  readonly prepare?: (mock: Mock) => Promise<void>;
  /** Changes an answer on its way to the client, or acts in the chart. `mock` gives the mock of the world once it has started. */
  readonly changeAnswer?: (mock: () => Mock) => ChangeAnswer;
}

const create = { method: 'POST', path: '/Appointment' } as const;
const read = { method: 'GET', path: '/Appointment/*' } as const;
const search = { method: 'GET', path: '/Appointment' } as const;
const update = { method: 'PUT', path: '/Appointment/*' } as const;

/** Retry-After as a date. */
const datedWait = { retryAfter: 1, retryAfterForm: 'date' } as const;

/** The same fault for the first read and the first search. */
const onReadAndSearch = (fault: FaultSpec): Provocation => ({
  faults: [
    { ...fault, ...read, count: 1 },
    { ...fault, ...search, count: 1 },
  ],
});

/** Books an appointment of the patient. Its id comes back. */
export const book = async (mock: Mock, change: AppointmentRequest): Promise<string> => {
  const request = new Request(`${mock.url}/Appointment`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...canonicalAppointment(), ...change }),
  });
  // Not over its port: another mock may have had the same one, and its connections are kept.
  const response = await mock.fetch(request);
  if (response.status !== 201) throw new Error(`the world cannot be prepared: ${await response.text()}`);
  return appointmentIdIn(response.headers.get('location') ?? undefined) ?? '';
};

/** Books twenty-two appointments on days of their own: eleven pages, so that a client that stops after ten is noticed. */
const bookMany = async (mock: Mock): Promise<void> => {
  for (let day = 10; day < 32; day += 1)
    await book(mock, { start: `2031-03-${day}T15:00:00Z`, end: `2031-03-${day}T15:30:00Z` });
};

const answerWithResource: ChangeAnswer = (answer, method, url) => {
  const id = appointmentIdIn(answer.headers['location'] ?? url);
  const isWritten = ['POST', 'PUT'].includes(method) && answer.status < 300 && id !== undefined;
  return isWritten ? { ...answer, body: { resourceType: 'Appointment', id } } : answer;
};

const refuseFirstCreate = (mock: () => Mock): ChangeAnswer => {
  let isFirst = true;
  return (answer, method, url) => {
    if (!isFirst || method !== 'POST' || !url.startsWith('/Appointment')) return answer;
    isFirst = false;
    const { location, ...headers } = answer.headers;
    // What is refused is not kept.
    mock()
      .world.store()
      .appointments.remove(appointmentIdIn(location) ?? '');
    const body = operationOutcome('business-rule', 'This appointment time is no longer available.');
    return { status: 422, headers, body };
  };
};

const extension = [{ url: 'http://example.org/fhir/unknown', valueString: 'keep me' }];

const addExtension = (resource: unknown): unknown => {
  if (!isObject(resource) || resource['resourceType'] !== 'Appointment') return resource;
  const { participant } = resource;
  const people = Array.isArray(participant)
    ? participant.map((one: unknown) => (isObject(one) ? { ...one, required: 'required', extension } : one))
    : participant;
  return { ...resource, extension, participant: people };
};

const addExtensions: ChangeAnswer = (answer, method) =>
  method === 'GET' && answer.status === 200 ? { ...answer, body: addExtension(answer.body) } : answer;

const cancelWhenCreated =
  (mock: () => Mock): ChangeAnswer =>
  (answer, method) => {
    const id = appointmentIdIn(answer.headers['location']);
    if (method === 'POST' && answer.status === 201 && id !== undefined) mock().chart().cancel(id);
    return answer;
  };

/** Milliseconds after a read when the clinic changes the record. The update comes later still: dates have whole seconds. */
const [changedAfter, updateWaits] = [1100, 1500];

const changeAfterRead = (mock: () => Mock): ChangeAnswer => {
  let isDone = false;
  return (answer, method, url) => {
    const id = appointmentIdIn(url);
    if (isDone || method !== 'GET' || answer.status !== 200 || id === undefined) return answer;
    isDone = true;
    setTimeout(() => mock().chart().editReason(id, { text: 'Changed by the clinic' }), changedAfter);
    return answer;
  };
};

/** What is done to the client in each world. */
const provocations: Readonly<Record<WorldId, Provocation>> = {
  plain: {},
  'telling-answers': { changeAnswer: () => answerWithResource },
  'small-pages': { options: { settings: { defaultPageSize: 2, largestPageSize: 2 } }, prepare: bookMany },
  'expired-token': { faults: [{ kind: 'expired-token', path: '/Appointment**', skip: 1, count: 1 }] },
  'dead-token': { faults: [{ kind: 'expired-token', path: '/Appointment**', skip: 1 }] },
  'rate-limit': {
    faults: [create, read, update, search].map((on) => ({ kind: 'rate-limit', ...on, retryAfter: 1, count: 1 })),
  },
  'dated-rate-limit': {
    faults: [
      ...[create, read].map((on) => ({ kind: 'rate-limit', ...on, ...datedWait, count: 1 }) as const),
      { kind: 'error', status: 503, ...search, ...datedWait, count: 1 },
    ],
  },
  'lost-create': { faults: [{ kind: 'reset', at: 'after', ...create, count: 1 }] },
  refusal: { changeAnswer: refuseFirstCreate },
  'html-error': onReadAndSearch({ kind: 'html' }),
  'server-error': onReadAndSearch({ kind: 'error', status: 500 }),
  reset: onReadAndSearch({ kind: 'reset' }),
  'slow-body': onReadAndSearch({ kind: 'slow-body', milliseconds: 2000 }),
  'unknown-parts': { changeAnswer: () => addExtensions },
  'chart-change': {
    faults: [{ kind: 'delay', ...update, milliseconds: updateWaits, count: 1 }],
    changeAnswer: changeAfterRead,
  },
  'chart-cancel': { changeAnswer: cancelWhenCreated },
  'later-edition': {},
  events: {},
  'doubled-events': { deliveries: [{ kind: 'doubled' }] },
  'late-events': { deliveries: [{ kind: 'delayed', event: 'APPOINTMENT_CREATED', milliseconds: 1500 }] },
  'missed-events': { deliveries: [{ kind: 'lost', event: 'APPOINTMENT_CANCELED' }] },
};

/** Starts the mock of a world. Its journal is empty. Port 0 lets the system choose. */
export const startWorld = async (
  world: WorldId,
  edition: Edition,
  port = 0,
  onExchange: () => void = () => undefined,
): Promise<Mock> => {
  const { options, faults = [], deliveries = [], prepare, changeAnswer }: Provocation = provocations[world];
  const answer = changeAnswer?.(() => mock);
  const mock: Mock = await startMock({
    edition: world === 'later-edition' ? (editions.at(-1) ?? edition) : edition,
    journal: 10_000,
    onExchange,
    port,
    ...options,
    ...(answer === undefined ? {} : { alteration: { answer } }),
  });
  await prepare?.(mock);
  await mock.fetch(new Request(`${mock.url}/__admin/requests`, { method: 'DELETE' }));
  for (const fault of faults) mock.world.faults.add(fault);
  for (const fault of deliveries) mock.webhooks().faults.add(fault);
  return mock;
};
