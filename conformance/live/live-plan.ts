// The plan for the target that the environment names: its level, its budget, and what it is known to lack.
import { Budget, type Environment, isLoopback, numberIn, usualBudget, variableIn } from '../../targets/live/index.ts';
import { scenariosFor } from '../suite/features.ts';
import type { Pickle } from '../suite/messages/index.ts';
import type { Shard } from '../verdict/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { asStop } from './open-live-run.ts';
import { type Level, levels } from './candidate.ts';
import { planOf, type Plan, type PlanOptions } from './choose-scenarios.ts';

export { overLines, planLines } from './plan-report.ts';
export type { Level } from './candidate.ts';
export type { Plan } from './choose-scenarios.ts';

/** Needs that only a mock meets. */
const onlyOnMock = ['clock', 'settings', 'records', 'chart'];

/** The variable that meets each need. */
const variables: Readonly<Record<string, string>> = {
  'unscheduleable-type': 'CANVAS_UNSCHEDULEABLE_TYPE',
  'canvas-bot': 'CANVAS_BOT_ID',
  'clinic-number': 'CANVAS_LOCATION_NUMBER',
};

/** Needs that a search meets on this machine, and a name elsewhere. */
const people: Readonly<Record<string, string>> = {
  'second-patient': 'CANVAS_SECOND_PATIENT_ID',
  'second-practitioner': 'CANVAS_SECOND_PRACTITIONER_ID',
  'second-location': 'CANVAS_SECOND_LOCATION_ID',
};

const unset = (environment: Environment, of: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(of).flatMap(([need, variable]) => (variableIn(environment, variable) === undefined ? [need] : []));

const unmetIn = (environment: Environment, baseUrl: string | undefined): ReadonlySet<string> => {
  const isForbidden = variableIn(environment, 'CANVAS_DOUBLE_BOOKING') === 'forbid';
  return new Set([
    ...onlyOnMock,
    // Where nobody says that it is off, a scenario may find out: what tries it then is in the plan.
    ...(isForbidden ? ['double-booking-on'] : []),
    ...(variableIn(environment, 'CANVAS_CLIENT_SECRET', 'CANVAS_OAUTH_CLIENT_SECRET', 'CANVAS_API_CLIENT_SECRET') ===
    undefined
      ? ['client-credentials']
      : []),
    ...unset(environment, variables),
    ...(baseUrl !== undefined && isLoopback(baseUrl) ? [] : unset(environment, people)),
  ]);
};

/**
 * How many requests a run sends besides its scenarios. In this order: for a token; to see that a server is there, before
 * the run and as the suite starts; what the token may read; whom there is to book, and which types are served; how many
 * records the first create of each type makes; and, at the end, for what bears the mark of the run.
 */
const requestsAround = ({ creates, patients, reads }: Plan): number => {
  const [token, looks, cast, neighbours, copies, people, pageOfMarked] = [1, 6, 3, 6, 2, 5, 100];
  const marked = people + patients + Math.ceil(creates / pageOfMarked);
  return token + looks + Object.keys(reads).length + cast + neighbours + copies + marked + creates;
};

interface LivePlan {
  readonly plan: Plan;
  readonly level: Level;
  readonly maxCreates: number;
}

/** The level that the environment names: core unless it names one. */
export const levelIn = (environment: Environment): Level => {
  const text = variableIn(environment, 'CANVAS_LEVEL') ?? 'core';
  const level = levels.find((known) => known === text);
  if (level === undefined)
    throw new Stop('configuration', `CANVAS_LEVEL is '${text}'; the levels are ${levels.join(', ')}`);
  return level;
};

/** How many records the environment allows a run to create. */
export const maxCreatesIn = (environment: Environment): number => {
  try {
    return numberIn(environment, 'CANVAS_MAX_CREATES', usualBudget, 0, Budget.most);
  } catch (error) {
    throw asStop(error);
  }
};

/** True for the scenarios of a shard, as cucumber deals them. */
const isIn =
  (shard: Shard | undefined) =>
  (_scenario: Pickle, position: number): boolean =>
    shard === undefined || position % shard.total === shard.index - 1;

/** Plans a run, or a shard of it, against the target of the environment, which is held to a contract. */
export const livePlan = (
  environment: Environment,
  baseUrl: string | undefined,
  tags: string | undefined,
  { shard, edition, validation }: { readonly shard?: Shard | undefined } & PlanOptions['contract'],
): LivePlan => {
  try {
    const level = levelIn(environment);
    const maxCreates = maxCreatesIn(environment);
    const plan = planOf(scenariosFor(tags).filter(isIn(shard)), {
      level,
      maxCreates,
      unmet: unmetIn(environment, baseUrl),
      contract: { edition, validation },
    });
    return { plan: { ...plan, requests: plan.requests + requestsAround(plan) }, level, maxCreates };
  } catch (error) {
    throw asStop(error);
  }
};
