// The figures and the conclusions, from message streams of a few scenarios.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ruleIds } from '../../schemas/rules/index.ts';
import { exitCodes } from '../run/exit-codes.ts';
import { assumed, fails, known, one, stated, violation } from '../../bench/test-support/stream-fixtures.ts';
import { green, passed, streamOf, type RunInShort } from '../../bench/test-support/stream.ts';
import { verdictOf } from './verdict.ts';

describe('the two figures', () => {
  it('are counted apart', () => {
    const { divergence, coverage } = verdictOf(
      streamOf({
        scenarios: [violation, { rules: ['status/canvas-to-fhir'], steps: green }],
      }),
    );
    assert.deepEqual(divergence, { violated: 1, exercised: 2, share: 0.5 });
    assert.equal(coverage.exercised, 2);
    assert.ok(coverage.applicable > 100 && coverage.applicable <= ruleIds.length);
  });

  it('have no share where there is nothing to divide by', () => {
    assert.equal(verdictOf(streamOf({ scenarios: [] })).divergence.share, null);
  });

  it('do not take an inconclusive rule for an exercised one', () => {
    assert.equal(verdictOf(streamOf({ scenarios: [one(fails('Context'))] })).divergence.exercised, 0);
  });
});

describe('the conclusion of a run', () => {
  const concludes = (run: RunInShort, expected: keyof typeof exitCodes): void => {
    const { conclusion, exitCode } = verdictOf(streamOf(run));
    assert.deepEqual([conclusion, exitCode], [expected, exitCodes[expected].code]);
  };

  it('is conformant where what was exercised holds', () => concludes({ scenarios: [one(...green)] }, 'conformant'));

  it('is divergent where a rule is violated, whatever else is wrong', () =>
    concludes({ scenarios: [violation, { rules: [assumed], steps: [fails('Context')] }] }, 'divergent'));

  it('is divergent where a scenario fails that names no rule', () =>
    concludes({ scenarios: [one(...green), { rules: [], steps: violation.steps }] }, 'divergent'));

  it('is inconclusive where nothing ran', () => concludes({ scenarios: [] }, 'inconclusive'));

  it('is inconclusive where everything was skipped', () =>
    concludes({ scenarios: [one({ ...passed('Context'), status: 'SKIPPED' })] }, 'inconclusive'));

  it('is inconclusive where a rule is', () =>
    concludes({ scenarios: [one(...green), one(fails('Context'))] }, 'inconclusive'));

  it('is inconclusive where more than the allowed share was not exercised', () =>
    concludes({ scenarios: [one(...green)], stamp: { maxNotExercised: 0.5 } }, 'inconclusive'));

  it('is a fault of configuration where the credentials did not reach a scenario, unless a rule is violated', () => {
    const why = { need: 'access', reason: 'GET /Patient?_count=1 answered 403: ask for user/*.*' };
    const skipped = one({ ...passed('Context'), status: 'SKIPPED', attachments: [['notExercised', why]] });
    concludes({ scenarios: [one(...green), skipped] }, 'configuration');
    assert.deepEqual(verdictOf(streamOf({ scenarios: [one(...green), skipped] })).because, [
      `1 scenario was left out: ${why.reason}`,
    ]);
    const { conclusion, because } = verdictOf(streamOf({ scenarios: [violation, skipped] }));
    assert.deepEqual([conclusion, because[0]], ['divergent', `1 scenario was left out: ${why.reason}`]);
  });

  it('is stale where a known deviation no longer occurs', () => {
    const run = { scenarios: [one(...green)], knownDeviations: [known] };
    concludes(run, 'stale');
    assert.deepEqual(verdictOf(streamOf(run)).stale, [stated]);
  });

  it('is not stale where the rule of the deviation was not exercised', () => {
    const scenarios = [{ rules: ['status/canvas-to-fhir'], steps: green }];
    concludes({ scenarios, knownDeviations: [known] }, 'conformant');
  });

  it('is stopped where a safety limit was reached', () => {
    const step = { ...passed('Action'), attachments: [['stopped', { reason: '500 requests' }]] } as const;
    concludes({ scenarios: [one(step), violation] }, 'stopped');
  });

  it('is a configuration fault where a hook of the whole run fails or a feature does not parse', () => {
    const stream = streamOf({ scenarios: [one(...green)] });
    const time = { seconds: 0, nanos: 0 };
    const result = { status: 'FAILED', message: 'boom', duration: time } as const;
    const hook = { testRunHookFinished: { testRunHookStartedId: 'hook', timestamp: time, result } };
    assert.equal(verdictOf([...stream, hook]).exitCode, 5);
    assert.equal(verdictOf([...stream, { parseError: { message: 'expected: Feature', source: {} } }]).exitCode, 5);
  });

  it('has an exit code of its own', () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(codes)]);
    assert.deepEqual(codes, [0, 1, 2, 3, 4, 5, 6]);
  });
});
