// canvas-harness drift: where a server differs from the mock, by rule.
export { drift } from './drift.ts';
export type { DriftDocument } from './report.ts';
export { usualShrinkCreates } from './shrink-budget.ts';
