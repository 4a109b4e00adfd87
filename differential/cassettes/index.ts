// Recording a run of the suite, and replaying it.
export { claimCassettes, readCassettes } from './cassette.ts';
export { record } from './record.ts';
export { replay } from './replay.ts';
