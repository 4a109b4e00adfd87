// verify against servers that read the documents as a decision allows: observed, with the setting that makes a mock agree.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MockOptions } from '../mock-server/index.ts';
import { verifyAgainst } from '../bench/test-support/verify-against.ts';

const readings: readonly (readonly [settings: NonNullable<MockOptions['settings']>, rule: string])[] = [
  [{ updateWithoutType: 'keep' }, 'appointment-type/default-on-update'],
  [{ updateWithoutReason: 'reset' }, 'interaction/partial-update'],
  [{ updateOfStart: 'keep-duration' }, 'interaction/partial-update'],
  [{ roomedStatus: 'check-in' }, 'status/roomed-reads-as-written'],
  [{ unsupportedStatus: 'ignore' }, 'status/unsupported-status-is-refused'],
  [{ participantStatus: 'fhir' }, 'participant/status-unused'],
  [{ identifierReplacement: 'within-period' }, 'identifier/list-replaces-current'],
  [{ unknownReferences: 'accept' }, 'participant/unknown-patient'],
];

/** Switches of an instance that the page describes: with the rules that rest on them, and a fault that looks alike. */
describe('an instance that has switched something off', () => {
  const reasons = ['reason-code/must-exist', 'reason-code/structured', 'reason-code/coding-shown'] as const;
  const others = ['reason-code/text', 'interaction/refused-writes-change-nothing'] as const;

  it('structuredReasonForVisit=false: what rests on codings is not applicable, the rest is judged', async () => {
    const { verdictOn, out, code } = await verifyAgainst(
      { mock: { settings: { structuredReasonForVisit: false } } },
      'reason-code,interaction,search,participant',
    );
    assert.deepEqual(reasons.map(verdictOn), ['not-applicable', 'not-applicable', 'not-applicable'], out);
    assert.deepEqual(others.map(verdictOn), ['verified', 'not-applicable'], out);
    assert.equal(code, 0, out);
  });

  it('but a server that shows no coding and still looks codes up violates its rules', async () => {
    const { verdictOn } = await verifyAgainst(
      {
        changeAnswer: (reply) => ({
          ...reply,
          body: (typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null)).replace(
            /"coding":(?=\[[^\]]*"userSelected")/g,
            '"_coding":',
          ),
        }),
      },
      ...reasons,
    );
    assert.deepEqual(reasons.map(verdictOn), ['verified', 'violated', 'violated']);
  });

  it('doubleBooking=forbid: nothing but its own rule is left out, and no scenario is in its own way', async () => {
    const { verdictOn, out, code } = await verifyAgainst(
      { mock: { settings: { doubleBooking: 'forbid' } } },
      'booking/double-booking-allowed',
      'encounter/date-finds',
    );
    assert.deepEqual(
      ['booking/double-booking-allowed', 'encounter/date-finds'].map(verdictOn),
      ['not-applicable', 'verified'],
      out,
    );
    assert.equal(code, 0, out);
  });
});

describe('a server that takes another reading', () => {
  for (const [settings, rule] of readings) {
    const [[name, value] = []] = Object.entries(settings);
    it(`${String(name)}=${String(value)}: ${rule} is observed, and the setting is named`, async () => {
      const { verdictOn, out, code } = await verifyAgainst({ mock: { settings } }, rule);
      assert.deepEqual([verdictOn(rule), code], ['observed', 0], out);
      assert.match(out, new RegExp(`observed +${rule}: decision \\d+ .*--setting ${String(name)}=${String(value)}`));
    });
  }

  it('and keeps what an update replaces otherwise: that is a violation', async () => {
    const rule = 'appointment-type/default-on-update';
    const { verdictOn } = await verifyAgainst(
      {
        changeAnswer: (reply) => ({
          ...reply,
          body: JSON.parse(JSON.stringify(reply.body ?? null).replaceAll('308335008', 'wrong')) as object,
        }),
      },
      rule,
    );
    assert.equal(verdictOn(rule), 'violated');
  });
});
