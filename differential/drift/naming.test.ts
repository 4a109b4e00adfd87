// How a fault is named that no mutant of ours has: a mock that deviates by hand is held against the mock, in one process.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instance } from '../../fixtures/instance.ts';
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import { defaultEdition as edition } from '../../schemas/editions/editions.ts';
import { AgreeingMock, comparerOf, MutatedMocks } from '../attribution/index.ts';
import { call, json } from '../explore/calls.ts';
import { wholeBody } from '../explore/values.ts';
import { inProcess } from '../requests/in-process.ts';
import { performWhileAnswered, type Call, type Counterpart } from '../requests/index.ts';
import { endOf } from '../counterparts/index.ts';
import { findDifferences, type FoundDifferences } from './find-differences.ts';
import { openAtSight } from './open-kinds.ts';
import { ShrinkBudget } from './shrink-budget.ts';

/** What is found where a mock with these options answers on the other side. */
const foundWith = async (options: MockOptions, ...scripts: readonly (readonly Call[])[]): Promise<FoundDifferences> => {
  const other = await startMock({ edition, records: instance, ...options });
  const counterpart: Counterpart = {
    name: 'a mock that deviates',
    canBeAsked: true,
    open: () => Promise.resolve(inProcess(other, edition)),
    answer: (script, target) => performWhileAnswered(target, script),
    close: () => Promise.resolve([]),
  };
  const [mock, mocks] = [new AgreeingMock(edition), new MutatedMocks(edition)];
  try {
    return await findDifferences({
      comparer: comparerOf(
        mock,
        counterpart,
        () => false,
        (...seen) => openAtSight(...seen) !== undefined,
      ),
      mock,
      mocks,
      canBeAsked: true,
      scripts: scripts.map((calls, at) => ({ name: `script ${at + 1}`, rules: [], calls })),
      isKindExcluded: () => false,
      budget: new ShrinkBudget(),
      endOf,
    });
  } finally {
    for (const one of [other, mock, mocks]) await one.close();
  }
};

const namesIn = ({ findings }: FoundDifferences): readonly string[] => findings.map(({ rules: [first = ''] }) => first);

type Alter = NonNullable<NonNullable<MockOptions['alteration']>['answer']>;

/** A body, or each resource of a searchset, without a member. */
const without = (body: unknown, member: string): unknown =>
  JSON.parse(JSON.stringify(body), (name, value: unknown) => (name === member ? undefined : value));

const create = (more: object = {}): Call =>
  call('POST', '/Appointment', { headers: json, body: { ...wholeBody, ...more } });

describe('the rule of a difference', () => {
  it('is that of the refusal where a refusal has other words, not one that refuses for a reason of its own', async () => {
    const found = await foundWith({ outcomes: { 'reason-code/must-exist': { text: 'No such reason' } } }, [
      create({ reasonCode: [{ coding: [{ code: 'NOSUCH77' }] }] }),
    ]);
    assert.deepEqual(namesIn(found), ['reason-code/must-exist']);
  });

  it('is not that of a mutant which other scripts contradict: what only searches show is a matter of searches', async () => {
    const read = call('GET', '/Appointment/{0:location}');
    const search = call('GET', '/Appointment?_id={0:location}');
    const answer: Alter = (given, _method, url) =>
      url.includes('?') ? { ...given, body: without(given.body, 'description') } : given;
    const found = await foundWith({ alteration: { answer } }, [create(), read], [create(), search]);
    assert.deepEqual(namesIn(found), ['read/same-in-searchset']);
  });

  it('is that of partial updates where an update drops what it does not name', async () => {
    const read = call('GET', '/Appointment/{0:location}');
    const update = call('PUT', '/Appointment/{0:location}', { headers: json, body: { status: 'booked' } });
    let isUpdated = false;
    const answer: Alter = (given, method) => {
      isUpdated = method === 'PUT' || (isUpdated && method !== 'POST');
      return isUpdated && method === 'GET' ? { ...given, body: without(given.body, 'description') } : given;
    };
    const found = await foundWith({ alteration: { answer } }, [create(), read], [create(), update, read]);
    assert.deepEqual(namesIn(found), ['interaction/partial-update']);
  });
});
