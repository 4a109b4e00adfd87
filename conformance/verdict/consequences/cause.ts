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
  readonly explains: (mismatch: Mismatch, scenario: Scenario) => boolean;
}
