// From what a client did in its worlds to a judgement on each obligation.
import type { Edition } from '../../schemas/editions/editions.ts';
import { isOwedIn, obligationIds, obligationOf, type ObligationId } from '../../schemas/obligations/index.ts';
import type { Shard } from '../verdict/index.ts';
import { judges } from './judges/index.ts';
import { notExercised, type Course, type Judgement } from './judging.ts';
import type { Judged } from './scenario-steps.ts';
import { controlOf, givenText, homeOf, judgedIn } from './worlds.ts';

interface Judging {
  readonly edition: Edition;
  /** The obligations that were asked for; all where it is empty. */
  readonly selected: readonly ObligationId[];
  /** The worlds that are judged, of those that there are courses of; all where it is left out. */
  readonly worlds?: readonly string[];
  /** What the client did, as a step. */
  readonly when: string;
  readonly shard?: Shard;
}

const judgementIn = (course: Course, courses: readonly Course[], id: ObligationId, edition: Edition): Judgement => {
  const control = courses.find(({ world }) => world === controlOf(course.world));
  const plain = courses.find(({ world }) => world === 'plain');
  return judges[id](course.calls, {
    edition,
    world: course.world,
    ...(course.ending === undefined ? {} : { ending: course.ending }),
    ...(control === undefined ? {} : { control }),
    ...(plain === undefined ? {} : { plain }),
    ...(course.clinic === undefined ? {} : { clinic: course.clinic }),
    ...(course.told === undefined ? {} : { told: course.told }),
  });
};

/** Judges every world by what is judged there. What no world has exercised is told once, with what would exercise it. */
export const judgeCourses = (
  courses: readonly Course[],
  { edition, selected, worlds, when, shard }: Judging,
): readonly Judged[] => {
  const meant = courses.filter(({ world }) => worlds === undefined || worlds.includes(world));
  const ids = obligationIds.filter((id) => isOwedIn(id, edition) && (selected.length === 0 || selected.includes(id)));
  const judgedAs = (id: ObligationId, world: string, judgement: Judgement): Judged => ({
    obligation: id,
    line: obligationIds.indexOf(id) + 1,
    world,
    statement: obligationOf(id).statement,
    given: givenText(world),
    when,
    judgement,
    exercise: obligationOf(id).exercise,
  });
  const made = meant.flatMap((course) =>
    ids
      .filter((id) => judgedIn(course.world).includes(id))
      .map((id) => judgedAs(id, course.world, judgementIn(course, courses, id, edition)))
      .filter(({ judgement }) => judgement.result !== 'not-exercised'),
  );
  const isPassive = meant.every(({ ending }) => ending === undefined);
  const isHere = (id: ObligationId): boolean => isPassive || meant.some(({ world }) => world === homeOf(id));
  const unreached = ids.filter((id) => isHere(id) && !made.some(({ obligation }) => obligation === id));
  const nowhere = shard === undefined ? 'not-exercised' : `not-exercised-${shard.index}`;
  return [...made, ...unreached.map((id) => judgedAs(id, nowhere, notExercised))];
};
