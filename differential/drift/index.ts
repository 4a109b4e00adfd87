// What `canvas-harness drift` does: compares a server with the mock, request by request, and names each difference by its rule.
export { drift } from './drift.ts';
export { exclusionFrom, type Exclusion } from './exclude.ts';
export type { DriftDocument } from './report.ts';
export { usualShrinkCreates } from './shrink-budget.ts';
