// What a difference concerns, told from its place and its request alone: answers are given as a recording has them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Comparison } from './comparison.ts';
import { concernedRules } from './suspects.ts';

interface Seen {
  readonly call?: string;
  readonly where: string;
  /** The body of both, unless the sides have bodies of their own. */
  readonly body?: unknown;
  readonly mock?: unknown;
  readonly counterpart?: unknown;
}

const outcome = (body: unknown) => ({ status: 200, headers: {}, body, rules: [] });

/** The rules that a difference in the only answer of a script concerns. */
const concernedBy = ({ call = 'GET /Appointment?_id=1', where, body, mock, counterpart }: Seen): readonly string[] => {
  const [method = '', path = ''] = call.split(' ');
  const outcomes = [outcome(body)];
  const comparison = {
    script: { name: 'of a test', rules: [], calls: [{ method, path, headers: {}, bearer: 'usual' }] },
    mock: { outcomes },
    counterpart: { outcomes },
  } as unknown as Comparison;
  const difference = { call: 0, where, mock, counterpart, key: where };
  return concernedRules(comparison, difference);
};

const searchset = { resourceType: 'Bundle', type: 'searchset', total: 0, link: [] };
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
];

describe('a difference concerns', () => {
  for (const [what, seen, first] of table)
    it(`${first} where it is in ${what}`, () => assert.equal(concernedBy(seen)[0], first));
});
