// What a target is, whichever it is: the interface, its cast, the exchanges with it, and how it fails.
export { castMembers, withCastNames, personId, withCastIds } from './cast.ts';
export { exchangeText, type Exchange, exchangeOf, failureOf } from './exchange.ts';
export { TargetFault } from './failures.ts';
export { placeOf } from './scenario.ts';
export type { Creations } from './scenario.ts';
export { type Answer, NoAnswer, parsedBody, type Send } from './send.ts';
export type { AdminAccess, Target, Validation } from './target.ts';
export { Withheld } from './failures.ts';
