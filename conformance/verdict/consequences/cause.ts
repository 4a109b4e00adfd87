// One fault of a server that shows in scenarios of many rules.
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Mismatch, Scenario } from '../../suite/messages/index.ts';

/** A fault that belongs to one rule, and what else it explains. */
export interface Cause {
  readonly rule: RuleId;
  /** What a scenario rests on in vain, as the end of a sentence. */
  readonly what: string;
  readonly explains: (mismatch: Mismatch, scenario: Scenario) => boolean;
}
