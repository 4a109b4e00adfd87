// The layer of people: hides who somebody is, first by the places where values stand, then wherever the same value occurs.
export { hideByPlace, learnParts } from './by-place.ts';
export { eraserOf } from './erase.ts';
export { piiPatterns } from './pii-patterns.ts';
export { isPseudonymous, canHaveBeen, Pseudonyms } from './pseudonyms.ts';
