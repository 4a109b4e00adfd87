// The part of a plan that the suite is told: what it may create, which scenarios are withheld, and why.
import { attemptsOf } from './combined-attempts.ts';
import { variableIn, type Environment } from './environment.ts';
import { Withheld } from '../failures.ts';
import type { Allowance, CombinedRecords, Combination } from '../scenario.ts';

/** The variable in which the command hands the plan to the suite. */
export const planVariable = 'CANVAS_PLAN';

export interface Withholding {
  readonly need: 'level' | 'budget' | 'access';
  readonly reason: string;
  /** `file:line` of the scenarios. */
  readonly at: readonly string[];
}

/** A plan as the suite is told it. */
export interface HandedPlan {
  readonly most: Allowance;
  readonly withheld: readonly Withholding[];
  /** `file:line` of the scenarios whose writes a sound server may accept as well as refuse. */
  readonly open: readonly string[];
  readonly combinations: readonly Combination[];
}

const plans = new Map<string, HandedPlan>();

const planFrom = (text: string): HandedPlan => {
  const plan = plans.get(text) ?? (JSON.parse(text) as HandedPlan);
  plans.set(text, plan);
  return plan;
};

const planIn = (environment: Environment): HandedPlan | undefined => {
  const text = variableIn(environment, planVariable);
  return text === undefined ? undefined : planFrom(text);
};

/** Throws Withheld for a scenario that the plan leaves out. */
export const checkPlan = (environment: Environment, place: string): void => {
  const found = planIn(environment)?.withheld.find(({ at }) => at.includes(place));
  if (found !== undefined) throw new Withheld(found.need, found.reason);
};

/** True where a write that a scenario wants refused has to be, by what is documented. */
export const isToBeRefused = (environment: Environment, place: string): boolean =>
  planIn(environment)?.open.includes(place) === false;

/** What a scenario begins with, where that carries the values of others: the records to try, one after the other. */
export const plannedAttempts = (environment: Environment, place: string): readonly CombinedRecords[] => {
  const all = planIn(environment)?.combinations ?? [];
  const own = all.find(({ members }) => members.some(({ at }) => at.includes(place)));
  return own === undefined ? [] : attemptsOf(own, place);
};

/** What a run that has a plan may create at most. */
export const plannedMost = (environment: Environment): Allowance | undefined => planIn(environment)?.most;

/** The level of a run that has a plan. */
export const plannedLevel = (environment: Environment): string | undefined =>
  planIn(environment) === undefined ? undefined : (variableIn(environment, 'CANVAS_LEVEL') ?? 'core');
