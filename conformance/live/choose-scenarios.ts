// The plan of a live run: which scenarios a level and a budget reach, and what they will create.
import type { Edition } from '../../schemas/editions/editions.ts';
import { isRuleId } from '../../schemas/rules/index.ts';
import type { Withholding } from '../../targets/live/index.ts';
import type { Allowance, Validation } from '../../targets/index.ts';
import { otherValidation, outsideEdition } from '../../steps/outside-contract.ts';
import { type Candidate, candidateOf, type Level, levels } from './candidate.ts';
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
}

/** Smoke updates nothing, since the record would have to be there, and sends no create that a sound server may take. */
const reaches = (level: Level, { creations, isUpdating: updates, least, openTypes }: Candidate): boolean => {
  if (levels.indexOf(least) > levels.indexOf(level)) return false;
  if (level === 'full') return true;
  if (level === 'core') return creations.patients === 0;
  return creations.shareable === undefined && creations.others + openTypes.length === 0 && !updates;
};

/** What a level reaches, as far as so many creates go. */
const choose = (level: Level, candidates: readonly Candidate[], maxCreates: number): ReadonlySet<Candidate> =>
  fitBudget(
    candidates.filter((candidate) => reaches(level, candidate)),
    maxCreates,
  );

const levelReason: Readonly<Record<Level, string>> = {
  smoke: 'the level smoke creates and updates nothing: use --level core',
  core: 'the level core creates no patients: use --level full',
  full: '',
};

const requestsOf = (chosen: ReadonlySet<Candidate>): number =>
  [...chosen].reduce((sum, { requests }) => sum + requests, 0);

/** A smoke run ends at the first create that is accepted. */
const boundOf = (level: Level, chosen: readonly Candidate[], maxCreates: number): Allowance => {
  const most = maxCount(chosen);
  return {
    creates: Math.min(most.creates, level === 'smoke' ? 1 : Infinity, maxCreates),
    patients: level === 'full' ? Math.min(most.patients, maxCreates) : 0,
  };
};

/** Plans a run. */
export const planOf = (scenarios: readonly Pickle[], { level, maxCreates, unmet, contract }: PlanOptions): Plan => {
  const candidates = scenarios
    .filter(({ tags }) => outsideEdition(tags, contract.edition) === undefined)
    .filter(({ tags }) => otherValidation(tags, contract.validation) === undefined)
    .filter((scenario) => !tagsOf(scenario, 'needs').some((need) => unmet.has(need)))
    .map(candidateOf);
  const unlimited = choose(level, candidates, Infinity);
  const room = roomForRefusals(candidates).creates;
  const chosen = choose(level, candidates, Math.max(0, maxCreates - room));
  const inOrder = candidates.filter((candidate) => chosen.has(candidate));
  const wanted = documentedCount(candidates.filter((candidate) => unlimited.has(candidate))).creates + room;
  const wantedPlaces = new Set([...unlimited].map(({ place }) => place));
  const out = candidates.filter((candidate) => !chosen.has(candidate)).map(({ place }) => place);
  const budgetReason = `the budget of ${maxCreates} creates does not reach it: --max-creates ${wanted} would`;
  const withheld: Withholding[] = [
    { need: 'budget', reason: budgetReason, at: out.filter((place) => wantedPlaces.has(place)) },
    { need: 'level', reason: levelReason[level], at: out.filter((place) => !wantedPlaces.has(place)) },
  ];
  const count = documentedCount(inOrder);
  return {
    scenarios: chosen.size,
    rules: new Set([...chosen].map(({ rule }) => rule).filter(isRuleId)).size,
    ...count,
    most: boundOf(level, inOrder, maxCreates),
    requests: requestsOf(chosen) + count.creates * 4,
    wanted,
    open: inOrder.filter(({ isOpen }) => isOpen).map(({ place }) => place),
    reads: readsIn(inOrder),
    withheld: withheld.filter(({ at }) => at.length > 0),
  };
};
