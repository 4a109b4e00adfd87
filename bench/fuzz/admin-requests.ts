// Requests to the admin surface: records, worlds, snapshots, settings, clock, journal, actions, faults and holds.
import fc from 'fast-check';
import { collectionNames } from '../../schemas/canvas/collections.ts';
import { defaultSettings } from '../../schemas/canvas/settings.ts';
import { actionNames } from '../../mock-server/chart/action.ts';
import { oddHeaders } from './fhir-requests.ts';
import type { FuzzRequest } from './request.ts';
import { bodyFrom, encodedForUrl, mutated, oddText } from './values.ts';

type Parts = Pick<FuzzRequest, 'method' | 'path' | 'body'>;

const encoded = oddText.map(encodedForUrl);

const id = fc.oneof(
  { weight: 4, arbitrary: fc.nat(9).map((position) => `{appointment:${position}}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('ee1c7803325b47b492008f3e7c9d7a3d', '4150cd20de8a470aa570a852859ac87e', 'office-visit'),
  },
  { weight: 1, arbitrary: encoded },
);

const collection = fc.oneof(
  { weight: 3, arbitrary: fc.constant('appointments') },
  { weight: 3, arbitrary: fc.constantFrom(...collectionNames) },
  { weight: 1, arbitrary: fc.constantFrom('db', 'x', '__proto__', 'constructor') },
);

const recordMembers = {
  id: 'made-up',
  status: 'roomed',
  start: '2031-03-04T15:00:00Z',
  durationMinutes: 30,
  practitioner: '4150cd20de8a470aa570a852859ac87e',
  patient: 'ee1c7803325b47b492008f3e7c9d7a3d',
  location: 'b3476a18-3f63-422d-87e7-b3dc0cd55060',
  given: 'G',
  family: 'F',
  birthDate: '1980-01-01',
  reasons: [{ coding: null, text: 'x' }],
  identifiers: [],
  meetingLink: null,
};

const someMembers = fc
  .tuple(fc.subarray(Object.keys(recordMembers)), mutated(recordMembers))
  .map(([names, members]) =>
    typeof members === 'object' && members !== null && !Array.isArray(members)
      ? Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)))
      : members,
  );

const recordsQuery = fc.oneof(
  fc.constant(''),
  fc
    .tuple(
      fc.constantFrom(
        'q',
        '_sort',
        '_order',
        '_page',
        '_limit',
        '_start',
        'family',
        'given_like',
        '_sort[]',
        'a[b]',
        'world',
      ),
      encoded,
    )
    .map(([name, value]) => `?${name}=${value}`),
);

const records: fc.Arbitrary<Parts> = fc.oneof(
  fc
    .tuple(collection, recordsQuery)
    .map(([name, asked]) => ({ method: 'GET', path: `/__admin/records/${name}${asked}` })),
  fc
    .tuple(fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'PATCH'), collection, id, bodyFrom(someMembers))
    .map(([method, name, one, body]) => ({ method, path: `/__admin/records/${name}/${one}`, body })),
  fc
    .tuple(collection, bodyFrom(someMembers))
    .map(([name, body]) => ({ method: 'POST', path: `/__admin/records/${name}`, body })),
);

const json = (method: string, path: string, value: unknown): fc.Arbitrary<Parts> =>
  bodyFrom(mutated(value)).map((body) => ({ method, path, body }));

const bare = (method: string, ...paths: readonly string[]): fc.Arbitrary<Parts> =>
  fc.constantFrom(...paths).map((path) => ({ method, path }));

const action = fc
  .constantFrom(...actionNames)
  .chain((name) =>
    json('POST', '/__admin/actions', { action: name, appointment: '{appointment:0}', start: '2031-03-05T15:00:00Z' }),
  );

const setting = fc
  .constantFrom(...Object.entries({ ...defaultSettings, doubleBooking: 'forbid', consent: 'approve' }))
  .chain(([name, value]) => json('PUT', '/__admin/settings', { [name]: value }));

const journal: fc.Arbitrary<Parts> = fc.oneof(
  fc
    .tuple(fc.constantFrom('method', 'path', 'pathPattern', 'status', 'rule', 'world', 'limit', 'x'), encoded)
    .map(([name, value]) => ({ method: 'GET', path: `/__admin/requests?${name}=${value}` })),
  fc.nat(400).map((number) => ({ method: 'GET', path: `/__admin/requests/${number}` })),
  json('POST', '/__admin/requests/find', { method: 'POST', path: '/App*', body: { status: 'proposed' }, limit: 3 }),
  json('POST', '/__admin/requests/count', { pathPattern: '^/Appointment', headers: { accept: 'x' } }),
  bare('GET', '/__admin/requests/unmatched', '/__admin/requests/unmatched/near-misses', '/__admin/requests/events'),
);

const worlds: fc.Arbitrary<Parts> = fc.oneof(
  bare(
    'GET',
    '/__admin/worlds',
    '/__admin/worlds/{world}',
    '/__admin/worlds/nobody',
    '/__admin/worlds/{world}/snapshots',
  ),
  json('POST', '/__admin/worlds', { name: 'other-world', settings: { consent: 'approve' } }),
  bare('POST', '/__admin/reset', '/__admin/worlds/{world}/reset', '/__admin/worlds/other-world/reset'),
  bare('DELETE', '/__admin/worlds/other-world', '/__admin/worlds/default', '/__admin/worlds/{world}/snapshots/one'),
  bare(
    'PUT',
    '/__admin/worlds/{world}/snapshots/one',
    '/__admin/worlds/{world}/snapshots/..',
    '/__admin/worlds/x/snapshots/y',
  ),
  bare('POST', '/__admin/worlds/{world}/snapshots/one/restore', '/__admin/worlds/{world}/snapshots/two/restore'),
  json('PUT', '/__admin/worlds/other-world/import', {
    format: 'canvas-harness world',
    version: 1,
    clock: { now: '2031-01-01T00:00:00Z', frozen: true },
    records: { appointments: [], encounters: [] },
  }),
);

const reads = bare(
  'GET',
  '/__admin',
  '/__admin/',
  '/__admin/rules',
  '/__admin/page/main.js',
  '/__admin/page/..%2f..%2fpackage.json',
  '/__admin/health',
  '/__admin/clock',
  '/__admin/settings/schema',
  '/__admin/actions',
  '/__admin/appointments',
  '/__admin/appointments?status=booked&limit=x',
  '/__admin/schedule?from=2031-03-04&to=2031-03-05',
  '/__admin/schedule?from=x',
  '/__admin/faults/schema',
  '/__admin/%zz',
);

/** What goes wrong on purpose goes wrong in a world of its own, where no other request of the fuzzer goes. */
const faults: fc.Arbitrary<Parts> = fc.oneof(
  json('POST', '/__admin/faults', { kind: 'error', path: '/App**', share: 0.5, count: 2, status: 503, at: 'before' }),
  json('POST', '/__admin/holds', { path: '/Appointment/*', point: 'before-judge', milliseconds: 10 }),
  bare('DELETE', '/__admin/faults', '/__admin/holds', '/__admin/faults/1', '/__admin/holds/x'),
);

const clock = fc.oneof(
  json('PUT', '/__admin/clock', { now: '2031-03-04T00:00:00Z', frozen: true }),
  json('PUT', '/__admin/clock', { advance: 'PT1H', frozen: true }),
);

const usual = { 'content-type': 'application/json', 'x-mock-world': '{world}' };

const inWorld = (parts: fc.Arbitrary<Parts>, headers: Readonly<Record<string, string>>): fc.Arbitrary<FuzzRequest> =>
  parts.map((one) => ({ face: 'admin', ...one, headers: { ...usual, ...headers } }));

/** A request to the admin surface. */
export const adminRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 5, arbitrary: inWorld(records, {}) },
  { weight: 2, arbitrary: inWorld(fc.oneof(action, setting, clock), {}) },
  { weight: 2, arbitrary: inWorld(fc.oneof(journal, worlds, reads), {}) },
  { weight: 1, arbitrary: inWorld(faults, { 'x-mock-world': '{aside}' }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.oneof(records, journal, reads), oddHeaders)
      .chain(([parts, odd]) => inWorld(fc.constant(parts), odd)),
  },
);
