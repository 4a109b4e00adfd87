// Runs a client in each world, and keeps what it sent and how it ended.
import { spawn } from 'node:child_process';
import { locations, patients, practitioners } from '../../fixtures/instance.ts';
import type { Mock } from '../../mock-server/index.ts';
import { redacted } from '../../redaction/secrets.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { Stop } from '../run/exit-codes.ts';
import { readMockJournal } from '../traffic/index.ts';
import type { Course, Ending } from './judging.ts';
import { startWorld } from './provocations.ts';
import { withControls, worldIds, type WorldId } from './worlds.ts';

export const clientId = 'examined-client';
export const clientSecret = 'examined-secret';

const environmentFor = (world: WorldId, mock: Mock): Readonly<Record<string, string>> => ({
  CANVAS_EXAMINE: world,
  CANVAS_FHIR_BASE_URL: mock.url,
  CANVAS_INSTANCE_URL: mock.url,
  CANVAS_TOKEN_URL: `${mock.url}/auth/token/`,
  CANVAS_CLIENT_ID: clientId,
  CANVAS_CLIENT_SECRET: clientSecret,
  CANVAS_ACCESS_TOKEN: mock.token,
  CANVAS_PRACTITIONER_ID: practitioners[0]?.id ?? '',
  CANVAS_PATIENT_ID: patients[0]?.id ?? '',
  CANVAS_LOCATION_ID: locations[0]?.id ?? '',
});

/** A client that has not ended by then is ended. */
const patience = 60_000;
const longestOutput = 200_000;

const end = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
};

const runOnce = (command: string, more: Readonly<Record<string, string>>): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      detached: true,
      env: { ...process.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, hasHung] = ['', false];
    const timer = setTimeout(() => {
      hasHung = true;
      end(child.pid);
    }, patience);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-longestOutput)));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const kept = redacted(output, [more['CANVAS_ACCESS_TOKEN'] ?? '', more['CANVAS_CLIENT_SECRET'] ?? '']);
      resolve({ exitCode: code ?? undefined, hasHung, output: kept });
    });
  });

/** What a client does in one world. `command` is a line for the shell. */
export const courseIn = async (world: WorldId, command: string, edition: Edition): Promise<Course> => {
  const mock = await startWorld(world, edition);
  try {
    const ending = await runOnce(command, environmentFor(world, mock));
    if (ending.exitCode === 126 || ending.exitCode === 127)
      throw new Stop('usage', `the command does not start (exit code ${ending.exitCode}): ${command}`);
    return { world, calls: await readMockJournal(mock), ending };
  } finally {
    await mock.close();
  }
};

/** What a client does in some worlds, one after another, and in those that they are compared with. */
export const coursesOf = async (
  command: string,
  edition: Edition,
  say: (line: string) => void,
  worlds: readonly WorldId[] = worldIds,
): Promise<readonly Course[]> => {
  const courses: Course[] = [];
  for (const world of withControls(worlds)) {
    say(world);
    courses.push(await courseIn(world, command, edition));
  }
  return courses;
};
