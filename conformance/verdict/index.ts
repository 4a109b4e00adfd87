// The verdict on a run, from its messages. Reading one back is in verdict-file.ts.
export { refusedKindsIn, type RefusedKind } from './consequences/refused-kinds.ts';
export { isNoUpdateShown } from './consequences/unkept-writes.ts';
export { exchangesOf, outcomeOf, type Outcome } from './scenario-outcome.ts';
export { verdicts, type RuleVerdict, type ScenarioVerdict, type Verdict } from './rule-verdict.ts';
export {
  ruleSetOf,
  stampEnvelope,
  stampOf,
  type KnownDeviation,
  type ProbeNote,
  type Shard,
  type Stamp,
} from './run-stamp.ts';
export { otherEdition } from './other-edition.ts';
export { isSwitchedByTarget } from './switched-off.ts';
export { tableFor, type JudgedEntry } from './judged-table.ts';
export { verdictOf, type VerdictDocument } from './verdict.ts';
