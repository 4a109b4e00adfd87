// A server at a base URL as a target: opened for a scenario, with the client, the limits and the ledger of its run.
export { usualSearches } from './access.ts';
export { Budget, usualBudget } from './budget.ts';
export { LiveClient } from './client.ts';
export type { Ask } from './discovery.ts';
export {
  checkedBaseUrl,
  ehrUrlOf,
  type Environment,
  variableIn,
  fixedToken,
  hasCredentials,
  liveBaseUrl,
  numberIn,
  patienceIn,
} from './environment.ts';
export { checkHost, isLoopback, isSandboxLike } from './host-check.ts';
export { interrupt } from './interruption.ts';
export { type Entry, type Intent, Ledger, ledgerIn, type LedgerText, type UnreadLine } from './ledger.ts';
export { dayOf, findByMark, findMarked, type Found, personOf } from './find-marked.ts';
export { guardedServer, type GuardedServer, liveTarget, openTarget } from './live-target.ts';
export { planVariable, type HandedPlan, type Withholding } from './plan-check.ts';
export { newRun, runVariable } from './run-ledger.ts';
export {
  exchangeWithoutMarks,
  isMarkedBy,
  isOfAnotherCreate,
  markOf,
  withMark,
  withoutMarks,
  type MarkedRecord,
} from './run-mark.ts';
export { pathsOfProof, unproven } from './proof-of-life.ts';
export { handedToken, type Token } from './tokens.ts';
export { isAlike, isSearch, type Traits, writingOf } from './writing.ts';
