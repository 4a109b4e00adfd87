// What a target is, whichever it is: the interface, its cast, the exchanges with it, and how it fails.
export { castMembers, personId, withCastIds, withCastNames } from './cast.ts';
export { anAnswer, isSilence, mediaTypes, serverFailed } from './evidence.ts';
export type { Lag, Mismatch, NotExercised, Reworded, Stopped } from './evidence.ts';
export {
  appointmentIdIn,
  belowBase,
  exchangeOf,
  exchangeText,
  failureOf,
  saysTimeIsTaken,
  type Exchange,
} from './exchange.ts';
export { ServerLost, TargetFault, Withheld } from './failures.ts';
export { placeOf, type Allowance, type Combination, type CombinedRecords, type Creations } from './scenario.ts';
export { formRequest, NoAnswer, OwnSilence, sendWithin, usualPatience, type Answer, type Send } from './send.ts';
export type { AdminAccess, Combined, Target, Validation } from './target.ts';
