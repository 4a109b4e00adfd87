// The mock of each world: what it is started with, and what goes wrong there.
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';
import { operationOutcome } from '../../schemas/outcome.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { isObject } from '../../schemas/json.ts';
import type { WorldId } from './worlds.ts';

type FaultSpec = Parameters<Mock['world']['faults']['add']>[0];

type Answering = NonNullable<NonNullable<MockOptions['alteration']>['answer']>;

const onReads = (fault: FaultSpec): readonly FaultSpec[] => [
  { ...fault, method: 'GET', path: '/Appointment/*', count: 1 },
  { ...fault, method: 'GET', path: '/Appointment', count: 1 },
];

const faults: Readonly<Partial<Record<WorldId, readonly FaultSpec[]>>> = {
  'expired-token': [{ kind: 'expired-token', path: '/Appointment**', skip: 1, count: 1 }],
  'dead-token': [{ kind: 'expired-token', path: '/Appointment**', skip: 1 }],
  'rate-limit': [{ kind: 'rate-limit', path: '/Appointment**', retryAfter: 2, count: 1 }],
  'lost-create': [{ kind: 'reset', at: 'after', method: 'POST', path: '/Appointment', count: 1 }],
  'html-error': onReads({ kind: 'html' }),
  'server-error': onReads({ kind: 'error', status: 500 }),
  reset: onReads({ kind: 'reset' }),
  'slow-body': onReads({ kind: 'slow-body', milliseconds: 2000 }),
};

const telling: Answering = (answer, method, url) => {
  const id = /\/Appointment\/([^/]+)/.exec(answer.headers['location'] ?? url)?.[1];
  const isWrite = ['POST', 'PUT'].includes(method) && answer.status < 300 && id !== undefined;
  return isWrite ? { ...answer, body: { resourceType: 'Appointment', id } } : answer;
};

const refusing = (): Answering => {
  let isFirst = true;
  return (answer, method, url) => {
    if (!isFirst || method !== 'POST' || !url.startsWith('/Appointment')) return answer;
    isFirst = false;
    const { location: _location, ...headers } = answer.headers;
    return {
      status: 422,
      headers,
      body: operationOutcome('business-rule', 'This appointment time is no longer available.'),
    };
  };
};

const extension = [{ url: 'http://example.org/fhir/unknown', valueString: 'keep me' }];

const extended = (resource: unknown): unknown => {
  if (!isObject(resource) || resource['resourceType'] !== 'Appointment') return resource;
  const { participant } = resource;
  const people = Array.isArray(participant)
    ? participant.map((one: unknown) => (isObject(one) ? { ...one, extension } : one))
    : participant;
  return { ...resource, extension, participant: people };
};

const extending: Answering = (answer, method) =>
  method === 'GET' && answer.status === 200 ? { ...answer, body: extended(answer.body) } : answer;

const answering = (world: WorldId, chart: () => Mock | undefined): Answering | undefined => {
  if (world === 'telling-answers') return telling;
  if (world === 'refusal') return refusing();
  if (world === 'unknown-parts') return extending;
  if (world !== 'chart-cancel') return undefined;
  return (answer, method) => {
    const id = /\/Appointment\/([^/]+)/.exec(answer.headers['location'] ?? '')?.[1];
    if (method === 'POST' && answer.status === 201 && id !== undefined) chart()?.chart().cancel(id);
    return answer;
  };
};

/** Starts the mock of a world. */
export const provoke = async (world: WorldId, edition: Edition): Promise<Mock> => {
  let mock: Mock | undefined = undefined;
  const answer = answering(world, () => mock);
  mock = await startMock({
    edition: world === 'later-edition' ? '2026-06-22' : edition,
    journal: 10_000,
    ...(world === 'small-pages' ? { settings: { defaultPageSize: 2, largestPageSize: 2 }, sample: true } : {}),
    ...(answer === undefined ? {} : { alteration: { answer } }),
  });
  for (const fault of faults[world] ?? []) mock.world.faults.add(fault);
  return mock;
};
