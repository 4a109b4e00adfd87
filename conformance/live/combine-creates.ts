// Combines the records of scenarios that a budget is too small for one by one: what one sends does not concern the other.
import { type Beginning, canShare } from '../../steps/combining.ts';
import type { Combination } from '../../targets/index.ts';
import type { Candidate } from './candidate.ts';

/** The scenarios that begin with the same records. */
interface Sharing {
  readonly candidates: readonly Candidate[];
  readonly beginnings: readonly Beginning[];
}

/** Whether one has identifiers that an update, with which the other is set back, would give new ids. */
const isSpoiled = (one: Sharing, other: Sharing): boolean =>
  one.beginnings.some(({ own }) => own.has('identifier')) &&
  other.candidates.some(({ leaving }) => leaving === 'set back');

const fits = (one: Sharing, other: Sharing): boolean =>
  !isSpoiled(one, other) &&
  !isSpoiled(other, one) &&
  one.beginnings.every((beginning) => other.beginnings.every((another) => canShare(beginning, another)));

const sharingsOf = (candidates: readonly Candidate[]): readonly Sharing[] => {
  const byKey = new Map<string, Sharing>();
  for (const candidate of candidates) {
    const { creations, beginning } = candidate;
    const key = creations.shareable?.key;
    if (key === undefined || beginning === undefined) continue;
    const { candidates: before = [], beginnings = [] } = byKey.get(key) ?? {};
    byKey.set(key, { candidates: [...before, candidate], beginnings: [...beginnings, beginning] });
  }
  return [...byKey.values()];
};

/** How many scenarios of its own rule come before a scenario; the least of those that begin with the same records. */
const rankedBy = (candidates: readonly Candidate[]): ((sharing: Sharing) => number) => {
  const before = new Map<string, number>();
  const ranks = new Map<Candidate, number>();
  for (const candidate of candidates) {
    const rank = before.get(candidate.rule) ?? 0;
    ranks.set(candidate, rank);
    before.set(candidate.rule, rank + 1);
  }
  return ({ candidates: some }) => Math.min(...some.map((one) => ranks.get(one) ?? 0));
};

/** Each goes where the first are that it fits to. */
const groupsOf = (sharings: readonly Sharing[]): readonly (readonly Sharing[])[] => {
  const groups: Sharing[][] = [];
  for (const sharing of sharings) {
    const group = groups.find((others) => others.every((other) => fits(sharing, other)));
    if (group === undefined) groups.push([sharing]);
    else group.push(sharing);
  }
  return groups.filter(({ length }) => length > 1);
};

const combinationOf = (group: readonly Sharing[]): Combination => ({
  members: group.map(({ candidates, beginnings }) => ({
    at: candidates.map(({ place }) => place),
    records: (beginnings[0]?.cells ?? []).map((cells) => Object.entries(cells)),
  })),
});

/** `file:line` of all scenarios of a combination. */
export const placesIn = ({ members }: Combination): readonly string[] => members.flatMap(({ at }) => at);

/** Combinations of the records with which some scenarios begin: as few as first come makes them. */
export const combinationsOf = (candidates: readonly Candidate[]): readonly Combination[] => {
  const sharings = sharingsOf(candidates);
  const rankOf = rankedBy(candidates);
  return groupsOf(sharings.toSorted((one, other) => rankOf(one) - rankOf(other))).map(combinationOf);
};

/** Scenarios that begin with combined records, where there are any for them. */
export const combining = (
  candidates: readonly Candidate[],
  combinations: readonly Combination[],
): readonly Candidate[] => {
  const keyAt = new Map(
    combinations.flatMap((combination, number) =>
      placesIn(combination).map((place) => [place, `combination ${number}`] as const),
    ),
  );
  return candidates.map((candidate) => {
    const key = keyAt.get(candidate.place);
    const { creations } = candidate;
    if (key === undefined || creations.shareable === undefined) return candidate;
    return { ...candidate, creations: { ...creations, shareable: { ...creations.shareable, key } } };
  });
};
