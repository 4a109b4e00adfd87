// Chooses scenarios for a budget of creates: first what others rest on, then what reaches most rules, then as many as there is
// room for.
import { isBinding, type Basis } from '../../schemas/rules/rule.ts';
import type { Candidate } from './candidate.ts';

/** What a rule is worth: better founded ones come first. */
const worth: Readonly<Record<Basis, number>> = { stated: 4, shown: 4, documented: 3, framework: 2, assumed: 1 };

/** The key of the records that a candidate leaves to others as they were; undefined where it leaves none. */
const keyLeftBy = ({ creations: { shareable, others }, leaving }: Candidate): string | undefined =>
  leaving === 'changed' || others > 0 ? undefined : shareable?.key;

/** The records that chosen scenarios need: what a scenario leaves as it was is there for the next. */
class Stock {
  readonly #left = new Set<string>();
  creates = 0;

  /** What a candidate uses up, others cannot use after it: it costs as much as if it were not there. */
  costOf(candidate: Candidate): number {
    const { shareable, others } = candidate.creations;
    const isThere = this.#left.has(keyLeftBy(candidate) ?? '');
    return others + (shareable === undefined || isThere ? 0 : shareable.size);
  }

  take(candidate: Candidate): void {
    this.creates += this.costOf(candidate);
    const key = keyLeftBy(candidate);
    if (key !== undefined) this.#left.add(key);
  }
}

/** Scenarios that cost no more than the first of them, since they use the same records. */
interface Offer {
  readonly candidates: readonly Candidate[];
  readonly cost: number;
}

const offersAmong = (open: ReadonlySet<Candidate>, stock: Stock): readonly Offer[] => {
  const sharing = new Map<string, readonly Candidate[]>();
  for (const one of open) {
    const key = keyLeftBy(one) ?? one.place;
    sharing.set(key, [...(sharing.get(key) ?? []), one]);
  }
  return [...sharing.values()].map((candidates) => ({
    candidates,
    cost: Math.max(...candidates.map((one) => stock.costOf(one))),
  }));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const worthOf = (candidates: readonly Candidate[]): number => sum(candidates.map(({ basis }) => worth[basis]));

const oneForEachRule = (candidates: readonly Candidate[]): readonly Candidate[] => [
  ...new Map(candidates.map((one) => [one.rule, one])).values(),
];

/** Keeps what costs nothing from being divided by it. */
const nextToNothing = 1e-9;

/**
 * What comes first decides: whether others are tried by what it finds out, rules that bind and have no scenario yet, all that is gained,
 * and what differs most from the usual.
 */
const gainsOf = ({ candidates, cost }: Offer, reached: ReadonlySet<string>): readonly number[] => [
  candidates.some(({ isTelling, rule }) => isTelling && !reached.has(rule)) ? 1 : 0,
  worthOf(oneForEachRule(candidates.filter(({ rule, basis }) => isBinding(basis) && !reached.has(rule)))) /
    (cost + nextToNothing),
  worthOf(candidates) / (cost + nextToNothing),
  sum(candidates.map(({ unusualValues }) => unusualValues)),
];

const byGains = (one: readonly number[], other: readonly number[]): number =>
  one.map((gain, at) => (other[at] ?? 0) - gain).find((difference) => difference !== 0) ?? 0;

const bestOf = (offers: readonly Offer[], reached: ReadonlySet<string>): Offer | undefined =>
  offers
    .map((offer) => ({ offer, gains: gainsOf(offer, reached) }))
    .toSorted((one, other) => byGains(one.gains, other.gains))[0]?.offer;

/** Chooses some of the candidates for a number of creates. What costs nothing is always chosen. */
export const fitBudget = (candidates: readonly Candidate[], maxCreates: number): ReadonlySet<Candidate> => {
  const stock = new Stock();
  const open = new Set(candidates);
  const chosen = new Set<Candidate>();
  const reached = new Set<string>();
  for (;;) {
    const affordable = offersAmong(open, stock).filter(({ cost }) => stock.creates + cost <= maxCreates);
    const best = bestOf(affordable, reached);
    if (best === undefined) return chosen;
    for (const one of best.candidates) {
      stock.take(one);
      open.delete(one);
      chosen.add(one);
      reached.add(one.rule);
    }
  }
};
