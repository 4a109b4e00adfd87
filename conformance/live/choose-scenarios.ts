// The plan of a live run: which scenarios a level and a budget reach, and what they will create.
import type { Edition } from '../../schemas/editions/editions.ts';
import { isRuleId } from '../../schemas/rules/index.ts';
import type { Withholding } from '../../targets/live/index.ts';
import type { Allowance, Combination, Validation } from '../../targets/index.ts';
import { otherValidation, outsideEdition } from '../../steps/outside-contract.ts';
import { type Candidate, candidateOf, type Level, levels } from './candidate.ts';
import { combinationsOf, combining, placesIn } from './combine-creates.ts';
import { documentedCount, maxCount, roomForRefusals } from './count-creates.ts';
import { fitBudget } from './fit-budget.ts';
import { type Reads, readsIn } from './read-access.ts';
import { type Pickle, tagsOf } from '../suite/messages/index.ts';

export interface PlanOptions {
  readonly level: Level;
  readonly maxCreates: number;
  /** Needs that the target cannot meet, whatever the level. */
  readonly unmet: ReadonlySet<string>;
  /** What the run holds its target to: scenarios of other editions and of the other validation are left out. */
  readonly contract: { readonly edition: Edition; readonly validation: Validation };
}

export interface Plan {
  readonly scenarios: number;
  readonly rules: number;
  /** What the run creates on a server that does as documented. */
  readonly creates: number;
  /** Patients among them, which nothing can remove. */
  readonly patients: number;
  /** What it creates at most, on any server: it stops before it would create more. */
  readonly most: Allowance;
  readonly requests: number;
  /** The creates that the level would take if the budget did not matter. */
  readonly wanted: number;
  readonly withheld: readonly Withholding[];
  /** What the chosen scenarios read. */
  readonly reads: Reads;
  /** `file:line` of the scenarios whose writes a sound server may accept as well as refuse. */
  readonly open: readonly string[];
  /** The records that carry the values of several scenarios, where the budget is too small for a create each. */
  readonly combinations: readonly Combination[];
}

/** Smoke updates nothing, since the record would have to be there, and sends no create that a sound server may take. */
const reaches = (level: Level, { creations, isUpdating: updates, least, openTypes }: Candidate): boolean => {
  if (levels.indexOf(least) > levels.indexOf(level)) return false;
  if (level === 'full') return true;
  if (level === 'core') return creations.patients === 0;
  return creations.shareable === undefined && creations.others + openTypes.length === 0 && !updates;
};

const levelReason: Readonly<Record<Level, string>> = {
  smoke: 'the level smoke creates and updates nothing: use --level core',
  core: 'the level core creates no patients: use --level full',
  full: '',
};

const requestsOf = (chosen: readonly Candidate[]): number => chosen.reduce((sum, { requests }) => sum + requests, 0);

/** A smoke run ends at the first create that is accepted; what is combined and refused is created one by one. */
const boundOf = (level: Level, { chosen, combinations }: Choice, maxCreates: number): Allowance => {
  const most = maxCount(chosen);
  const isSmoke = level === 'smoke';
  const creates = combinations.length > 0 ? maxCreates : Math.min(most.creates, maxCreates);
  return {
    creates: isSmoke ? Math.min(creates, 1) : creates,
    patients: level === 'full' ? Math.min(most.patients, maxCreates) : 0,
  };
};

/** What a budget is spent on, in the order of the features. */
interface Choice {
  readonly chosen: readonly Candidate[];
  readonly combinations: readonly Combination[];
}

/** Chooses among candidates for a budget that is too small for all. */
const choiceFor = (candidates: readonly Candidate[], maxCreates: number): Choice => {
  const combinations = combinationsOf(candidates);
  const all = combining(candidates, combinations);
  const fitting = fitBudget(all, maxCreates);
  const chosen = all.filter((candidate) => fitting.has(candidate));
  const places = new Set(chosen.map(({ place }) => place));
  return { chosen, combinations: combinations.filter((each) => placesIn(each).some((place) => places.has(place))) };
};

/** Plans a run. */
export const planOf = (scenarios: readonly Pickle[], { level, maxCreates, unmet, contract }: PlanOptions): Plan => {
  const candidates = scenarios
    .filter(({ tags }) => outsideEdition(tags, contract.edition) === undefined)
    .filter(({ tags }) => otherValidation(tags, contract.validation) === undefined)
    .filter((scenario) => !tagsOf(scenario, 'needs').some((need) => unmet.has(need)))
    .map(candidateOf);
  const reached = candidates.filter((candidate) => reaches(level, candidate));
  const room = roomForRefusals(candidates).creates;
  const wanted = documentedCount(reached).creates + room;
  const choice =
    wanted <= maxCreates ? { chosen: reached, combinations: [] } : choiceFor(reached, Math.max(0, maxCreates - room));
  const { chosen, combinations } = choice;
  const [chosenPlaces, wantedPlaces] = [chosen, reached].map((some) => new Set(some.map(({ place }) => place)));
  const out = candidates.map(({ place }) => place).filter((place) => !chosenPlaces?.has(place));
  const budgetReason = `the budget of ${maxCreates} creates does not reach it: --max-creates ${wanted} would`;
  const withheld: Withholding[] = [
    { need: 'budget', reason: budgetReason, at: out.filter((place) => wantedPlaces?.has(place)) },
    { need: 'level', reason: levelReason[level], at: out.filter((place) => !wantedPlaces?.has(place)) },
  ];
  const count = documentedCount(chosen);
  return {
    scenarios: chosen.length,
    rules: new Set([...chosen].map(({ rule }) => rule).filter(isRuleId)).size,
    ...count,
    most: boundOf(level, choice, maxCreates),
    requests: requestsOf(chosen) + count.creates * 4,
    wanted,
    open: chosen.filter(({ isOpen }) => isOpen).map(({ place }) => place),
    combinations,
    reads: readsIn(chosen),
    withheld: withheld.filter(({ at }) => at.length > 0),
  };
};
