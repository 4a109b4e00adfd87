// Commands against a live target: their environment, a look before the start, the run, and its cleanup.
export type { Cleanup } from './cleanup.ts';
export { configText } from './config-file.ts';
export { conclusionOf, diagnosisOf, jsonOf, remedies, type Diagnosis } from './diagnosis.ts';
export { environmentOf, type Environment, type LiveOptions } from './environment.ts';
export { asStop, clientTo, openRun, type OpenRun } from './open-live-run.ts';
export { cleanupCommand, endWithCleanup, putAway } from './put-away.ts';
export { heedSignals } from './interruption.ts';
export { namedAddress, namedTarget, preflight } from './preflight.ts';
export { accessLines } from './read-access.ts';
