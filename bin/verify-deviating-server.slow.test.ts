// verify against servers that differ from the mock: what is wrong is named, what is allowed is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyAgainst } from '../bench/test-support/verify-against.ts';
import type { Received, Reply } from '../bench/test-support/server.ts';

const isCreate = ({ method, url }: Received): boolean => method === 'POST' && url === '/Appointment';

const textOf = ({ body }: Reply): string => (typeof body === 'string' ? body : JSON.stringify(body));

describe('a server that is wrong', () => {
  it('fails with 500 where a rule is only assumed: the rule is violated', async () => {
    const rule = 'participant/unknown-practitioner';
    const { verdictOn, code } = await verifyAgainst(
      {
        changeAnswer: (reply) =>
          reply.status === 422 ? { status: 500, body: { resourceType: 'OperationOutcome' } } : reply,
      },
      rule,
    );
    assert.deepEqual([verdictOn(rule), code], ['violated', 1]);
  });

  it('lets PATCH work', async () => {
    const rule = 'interaction/method-not-supported';
    const { verdictOn } = await verifyAgainst(
      {
        answerInstead: ({ method, body }) =>
          method === 'PATCH' ? { status: body === '' ? 400 : 200, body: body === '' ? {} : 'null' } : undefined,
      },
      rule,
    );
    assert.equal(verdictOn(rule), 'violated');
  });

  it('has another issue code for a 400 of a search', async () => {
    const rule = 'interaction/outcome-shape';
    const { verdictOn } = await verifyAgainst(
      {
        changeAnswer: (reply, { method }) =>
          method === 'GET' && reply.status === 400
            ? { ...reply, body: textOf(reply).replace('"invalid"', '"processing"') }
            : reply,
      },
      rule,
    );
    assert.equal(verdictOn(rule), 'violated');
  });

  it('stores a create that it has refused: the rule on refused writes is violated, and no other', async () => {
    const [rule, own] = ['interaction/refused-writes-change-nothing', 'appointment-type/must-exist'];
    const { verdictOn } = await verifyAgainst(
      {
        changeAnswer: async (reply, { method, url, body }, fetchFromMock) => {
          const { appointmentType: _type, ...rest } = JSON.parse(body.startsWith('{') ? body : '{}') as Record<
            string,
            unknown
          >;
          if (method === 'POST' && reply.status === 422)
            await fetchFromMock(url, { method, body: JSON.stringify(rest) });
          return reply;
        },
      },
      own,
    );
    assert.deepEqual([verdictOn(rule), verdictOn(own)], ['violated', 'verified']);
  });

  it('answers in text/plain, or refuses a charset', async () => {
    const rule = 'interaction/plain-json';
    const text = await verifyAgainst(
      { changeAnswer: (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } }) },
      rule,
    );
    assert.equal(text.verdictOn(rule), 'violated');
    const charset = await verifyAgainst(
      {
        answerInstead: (received) =>
          isCreate(received) && String(received.headers['content-type']).includes('charset')
            ? { status: 415, body: { resourceType: 'OperationOutcome' } }
            : undefined,
      },
      rule,
    );
    assert.equal(charset.verdictOn(rule), 'violated');
  });
});

describe('a server that is right', () => {
  it('reads a roomed appointment as check-in, as decision 002 allows: observed, not violated', async () => {
    const { verdict, verdictOn } = await verifyAgainst(
      { mock: { settings: { roomedStatus: 'check-in' } } },
      'status/update-sets-status',
      'status/roomed-reads-as-written',
    );
    assert.equal(verdict.exitCode, 0);
    assert.deepEqual(
      [verdictOn('status/update-sets-status'), verdictOn('status/roomed-reads-as-written')],
      ['verified', 'observed'],
    );
  });

  it('words a refusal otherwise: the first line counts it', async () => {
    const { out } = await verifyAgainst(
      {
        changeAnswer: (reply) => ({
          ...reply,
          body: textOf(reply).replaceAll('Authentication failed', 'Authentication failed!'),
        }),
      },
      'access/token-required',
    );
    assert.match(out, /\(\d+ refusals worded otherwise\)/);
  });

  const rules = ['access/patient-token-sees-own', 'access/scope-required'];

  /** Refuses a token to whom asks for one with a text in the form. */
  const noTokenFor =
    (text: string) =>
    ({ url, body }: Received): Reply | undefined =>
      url.startsWith('/auth/token') && body.includes(text)
        ? { status: 400, body: { error: 'invalid_request' } }
        : undefined;

  it('takes the bare id of a patient only', async () => {
    const { verdictOn, verdict, received } = await verifyAgainst(
      { answerInstead: noTokenFor('patient=Patient') },
      ...rules,
    );
    assert.ok(received.some(({ body }) => /&patient=[0-9a-f]/.test(body)));
    assert.deepEqual([verdict.conclusion, verdictOn('access/patient-token-sees-own')], ['conformant', 'verified']);
  });

  it('refuses a token inside a scenario: that scenario is skipped, and the run goes on', async () => {
    const { verdictOn, verdict } = await verifyAgainst({ answerInstead: noTokenFor('&patient=') }, ...rules);
    assert.deepEqual(
      [verdict.conclusion, verdictOn('access/patient-token-sees-own'), verdictOn('access/scope-required')],
      ['conformant', 'not-exercised', 'verified'],
    );
    const { reason } = verdict.rules.find(({ id }) => id === 'access/patient-token-sees-own') ?? {};
    assert.match(String(reason), /gives no token for 'patient\/Appointment.read'/);
  });

  it('has nobody to book: what needs somebody is not exercised, with the reason, and nothing is violated', async () => {
    const { verdict, verdictOn } = await verifyAgainst(
      {
        changeAnswer: (reply, { method, url }) =>
          method === 'GET' && /^\/(Practitioner|Patient|Location)(\?|$)/.test(url)
            ? { ...reply, body: { resourceType: 'Bundle', type: 'searchset', total: 0 } }
            : reply,
      },
      'interaction/documented-statuses',
      'booking/start',
      'searchset/empty',
      'participant/unknown-patient',
    );
    assert.deepEqual([verdict.counts.violated, verdict.counts.inconclusive], [0, 0]);
    assert.equal(verdictOn('booking/start'), 'not-exercised');
    assert.match(String(verdict.rules.find(({ id }) => id === 'booking/start')?.reason), /nobody to book/);
  });

  it('is of another edition: the result says so, and names the command that finds out', async () => {
    const { out, verdict } = await verifyAgainst(
      { mock: { edition: '2024-07-02' } },
      'interaction/create-answers-null',
      'interaction/update-answers-null',
      'interaction/location-has-version',
    );
    assert.match(
      out,
      /edition {5}3 of the 3 violated rules do not hold in the edition of .*2024-07-02.*editions detect/,
    );
    assert.equal(verdict.exitCode, 1);
  });

  it('forbids double booking: that is judged there, and the rule that allows it is not applicable', async () => {
    const { verdict, verdictOn } = await verifyAgainst(
      { mock: { settings: { doubleBooking: 'forbid' } } },
      'booking',
      'search/sort',
    );
    assert.deepEqual(
      [verdict.conclusion, verdictOn('booking/double-booking-allowed'), verdictOn('booking/double-booking-refused')],
      ['conformant', 'not-applicable', 'verified'],
    );
  });
});
