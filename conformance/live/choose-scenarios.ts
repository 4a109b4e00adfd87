// The plan of a live run: which scenarios a level and a budget reach, and what they will create.
import { isRuleId } from '../../schemas/rules/index.ts';
import type { Basis } from '../../schemas/rules/rule.ts';
import type { Withholding } from '../../targets/live/index.ts';
import type { Allowance } from '../../targets/index.ts';
import { type Candidate, candidateOf, type Level, levels } from './candidate.ts';
import { documentedCount, mostCount, roomForRefusals } from './count-creates.ts';
import { type Reads, readsIn } from './read-access.ts';
import { type Pickle, tagsOf } from '../suite/messages/index.ts';

export interface PlanOptions {
  readonly level: Level;
  readonly maxCreates: number;
  /** Needs that the target cannot meet, whatever the level. */
  readonly unmet: ReadonlySet<string>;
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

/** The records that chosen scenarios need: what a scenario leaves as it was is there for the next. */
class Stock {
  readonly #shared = new Set<string>();
  creates = 0;

  costOf({ creations: { shareable, others }, leaving }: Candidate): number {
    const isThere = shareable !== undefined && this.#shared.has(shareable.key) && leaving !== 'changed';
    return others + (shareable === undefined || isThere ? 0 : shareable.size);
  }

  take(candidate: Candidate): void {
    const cost = this.costOf(candidate);
    const { shareable, others } = candidate.creations;
    this.creates += cost;
    if (shareable !== undefined && candidate.leaving !== 'changed' && others === 0) this.#shared.add(shareable.key);
  }
}

const weight: Readonly<Record<Basis, number>> = { stated: 0, shown: 0, documented: 1, framework: 2, assumed: 3 };

/** What the cheapest of a rule's scenarios costs decides when the rule has its turn; better founded rules come first. */
const byWorth =
  (stock: Stock) =>
  (one: Candidate, other: Candidate): number =>
    weight[one.basis] - weight[other.basis] || stock.costOf(one) - stock.costOf(other);

/** Chooses from candidates as long as the next fits the budget; what costs nothing is always chosen. */
const chosenFrom = (
  candidates: readonly Candidate[],
  stock: Stock,
  maxCreates: number,
  hasRule: Set<string>,
  isForRules: boolean,
): Set<Candidate> => {
  const chosen = new Set<Candidate>();
  const open = new Set(candidates);
  for (;;) {
    for (const one of [...open].filter((candidate) => stock.costOf(candidate) === 0)) {
      stock.take(one);
      open.delete(one);
      chosen.add(one);
      hasRule.add(one.rule);
    }
    const affordable = [...open].filter((one) => stock.creates + stock.costOf(one) <= maxCreates);
    const wanted = isForRules ? affordable.filter(({ rule }) => !hasRule.has(rule)) : affordable;
    const [next] = wanted.toSorted(byWorth(stock));
    if (next === undefined) return chosen;
    stock.take(next);
    open.delete(next);
    chosen.add(next);
    hasRule.add(next.rule);
  }
};

/** Smoke updates nothing, since the record would have to be there, and sends no create that a sound server may take. */
const reaches = (level: Level, { creations, isUpdating: updates, least, openTypes }: Candidate): boolean => {
  if (levels.indexOf(least) > levels.indexOf(level)) return false;
  if (level === 'full') return true;
  if (level === 'core') return creations.patients === 0;
  return creations.shareable === undefined && creations.others + openTypes.length === 0 && !updates;
};

/** First one scenario for each rule, then, at the level full, whatever else the budget allows. */
const choose = (level: Level, candidates: readonly Candidate[], maxCreates: number): ReadonlySet<Candidate> => {
  const stock = new Stock();
  const hasRule = new Set<string>();
  const reached = candidates.filter((candidate) => reaches(level, candidate));
  const first = chosenFrom(reached, stock, maxCreates, hasRule, true);
  const rest =
    level === 'full'
      ? chosenFrom(
          reached.filter((one) => !first.has(one)),
          stock,
          maxCreates,
          hasRule,
          false,
        )
      : [];
  return new Set([...first, ...rest]);
};

const levelReason: Readonly<Record<Level, string>> = {
  smoke: 'the level smoke creates and updates nothing: use --level core',
  core: 'the level core takes what each rule needs at least, and no patients: use --level full',
  full: '',
};

const requestsOf = (chosen: ReadonlySet<Candidate>): number =>
  [...chosen].reduce((sum, { requests }) => sum + requests, 0);

/** A smoke run ends at the first create that is accepted. */
const boundOf = (level: Level, chosen: readonly Candidate[], maxCreates: number): Allowance => {
  const most = mostCount(chosen);
  return {
    creates: Math.min(most.creates, level === 'smoke' ? 1 : Infinity, maxCreates),
    patients: level === 'full' ? Math.min(most.patients, maxCreates) : 0,
  };
};

/** Plans a run. */
export const planOf = (scenarios: readonly Pickle[], { level, maxCreates, unmet }: PlanOptions): Plan => {
  const candidates = scenarios
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
