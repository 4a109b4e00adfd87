// What a difference concerns, told from its place and its request alone: answers are given as a recording has them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '../requests/index.ts';
import type { Comparison } from './comparison.ts';
import { concernedRules } from './concerned-rules.ts';

interface Seen {
  readonly call?: string;
  readonly bearer?: Call['bearer'];
  readonly where: string;
  /** The body of both, unless the sides have bodies of their own. */
  readonly body?: unknown;
  /** That of the counterpart, where it is another. */
  readonly otherBody?: unknown;
  readonly mock?: unknown;
  readonly counterpart?: unknown;
}

const outcome = (body: unknown) => ({ status: 200, headers: {}, body, rules: [] });

/** The rules that a difference in the only answer of a script concerns. */
const concernedBy = ({
  call = 'GET /Appointment?_id=1',
  bearer = 'usual',
  where,
  body,
  otherBody = body,
  mock,
  counterpart,
}: Seen): readonly string[] => {
  const [method = '', path = ''] = call.split(' ');
  const comparison = {
    script: { name: 'of a test', rules: [], calls: [{ method, path, headers: {}, bearer }] },
    mock: { outcomes: [outcome(body)] },
    counterpart: { outcomes: [outcome(otherBody)] },
  } as unknown as Comparison;
  const difference = { call: 0, where, mock, counterpart, key: where };
  return concernedRules(comparison, difference);
};

const searchset = { resourceType: 'Bundle', type: 'searchset', total: 0, link: [] };
const ofOne = { ...searchset, total: 1, entry: [{ resource: {} }] };
/** A page of a search that finds nine. */
const pageOf = (length: number) => ({ ...searchset, total: 9, entry: Array.from({ length }, () => ({})) });
const outcomeBody = { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] };

const instants = (mock: string, counterpart: string) => ({
  mock: `2031-03-04T${mock}`,
  counterpart: `2031-03-04T${counterpart}`,
});

const table: readonly (readonly [what: string, seen: Seen, first: string])[] = [
  ['a member of a searchset', { where: 'timestamp', body: searchset }, 'searchset/shape'],
  ['the meta of a searchset', { where: 'meta.lastUpdated', body: searchset }, 'searchset/shape'],
  ['the meta of an entry', { where: 'entry[0].resource.meta', body: searchset }, 'read/no-metadata'],
  [
    'a search without a match that is a 404',
    { where: 'HTTP status', body: searchset, mock: 200, counterpart: 404 },
    'searchset/empty',
  ],
  ['a member of a refusal', { where: 'id', body: outcomeBody }, 'interaction/outcome-shape'],
  [
    'the end of a slot, another instant',
    {
      call: 'GET /Slot?start=1',
      where: 'entry[4].resource.end',
      body: searchset,
      ...instants('09:20:00-08:00', '09:30:00-08:00'),
    },
    'slot/lasts-twenty-minutes',
  ],
  [
    'the end of a slot, the same instant',
    {
      call: 'GET /Slot?start=1',
      where: 'entry[4].resource.end',
      body: searchset,
      ...instants('09:20:00-08:00', '17:20:00Z'),
    },
    'slot/shown-in-clinic-time',
  ],
  [
    'the start of an appointment, the same instant',
    { call: 'GET /Appointment/1', where: 'start', body: {}, ...instants('09:20:00+00:00', '09:20:00.000Z') },
    'booking/shown-in-utc',
  ],
  [
    'the status of an encounter',
    { call: 'GET /Encounter/1', where: 'status', body: {} },
    'encounter/status-follows-the-appointment',
  ],
  [
    'a list that lacks an encounter',
    {
      call: 'GET /Appointment/1',
      where: 'supportingInformation.length',
      body: { supportingInformation: [{ reference: 'Location/1' }, { reference: 'Encounter/2' }] },
      otherBody: { supportingInformation: [{ reference: 'Location/1' }] },
    },
    'supporting-information/encounter',
  ],
  [
    'a list that lacks a meeting link',
    {
      call: 'GET /Appointment/1',
      where: 'supportingInformation.length',
      body: { supportingInformation: [{ reference: '#appointment-meeting-endpoint-0' }] },
      otherBody: { supportingInformation: [] },
    },
    'supporting-information/meeting-link',
  ],
  [
    'a list with a patient where there is none',
    {
      call: 'GET /Appointment/1',
      where: 'participant.length',
      body: { participant: [{ actor: { reference: 'Practitioner/1' } }] },
      otherBody: { participant: [{ actor: { reference: 'Practitioner/1' } }, { actor: { reference: 'Patient/2' } }] },
    },
    'participant/patient-optional',
  ],
  [
    'a page that the other side does not cut',
    {
      call: 'GET /Appointment?_count=9',
      where: 'entry.length',
      body: pageOf(2),
      otherBody: pageOf(3),
    },
    'searchset/largest-page',
  ],
  [
    'a page that holds one more than was asked for',
    {
      call: 'GET /Appointment?_count=2',
      where: 'entry.length',
      body: pageOf(2),
      otherBody: pageOf(3),
    },
    'searchset/paging',
  ],
  [
    'a last page that is filled up',
    {
      call: 'GET /Appointment?_count=2&_offset=8',
      where: 'entry.length',
      body: pageOf(1),
      otherBody: pageOf(2),
    },
    'searchset/paging',
  ],
  [
    'a list with a practitioner more',
    {
      call: 'GET /Appointment/1',
      where: 'participant.length',
      body: { participant: [{ actor: { reference: 'Practitioner/1' } }] },
      otherBody: { participant: ['1', '2'].map((id) => ({ actor: { reference: `Practitioner/${id}` } })) },
    },
    'participant/practitioner',
  ],
  [
    'an encounter of a list, shown without its type',
    {
      call: 'GET /Appointment/1',
      where: 'supportingInformation[0].type',
      body: { supportingInformation: [{ reference: 'Encounter/2', type: 'Encounter' }] },
      otherBody: { supportingInformation: [{ reference: 'Encounter/2' }] },
    },
    'supporting-information/encounter',
  ],
  [
    'a meeting link of a list, shown without its type',
    {
      call: 'GET /Appointment/1',
      where: 'supportingInformation[0].type',
      body: { supportingInformation: [{ reference: '#appointment-meeting-endpoint-0', type: 'Endpoint' }] },
      otherBody: { supportingInformation: [{ reference: '#appointment-meeting-endpoint-0' }] },
    },
    'supporting-information/endpoint-suffix',
  ],
  [
    'an update that is answered with 304',
    { call: 'PUT /Appointment/1', where: 'HTTP status', body: null, mock: 200, counterpart: 304 },
    'interaction/documented-statuses',
  ],
  [
    'an identifier that lacks a member',
    { call: 'GET /Appointment/1', where: 'identifier[0].use', body: {}, mock: 'usual' },
    'identifier/stored',
  ],
  [
    'a description that both sides show',
    { call: 'GET /Appointment/1', where: 'description', body: {}, mock: 'Cough', counterpart: 'Fever' },
    'reason-code/description-mirrors-text',
  ],
  [
    'a second page that begins elsewhere',
    {
      call: 'GET /Appointment?_count=1&_offset=1',
      where: 'entry[0].resource.id',
      body: pageOf(1),
    },
    'searchset/paging',
  ],
  [
    'a sorted page that begins with others',
    { call: 'GET /Appointment?date=1&_sort=-date&_count=1', where: 'entry[0].resource.id', body: pageOf(1) },
    'search/sort',
  ],
  [
    'a range that finds more',
    { call: 'GET /Appointment?date=le2&date=ge1', where: 'total', body: searchset, otherBody: ofOne },
    'search/date-range',
  ],
  [
    'the patient of an appointment',
    {
      call: 'GET /Appointment/1',
      where: 'participant[1].actor.reference',
      body: { participant: [{ actor: {} }, { actor: { reference: 'Patient/1' } }] },
      otherBody: { participant: [{ actor: {} }, { actor: { reference: 'Patient/2' } }] },
    },
    'participant/patient',
  ],
  [
    'how many identifiers a create has stored',
    { call: 'GET /Appointment/1', where: 'identifier.length', body: {}, mock: 2, counterpart: 1 },
    'identifier/stored',
  ],
  [
    'what a token for one patient finds',
    {
      bearer: { scope: 'patient/Appointment.read', patient: '{Quinn}' },
      where: 'total',
      body: searchset,
      otherBody: ofOne,
    },
    'access/patient-token-sees-own',
  ],
  [
    'an update that a token for one patient makes',
    {
      call: 'PUT /Appointment/1',
      bearer: { scope: 'patient/Appointment.*', patient: '{Quinn}' },
      where: 'HTTP status',
      mock: 403,
      counterpart: 200,
    },
    'access/patient-token-writes-own',
  ],
  [
    'whether a reason was selected by somebody',
    { call: 'GET /Appointment/1', where: 'reasonCode[0].coding[0].userSelected', body: {} },
    'reason-code/coding-shown',
  ],
  [
    'a search that needs two parameters to find otherwise',
    { call: 'GET /Appointment?_id=1&patient=Patient/2', where: 'total', body: searchset, otherBody: ofOne },
    'search/parameters-combine',
  ],
];

describe('a difference concerns', () => {
  for (const [what, seen, first] of table)
    it(`${first} where it is in ${what}`, () => assert.equal(concernedBy(seen)[0], first));
});

describe('what differs after a write that both sides refuse', () => {
  const look = 'GET /Appointment?date=2031-03-04';
  const concernedAfter = (write: string, where: string, statuses: readonly [mock: number, counterpart: number]) => {
    const calls = [write, look].map((text) => {
      const [method = '', path = ''] = text.split(' ');
      return { method, path, headers: {}, bearer: 'usual' };
    });
    const [mock, counterpart] = statuses.map((status, at) => ({
      outcomes: [{ ...outcome(outcomeBody), status }, outcome(at === 0 ? searchset : ofOne)],
    }));
    const script = { name: 'of a test', rules: [], calls };
    const difference = { call: 1, where, mock: 0, counterpart: 1, key: where };
    return concernedRules({ script, mock, counterpart, differences: [difference] } as never, difference)[0];
  };
  const rule = 'interaction/refused-writes-change-nothing';

  it('concerns the rule that refused writes change nothing', () => {
    assert.equal(concernedAfter('POST /Appointment', 'total', [422, 422]), rule);
    assert.equal(concernedAfter('PUT /Appointment/1', 'total', [422, 400]), rule);
  });

  it('does not where one side takes the write, where it is none, or where the searchset differs elsewhere', () => {
    assert.notEqual(concernedAfter('POST /Appointment', 'total', [422, 201]), rule);
    assert.notEqual(concernedAfter('GET /Appointment/1', 'total', [404, 404]), rule);
    assert.notEqual(concernedAfter('POST /Appointment', 'entry[0].fullUrl', [422, 422]), rule);
  });
});
