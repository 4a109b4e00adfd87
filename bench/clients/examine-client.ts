// Runs a client in the worlds of an examination, and judges what it did there.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { judgeCourses } from '../../conformance/examine/judge-courses.ts';
import type { Course, Ending } from '../../conformance/examine/judging.ts';
import { readJournal, type Recorded } from '../../conformance/traffic/index.ts';
import { defaultEdition } from '../../schemas/editions/editions.ts';
import { inParallel } from '../test-support/in-parallel.ts';
import type { BenchClient } from './clients.ts';
import { startProvoking, worldNames } from './provocations.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A client that takes longer has hung. */
const longest = 60_000;

const runClient = ([command, ...args]: BenchClient['command'], url: string): Promise<Ending> =>
  new Promise((resolve) => {
    const env = { ...process.env, CANVAS_FHIR_BASE_URL: url, CANVAS_TOKEN_URL: `${url}/auth/token/` };
    const child = execFile(command, args, { cwd: root, env, timeout: longest }, (_error, out, err) => {
      const hasHung = child.signalCode !== null;
      resolve({ exitCode: child.exitCode ?? undefined, hasHung, output: out + err });
    });
  });

const byTime = (one: Recorded, other: Recorded): number => (one.came ?? 0) - (other.came ?? 0);

const courseIn = async (world: (typeof worldNames)[number], { command }: BenchClient): Promise<Course> => {
  const mock = await startProvoking(world);
  const ending = await runClient(command, mock.url);
  const calls = (await readJournal(mock.url)).toSorted(byTime);
  await mock.close();
  return { world, calls, ending };
};

export interface Examined {
  /** The obligations that the client does not keep. */
  readonly violated: readonly string[];
  /** Those that it was put to the test on and keeps. */
  readonly kept: readonly string[];
}

/** Examines a client in all worlds or some, so many at a time. */
export const examineClient = async (
  client: BenchClient,
  { worlds = worldNames, lanes = 8 }: { worlds?: typeof worldNames; lanes?: number } = {},
): Promise<Examined> => {
  const courses: Course[] = [];
  await inParallel(worlds, lanes, async (world) => void courses.push(await courseIn(world, client)));
  const judged = judgeCourses(courses, { edition: defaultEdition, selected: [], when: client.name });
  const idsOf = (result: string): readonly string[] => [
    ...new Set(judged.filter(({ judgement }) => judgement.result === result).map(({ obligation }) => obligation)),
  ];
  const violated = idsOf('violated');
  return { violated, kept: idsOf('kept').filter((id) => !violated.includes(id)) };
};
