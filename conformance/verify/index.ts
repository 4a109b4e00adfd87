// A whole verification, and what a person sees of it meanwhile.
export { progressOn, type Progress } from './progress.ts';
export { verify, type Verified } from './verify.ts';
