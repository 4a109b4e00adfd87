// The layer of people: hides who somebody is, first by the places where values stand, then wherever the same value occurs.
export { eraserOf, hiddenByPlace, learnParts } from './by-place.ts';
export { piiPatterns } from './pii-patterns.ts';
export { isPseudonymous, mayHaveBeen, Pseudonyms } from './pseudonyms.ts';
