// verify against servers that read the documents as a decision allows: observed, with the setting that makes a mock agree.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MockOptions } from '../mock-server/index.ts';
import { verifyAgainst } from '../bench/test-support/verify-against.ts';

const readings: readonly (readonly [
  settings: NonNullable<MockOptions['settings']>,
  rule: string,
  exitCode?: number,
])[] = [
  [{ updateWithoutType: 'keep' }, 'appointment-type/default-on-update'],
  [{ updateWithoutReason: 'reset' }, 'interaction/partial-update'],
  [{ updateOfStart: 'keep-duration' }, 'interaction/partial-update'],
  [{ roomedStatus: 'check-in' }, 'status/roomed-reads-as-written'],
  // Here the server keeps an appointment that the plan of the run has no room for, so the run stops.
  [{ unsupportedStatus: 'ignore' }, 'status/unsupported-status-is-refused', 6],
  [{ participantStatus: 'fhir' }, 'participant/status-unused'],
  [{ identifierReplacement: 'within-period' }, 'identifier/list-replaces-current'],
  [{ unknownReferences: 'accept' }, 'participant/unknown-patient'],
];

describe('a server that takes another reading', () => {
  for (const [settings, rule, exitCode = 0] of readings) {
    const [[name, value] = []] = Object.entries(settings);
    it(`${String(name)}=${String(value)}: ${rule} is observed, and the setting is named`, async () => {
      const { verdictOn, out, code } = await verifyAgainst({ mock: { settings } }, rule);
      assert.deepEqual([verdictOn(rule), code], ['observed', exitCode], out);
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
