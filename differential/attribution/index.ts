// Which rule a difference belongs to: comparisons, and the mutants that are tried in the place of the mock.
export { AgreeingMock, type Settings } from './agreeing-mock.ts';
export { MutatedMocks } from './mutated-mocks.ts';
export { attribute, isExplained, type Attribution } from './attribute.ts';
export { comparerBy, comparerOf, type Comparer, type Comparison, type IsExcluded, type Keyed } from './comparison.ts';
export { Evidence } from './evidence.ts';
export { isWithin, likenessOf } from './fingerprint.ts';
export { refusedKindAt, refusedKindsOf } from './refused-there.ts';
export { isStaleAt, staleReadsOf } from './stale-reads.ts';
