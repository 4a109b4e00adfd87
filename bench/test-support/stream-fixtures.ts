// Scenarios in short form that several tests turn into messages.
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Target } from '../../conformance/suite/messages/index.ts';
import type { KnownDeviation } from '../../conformance/verdict/index.ts';
import { passed, type ScenarioInShort, type StepInShort } from './stream.ts';

/** A rule that is stated, and one that is only assumed. */
export const stated: RuleId = 'status/cancelled-is-final';
export const assumed: RuleId = 'status/unsupported-status-is-refused';
export const live: Target = { kind: 'live', baseUrl: 'https://fumage-example.canvasmedical.com' };
export const known: KnownDeviation = {
  rule: stated,
  since: '2024-06-01',
  why: 'they said so',
  link: 'https://example.org/1',
};

/** A scenario of the stated rule. */
export const one = (...steps: readonly StepInShort[]): ScenarioInShort => ({ rules: [stated], steps });

/** A step that failed. */
export const fails = (type: StepInShort['type'], more: Partial<StepInShort> = {}): StepInShort => ({
  type,
  text: type,
  status: 'FAILED',
  error: { type: 'AssertionError', message: 'not so' },
  ...more,
});

/** What a failed assertion attaches. */
export const mismatch = {
  attachments: [['mismatch', { what: 'status', expected: 'cancelled', actual: 'booked' }]],
} as const;

/** A scenario whose assertion fails. */
export const violation = one(passed('Context'), passed('Action'), fails('Outcome', mismatch));
