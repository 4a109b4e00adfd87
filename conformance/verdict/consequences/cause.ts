// One fault of a server that shows in scenarios of many rules.
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Mismatch, Scenario } from '../../suite/messages/index.ts';

/** What a run exchanged, by scenario. It is long, so it is read once. */
export type Exchanged = ReadonlyMap<Scenario, readonly Exchange[]>;

/** A fault that belongs to one rule, and what else it explains. */
export interface Cause {
  readonly rule: RuleId;
  /** What a scenario rests on in vain, as the end of a sentence. */
  readonly what: string;
  /** True where the run saw nothing of what the rule speaks of done right. */
  readonly isWhole: boolean;
  readonly explains: (mismatch: Mismatch, scenario: Scenario) => boolean;
}
