// Scripts, how they are performed, and how two answers are compared: what all commands here stand on.
export { inCastNames } from './cast-names.ts';
export { answerDifferences, differencesOf, type Difference, type PlaceDifference } from './compare.ts';
export type { Counterpart, Side } from './counterpart.ts';
export { createdTypeOf, creates, isIdNeeded } from './created.ts';
export { Identity } from './identity.ts';
export { anyId } from './ids.ts';
export {
  comparedHeaders,
  createdId,
  outcomeOf,
  perform,
  performCall,
  performWhileAnswered,
  type Outcome,
  type Outcomes,
  type Performed,
} from './perform.ts';
export {
  castOf,
  isOfEhr,
  isWrite,
  referredBy,
  renumber,
  resolvedText,
  withTexts,
  type Bearer,
  type Call,
  type Script,
} from './script.ts';
export {
  callsOf,
  exchangesWithBearers,
  gatherScripts,
  obstacleOf,
  scriptOf,
  type SuiteScripts,
} from './suite-scripts.ts';
export { idsAmong, played, symbolise } from './symbols.ts';
