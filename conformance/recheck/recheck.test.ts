// A verdict that does not follow from the messages is found out. Recorded answers are judged again in bin/verify.test.ts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareVerdicts } from '../compare/compare.ts';
import type { Envelope } from '../suite/messages/index.ts';
import { differences } from './recheck.ts';
import { green, passed, streamOf, type RunInShort } from '../../bench/test-support/stream.ts';
import { verdictOf, type VerdictDocument } from '../verdict/index.ts';

const rule = 'status/cancelled-is-final';

const violation: RunInShort = {
  scenarios: [
    {
      rules: [rule],
      steps: [
        passed('Action'),
        {
          type: 'Outcome',
          text: 'Then',
          status: 'FAILED',
          attachments: [['mismatch', { what: 'status', expected: 1, actual: 2 }]],
        },
      ],
    },
  ],
};

const written = (envelopes: readonly Envelope[]): VerdictDocument =>
  JSON.parse(JSON.stringify(verdictOf(envelopes))) as VerdictDocument;

const rechecked = (
  envelopes: readonly Envelope[],
  change: (said: VerdictDocument) => VerdictDocument = (said) => said,
) => differences(change(written(envelopes)), envelopes);

describe('recheck', () => {
  it('agrees with a verdict that was left alone', () => {
    assert.deepEqual(rechecked(streamOf(violation)), []);
  });

  it('finds a rule that was made green', () => {
    const greened = rechecked(streamOf(violation), (said) => ({
      ...said,
      rules: said.rules.map((each) => (each.id === rule ? { ...each, verdict: 'verified' } : each)),
    }));
    assert.deepEqual(greened, [`${rule}: verdict.json says verified, the messages say violated`]);
  });

  it('finds changed figures, a changed conclusion, a changed mismatch and a rule that was dropped', () => {
    const envelopes = streamOf(violation);
    assert.match(rechecked(envelopes, (said) => ({ ...said, exitCode: 0 })).join(), /exitCode/);
    assert.match(
      rechecked(envelopes, (said) => ({ ...said, divergence: { ...said.divergence, violated: 0 } })).join(),
      /divergence/,
    );
    assert.match(
      rechecked(envelopes, (said) => ({ ...said, rules: said.rules.slice(1) })).join(),
      /holds \d+ rules, not \d+/,
    );
    const retold = rechecked(envelopes, (said) => ({
      ...said,
      rules: said.rules.map((each) => (each.id === rule ? { ...each, scenarios: [] } : each)),
    }));
    assert.match(retold.join(), /tells it otherwise than the messages do \(scenarios\)/);
  });

  it('finds messages that were turned green under a verdict that was not', () => {
    const text = JSON.stringify(streamOf(violation)).replaceAll('FAILED', 'PASSED');
    const envelopes = JSON.parse(text) as readonly Envelope[];
    const said = written(streamOf(violation));
    assert.match(differences(said, envelopes).join(), /says violated, the messages say inconclusive/);
  });
});

describe('compare', () => {
  const before = verdictOf(streamOf({ scenarios: [{ rules: [rule], steps: green }] }));

  it('finds nothing between a run and its repetition', () => {
    const again = { ...before, time: '2030-01-01T00:00:00.000Z', milliseconds: 1 };
    assert.deepEqual(compareVerdicts(before, again), {
      isSame: true,
      lines: [`The same verdict on each of ${before.rules.length} rules.`],
    });
  });

  it('says what became worse, and what better', () => {
    const after = verdictOf(streamOf(violation));
    const { isSame, lines } = compareVerdicts(before, after);
    assert.equal(isSame, false);
    assert.ok(lines.includes('conclusion conformant -> divergent'));
    assert.ok(lines.includes(`worse    ${rule}: verified -> violated`));
    assert.ok(compareVerdicts(after, before).lines.includes(`better   ${rule}: violated -> verified`));
  });

  it('names other circumstances without taking them for a change', () => {
    const { isSame, lines } = compareVerdicts(before, { ...before, harness: { ...before.harness, version: '9.9.9' } });
    assert.equal(isSame, true);
    assert.match(lines[0] ?? '', /harness .* -> 9\.9\.9/);
  });
});
