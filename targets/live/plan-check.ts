// The part of a plan that the suite is told: which scenarios are withheld, and why.
import { variableIn, type Environment } from './environment.ts';
import { Withheld } from '../failures.ts';

/** The variable in which the command hands the plan to the suite: a reason for each `file:line` that is withheld. */
export const planVariable = 'CANVAS_PLAN';

export interface Withholding {
  readonly need: 'level' | 'budget';
  readonly reason: string;
  /** `file:line` of the scenarios. */
  readonly at: readonly string[];
}

const plans = new Map<string, readonly Withholding[]>();

const planIn = (text: string): readonly Withholding[] => {
  const plan = plans.get(text) ?? (JSON.parse(text) as readonly Withholding[]);
  plans.set(text, plan);
  return plan;
};

/** Throws Withheld for a scenario that the plan leaves out. */
export const checkPlan = (environment: Environment, place: string): void => {
  const text = variableIn(environment, planVariable);
  const found = text === undefined ? undefined : planIn(text).find(({ at }) => at.includes(place));
  if (found !== undefined) throw new Withheld(found.need, found.reason);
};

/** The level of a run that has a plan. */
export const plannedLevel = (environment: Environment): string | undefined =>
  variableIn(environment, planVariable) === undefined ? undefined : (variableIn(environment, 'CANVAS_LEVEL') ?? 'core');
