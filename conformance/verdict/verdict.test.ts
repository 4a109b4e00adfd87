// Every verdict and every conclusion, from sketched message streams.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RuleId } from '../../schemas/rules/index.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Target } from '../messages/evidence.ts';
import { green, passed, streamOf, type RunSketch, type ScenarioSketch, type StepSketch } from '../testing/stream.ts';
import type { RuleVerdict } from './rule-verdict.ts';
import { verdictOf, type VerdictDocument } from './verdict.ts';

const stated: RuleId = 'status/cancelled-is-final';
const assumed: RuleId = 'status/unsupported-status-is-refused';
const live: Target = { kind: 'live', baseUrl: 'https://fumage-example.canvasmedical.com' };
const known = { rule: stated, since: '2024-06-01', why: 'they said so', link: 'https://example.org/1' };

const judged = (run: RunSketch, id: RuleId = stated): RuleVerdict & { readonly document: VerdictDocument } => {
  const document = verdictOf(streamOf(run));
  const rule = document.rules.find((candidate) => candidate.id === id);
  assert.ok(rule);
  return { ...rule, document };
};

const one = (...steps: readonly StepSketch[]): ScenarioSketch => ({ rules: [stated], steps });

const fails = (type: StepSketch['type'], more: Partial<StepSketch> = {}): StepSketch => ({
  type,
  text: type,
  status: 'FAILED',
  error: { type: 'AssertionError', message: 'not so' },
  ...more,
});

const mismatch = { attachments: [['mismatch', { what: 'status', expected: 'cancelled', actual: 'booked' }]] } as const;

const violation = one(passed('Context'), passed('Action'), fails('Outcome', mismatch));

describe('the verdict on a rule', () => {
  it('is verified where its scenarios pass', () => {
    assert.equal(judged({ scenarios: [one(...green), one(...green)] }).verdict, 'verified');
  });

  it('is violated where an assertion fails, and says what differs', () => {
    const { verdict, scenarios } = judged({ scenarios: [one(...green), violation] });
    assert.equal(verdict, 'violated');
    assert.deepEqual(scenarios[1]?.mismatches, [{ what: 'status', expected: 'cancelled', actual: 'booked' }]);
  });

  it('is violated by a failed action that attaches what it found', () => {
    assert.equal(judged({ scenarios: [one(passed('Context'), fails('Action', mismatch))] }).verdict, 'violated');
  });

  it('is reworded where a target says it in other words', () => {
    const step = { ...passed('Outcome'), attachments: [['reworded', { expected: 'a', actual: 'b' }]] } as const;
    assert.equal(judged({ target: live, scenarios: [one(passed('Action'), step)] }).verdict, 'reworded');
  });

  it('is inconclusive where a prerequisite failed, a mismatch in it or not', () => {
    for (const step of [fails('Context'), fails('Context', mismatch)]) {
      const { verdict, reason } = judged({ scenarios: [one(step, { ...passed('Action'), status: 'SKIPPED' })] });
      assert.equal(verdict, 'inconclusive');
      assert.match(reason ?? '', /prerequisite failed/);
    }
  });

  it('is inconclusive where a step is undefined, ambiguous or pending', () => {
    for (const status of ['UNDEFINED', 'AMBIGUOUS', 'PENDING'] as const) {
      assert.equal(
        judged({ scenarios: [one(passed('Action'), { ...passed('Outcome'), status })] }).verdict,
        'inconclusive',
      );
    }
  });

  it('is inconclusive where the suite itself breaks', () => {
    const step = fails('Outcome', { error: { type: 'TypeError', message: 'x is not a function' } });
    const { verdict, reason } = judged({ scenarios: [one(passed('Action'), step)] });
    assert.equal(verdict, 'inconclusive');
    assert.match(reason ?? '', /suite itself failed.*x is not a function/);
  });

  it('is inconclusive where the target does not answer', () => {
    const step = fails('Action', { error: { type: 'TypeError', message: 'fetch failed' } });
    const { verdict, document } = judged({ target: live, scenarios: [one(step)] });
    assert.equal(verdict, 'inconclusive');
    assert.match(document.because[0] ?? '', /in 1 scenario the target did not answer/);
  });

  it('is inconclusive where the run was cut off', () => {
    assert.equal(judged({ scenarios: [{ ...one(...green), isUnfinished: true }] }).verdict, 'inconclusive');
  });

  it('is inconclusive where a mismatch is recorded although every step passed', () => {
    assert.equal(judged({ scenarios: [one({ ...passed('Action'), ...mismatch })] }).verdict, 'inconclusive');
  });

  it('is not green where some scenarios pass and one is inconclusive', () => {
    assert.equal(judged({ scenarios: [one(...green), one(fails('Context'))] }).verdict, 'inconclusive');
  });

  it('is not exercised where its scenarios are skipped, with their reason', () => {
    const why = { need: 'clock', reason: 'only a mock has a clock' };
    const step = { ...passed('Context'), status: 'SKIPPED', attachments: [['notExercised', why]] } as const;
    const { verdict, reason } = judged({ scenarios: [one(step)] });
    assert.deepEqual([verdict, reason], ['not-exercised', 'only a mock has a clock']);
  });

  it('says which part of a verified rule was not exercised', () => {
    const step = {
      ...passed('Context'),
      status: 'SKIPPED',
      attachments: [['notExercised', { reason: 'no' }]],
    } as const;
    const { verdict, reason } = judged({ scenarios: [one(...green), one(step)] });
    assert.deepEqual([verdict, reason], ['verified', 'in part not exercised: no']);
  });

  it('tells filtered out from no scenario and from not in this edition', () => {
    assert.equal(judged({ scenarios: [{ ...one(...green), isFilteredOut: true }] }).reason, 'filtered out');
    assert.equal(judged({ scenarios: [] }).reason, 'no scenario');
    const later = { scenarios: [], stamp: { edition: '2025-05-05' } } as const;
    const gone = judged(later, 'status/create-is-always-proposed');
    assert.deepEqual([gone.reason, gone.applicable], ['not in this edition', false]);
  });

  it('is observed on a live target where the document does not bind it, whatever it did', () => {
    const rules = [assumed];
    const same = judged({ target: live, scenarios: [{ rules, steps: green }] }, assumed);
    assert.deepEqual([same.verdict, same.observation], ['observed', 'as assumed']);
    const other = judged({ target: live, scenarios: [{ rules, steps: violation.steps }] }, assumed);
    assert.deepEqual([other.verdict, other.observation], ['observed', 'differently']);
    assert.equal(other.document.divergence.violated, 0);
    assert.equal(judged({ scenarios: [{ rules, steps: violation.steps }] }, assumed).verdict, 'violated');
  });

  it('is a known deviation where the file lists it', () => {
    const { verdict, document } = judged({ scenarios: [violation], knownDeviations: [known] });
    assert.equal(verdict, 'known-deviation');
    assert.deepEqual([document.conclusion, document.divergence.violated], ['conformant', 0]);
  });

  it('follows the last attempt', () => {
    assert.equal(judged({ scenarios: [{ ...one(...green), retriedAfter: 'FAILED' }] }).verdict, 'verified');
    assert.equal(judged({ scenarios: [{ ...violation, retriedAfter: 'PASSED' }] }).verdict, 'violated');
  });

  it('takes evidence that arrives as base64', () => {
    const envelopes = streamOf({ scenarios: [violation] }).map((envelope) =>
      envelope.attachment === undefined
        ? envelope
        : {
            attachment: {
              ...envelope.attachment,
              contentEncoding: 'BASE64' as const,
              body: Buffer.from(envelope.attachment.body).toString('base64'),
            },
          },
    );
    assert.equal(verdictOf(envelopes).rules.find(({ id }) => id === stated)?.verdict, 'violated');
  });
});

describe('the two figures', () => {
  it('are counted apart', () => {
    const { divergence, coverage } = judged({
      scenarios: [violation, { rules: ['status/canvas-to-fhir'], steps: green }],
    }).document;
    assert.deepEqual(divergence, { violated: 1, exercised: 2, share: 0.5 });
    assert.equal(coverage.exercised, 2);
    assert.ok(coverage.applicable > 100 && coverage.applicable <= ruleIds.length);
  });

  it('have no share where there is nothing to divide by', () => {
    assert.equal(judged({ scenarios: [] }).document.divergence.share, null);
  });

  it('do not take an inconclusive rule for an exercised one', () => {
    assert.equal(judged({ scenarios: [one(fails('Context'))] }).document.divergence.exercised, 0);
  });
});

describe('the conclusion of a run', () => {
  const concludes = (run: RunSketch, expected: keyof typeof exitCodes): void => {
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
    const hook = { testRunHookFinished: { result: { status: 'FAILED', message: 'boom' } } } as const;
    assert.equal(verdictOf([...stream, hook]).exitCode, 5);
    assert.equal(verdictOf([...stream, { parseError: { message: 'expected: Feature' } }]).exitCode, 5);
  });

  it('has an exit code of its own', () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(codes)]);
    assert.deepEqual(codes, [0, 1, 2, 3, 4, 5, 6]);
  });
});
