// A scenario as a plan weighs it: what it creates and leaves, and whether a sound server may accept what it wants refused.
import { isRuleId, ruleOf } from '../../schemas/rules/index.ts';
import { isBinding, type Basis } from '../../schemas/rules/rule.ts';
import {
  creationsOf,
  isUpdating,
  type Leaving,
  leavingOf,
  openCreatesIn,
  readsOf,
  refusedTypesOf,
  unusualValuesIn,
} from '../../steps/creations.ts';
import { type Beginning, beginningOf } from '../../steps/combining.ts';
import { requestsOf } from '../../steps/requests.ts';
import { placeOf } from '../../targets/index.ts';
import { type Pickle, ruleIdsOf, tagsOf } from '../suite/messages/index.ts';
import { isSwitchedByTarget } from '../verdict/index.ts';
import type { Creating } from './count-creates.ts';

export const levels = ['smoke', 'core', 'full'] as const;
export type Level = (typeof levels)[number];

export interface Candidate extends Creating {
  readonly place: string;
  readonly rule: string;
  readonly basis: Basis;
  readonly isUpdating: boolean;
  /** True where a sound server may accept what the scenario wants refused. */
  readonly isOpen: boolean;
  readonly least: Level;
  readonly requests: number;
  /** True where others are tried by what it finds out: whether the instance lets a provider be booked twice. */
  readonly isTelling: boolean;
  /** Values that it sends and that are not the usual ones. */
  readonly unusualValues: number;
  /** The types that it reads with the token of the run. */
  readonly reads: readonly string[];
  /** How it begins, where what it begins with can carry the values of other scenarios. */
  readonly beginning: Beginning | undefined;
}

const basisOf = (rule: string): Basis => (isRuleId(rule) ? ruleOf(rule).basis : 'assumed');

/** What is left where a server accepts an update that may be refused: a record that can be set back. */
const changedAt = (leaving: Leaving): Leaving => (leaving === 'untouched' ? 'set back' : leaving);

/** Weighs a scenario. */
export const candidateOf = (scenario: Pickle): Candidate => {
  const creations = creationsOf(scenario);
  const rule = ruleIdsOf(scenario)[0] ?? '';
  const basis = basisOf(rule);
  const level = tagsOf(scenario, 'level')[0];
  const isOpen = !isBinding(basis) || isSwitchedByTarget(rule);
  const refusedTypes = refusedTypesOf(scenario);
  const leaving = isOpen && isUpdating(scenario) ? changedAt(leavingOf(scenario)) : leavingOf(scenario);
  const isLeft = creations.shareable !== undefined && creations.others === 0 && leaving !== 'changed';
  return {
    place: placeOf(scenario),
    rule,
    basis,
    isOpen,
    creations,
    leaving,
    beginning: isLeft ? beginningOf(scenario) : undefined,
    openTypes: [...Array<string>(openCreatesIn(scenario)).fill('Appointment'), ...(isOpen ? refusedTypes : [])],
    refusedTypes,
    isUpdating: isUpdating(scenario),
    least: levels.find((known) => known === level) ?? 'smoke',
    reads: readsOf(scenario),
    isTelling: tagsOf(scenario, 'needs').includes('double-booking-on'),
    unusualValues: unusualValuesIn(scenario),
    requests: requestsOf(scenario),
  };
};
