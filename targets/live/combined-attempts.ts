// What a scenario creates for others as well: with all that are combined first, and with half as many each time that is refused.
import type { CombinedRecords, Combination } from '../scenario.ts';

type Members = Combination['members'];

/** Records that carry the values of all members. */
const merged = (members: Members): CombinedRecords =>
  (members[0]?.records ?? []).map((_record, position) => [
    ...new Map(members.flatMap(({ records }) => records[position] ?? [])),
  ]);

/** The half of some members in which a scenario is. */
const halfWith = (place: string, members: Members): Members => {
  const half = Math.ceil(members.length / 2);
  const halves = [members.slice(0, half), members.slice(half)];
  return halves.find((some) => some.some(({ at }) => at.includes(place))) ?? [];
};

/** The records that the scenario at a place tries to create, one after the other: its own come after the last. */
export const attemptsOf = ({ members }: Combination, place: string): readonly CombinedRecords[] =>
  members.length < 2 ? [] : [merged(members), ...attemptsOf({ members: halfWith(place, members) }, place)];
