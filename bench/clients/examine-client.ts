// Puts a client of the matrix through the worlds of an examination, and judges what it did there.
import { courseIn, judgeCourses, usualWorlds, type Course, type WorldId } from '../../conformance/examine/index.ts';
import { defaultEdition } from '../../schemas/editions/editions.ts';
import { inParallel } from '../test-support/in-parallel.ts';
import type { BenchClient } from './clients.ts';

/** The command as a line for the shell. */
const lineOf = (command: BenchClient['command']): string => command.map((word) => `"${word}"`).join(' ');

export interface Examined {
  /** The obligations that the client does not keep. */
  readonly violated: readonly string[];
  /** Those that it was put to the test on and keeps. */
  readonly kept: readonly string[];
}

/** Worlds at a time: the clients wait for most of their time. */
const lanes = 8;

/** Examines a client in the worlds that concern every client, or in others. */
export const examineClient = async (
  { name, command, worlds: own = usualWorlds }: BenchClient,
  worlds: readonly WorldId[] = own,
): Promise<Examined> => {
  const courses: Course[] = [];
  await inParallel(worlds, lanes, async (world) => {
    courses.push(await courseIn(world, lineOf(command), { edition: defaultEdition }));
  });
  const judged = judgeCourses(courses, { edition: defaultEdition, selected: [], when: name });
  const idsOf = (result: string): readonly string[] => [
    ...new Set(judged.filter(({ judgement }) => judgement.result === result).map(({ obligation }) => obligation)),
  ];
  const violated = idsOf('violated');
  return { violated, kept: idsOf('kept').filter((id) => !violated.includes(id)) };
};
