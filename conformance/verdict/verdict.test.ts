// Every verdict on a rule, from message streams of a few scenarios.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import type { RuleId } from '../../schemas/rules/index.ts';
import { faultIn } from '../../schemas/validate.ts';
import {
  assumed,
  fails,
  known,
  live,
  mismatch,
  one,
  stated,
  violation,
} from '../../bench/test-support/stream-fixtures.ts';
import { green, passed, streamOf, type RunInShort } from '../../bench/test-support/stream.ts';
import { verdicts, type RuleVerdict } from './rule-verdict.ts';
import { causes } from './scenario-outcome.ts';
import { verdictOf, type VerdictDocument } from './verdict.ts';

const judged = (run: RunInShort, id: RuleId = stated): RuleVerdict & { readonly document: VerdictDocument } => {
  const document = verdictOf(streamOf(run));
  const rule = document.rules.find((candidate) => candidate.id === id);
  assert.ok(rule);
  return { ...rule, document };
};

test('the schema of a verdict knows every verdict and every cause', () => {
  const text = readFileSync(new URL('../../schemas/verdict.schema.json', import.meta.url), 'utf8');
  const enums = [...text.matchAll(/"enum": (\[[^\]]*\])/g)].map(([, list = '']) => JSON.parse(list) as string[]);
  for (const words of [verdicts, causes])
    assert.ok(
      enums.some((list) => words.every((word) => list.includes(word))),
      words.join(', '),
    );
});

test('a difference that belongs to another rule, or is a failure, is valid by the schema', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/verdict.schema.json', import.meta.url), 'utf8')) as {
    $id: string;
  };
  const found = [
    { what: 'a server error', isFailure: true },
    { what: 'the location', rule: assumed },
  ].map((what) => ['mismatch', what] as const);
  const document = verdictOf(
    streamOf({ scenarios: [one(passed('Action'), fails('Outcome', { attachments: found }))] }),
  );
  assert.equal(document.rules.filter(({ scenarios }) => scenarios.some(({ mismatches }) => mismatches)).length, 2);
  assert.equal(faultIn(schema, JSON.parse(JSON.stringify(document))), undefined);
});

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

  it('is observed differently where no document binds it and the refusal has another status', () => {
    const refused = (status: number, text: string) => ({ status, code: 'business-rule', text });
    const judge = (status: number): unknown => {
      const other = { expected: refused(422, 'a'), actual: refused(status, 'b') };
      const step = { ...passed('Outcome'), attachments: [['reworded', other]] } as const;
      const scenarios = [{ rules: ['status/unsupported-status-is-refused'], steps: [passed('Action'), step] }];
      return verdictOf(streamOf({ target: live, scenarios })).rules.find(
        ({ id }) => id === 'status/unsupported-status-is-refused',
      )?.observation;
    };
    assert.deepEqual([judge(422), judge(400)], ['as assumed', 'differently']);
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

  it('is violated on a live target where the server failed, however well the rule is documented', () => {
    const evidence = { what: 'The server failed', expected: 'a status below 500', actual: 500, isFailure: true };
    const steps = [passed('Context'), fails('Action', { attachments: [['mismatch', evidence]] })];
    assert.equal(judged({ target: live, scenarios: [{ rules: [assumed], steps }] }, assumed).verdict, 'violated');
  });

  it('is violated where the server leaves one request alone unanswered, and open where it does so for many rules', () => {
    const evidence = { what: 'The server failed', expected: 'an answer', actual: 'none, twice', isFailure: true };
    const steps = [passed('Context'), fails('Action', { attachments: [['mismatch', evidence]] })];
    const silent = (...ids: readonly RuleId[]) => ids.map((id) => ({ rules: [id], steps }));
    assert.equal(judged({ target: live, scenarios: silent(assumed) }, assumed).verdict, 'violated');
    const many = judged({ target: live, scenarios: silent(assumed, 'booking/start', 'search/id') }, assumed);
    assert.equal(many.verdict, 'inconclusive');
    assert.match(many.document.rules.find(({ id }) => id === assumed)?.reason ?? '', /did not answer now and then/);
  });

  it('is not applicable where the instance has switched off what it is about', () => {
    const why = { need: 'double-booking-on', reason: 'CANVAS_DOUBLE_BOOKING=forbid says that it is off' };
    const step = { ...passed('Context'), status: 'SKIPPED', attachments: [['notExercised', why]] } as const;
    const { verdict, applicable } = judged({ scenarios: [one(step)] });
    assert.deepEqual([verdict, applicable], ['not-applicable', false]);
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
