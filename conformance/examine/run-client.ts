// Runs a client in each world, and keeps what it sent and how it ended.
import { spawn } from 'node:child_process';
import { locations, patients, practitioners } from '../../fixtures/instance.ts';
import type { Mock } from '../../mock-server/index.ts';
import { redacted } from '../../redaction/secrets.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { Stop } from '../run/exit-codes.ts';
import type { Course, Ending } from './judging.ts';
import { startWorld } from './provocations.ts';
import { askedByClient, clinicIn, registerReceiver, webhookSecret } from './clinic.ts';
import { eventWorlds, usualWorlds, withControls, worldIds, type WorldId } from './worlds.ts';

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
  CANVAS_WEBHOOKS_URL: `${mock.url}/__admin/webhooks`,
  CANVAS_WEBHOOK_SECRET: webhookSecret,
});

/** A client that has not ended by then is ended. */
const patience = 60_000;
const longestOutput = 200_000;

/** A client that listens to events need not end by itself: it is ended when it has done nothing for so long. */
const [glance, quietFor, quietAfterStart] = [250, 6000, 12_000];

/** Within so many milliseconds a change has to be found whose event was lost. */
const timeToFind = 10_000;

const end = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
};

const runOnce = (command: string, more: Readonly<Record<string, string>>, isThrough: () => boolean): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      detached: true,
      env: { ...process.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, hasHung, isDone] = ['', false, false];
    const timer = setTimeout(() => {
      hasHung = true;
      end(child.pid);
    }, patience);
    const watch = setInterval(() => {
      if (!isThrough()) return;
      isDone = true;
      end(child.pid);
    }, glance);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-longestOutput)));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      clearInterval(watch);
      const kept = redacted(output, [more['CANVAS_ACCESS_TOKEN'] ?? '', more['CANVAS_CLIENT_SECRET'] ?? '']);
      resolve({ exitCode: isDone ? 0 : (code ?? undefined), hasHung, output: kept });
    });
  });

interface RunOptions {
  readonly edition: Edition;
  /** Where the client listens to events, if this harness is to register it. */
  readonly receiver?: string;
}

/** When something was last asked or done in a world: a client that listens is through some time after it. */
class Activity {
  #last = Date.now() + quietAfterStart - quietFor;
  isClinicDone = false;

  readonly note = (): void => {
    this.#last = Date.now();
  };

  isQuiet(milliseconds: number): boolean {
    return this.isClinicDone && Date.now() - this.#last > milliseconds;
  }
}

/** What a client does in one world. `command` is a line for the shell. */
export const courseIn = async (
  world: WorldId,
  command: string,
  { edition, receiver }: RunOptions,
): Promise<Course & { readonly listens: boolean }> => {
  const activity = new Activity();
  const mock = await startWorld(world, edition, 0, activity.note);
  const ended = new AbortController();
  const quiet = world === 'missed-events' ? timeToFind : quietFor;
  const isListening = (): boolean => mock.webhooks().list().length > 0;
  try {
    if (receiver !== undefined) registerReceiver(mock, receiver);
    const acting = clinicIn(mock, world, ended.signal).finally(() => {
      activity.isClinicDone = true;
      if (eventWorlds.includes(world)) activity.note();
    });
    const ending = await runOnce(command, environmentFor(world, mock), () => isListening() && activity.isQuiet(quiet));
    ended.abort();
    const clinic = await acting;
    if (ending.exitCode === 126 || ending.exitCode === 127)
      throw new Stop('usage', `the command does not start (exit code ${ending.exitCode}): ${command}`);
    const calls = await askedByClient(mock, clinic);
    return { world, calls, ending, ...(clinic === undefined ? {} : { clinic }), listens: isListening() };
  } finally {
    ended.abort();
    await mock.close();
  }
};

/** The worlds that concern a client: those of events where it listens, or where nobody knows yet. */
const isConcerned = (world: WorldId, listens: boolean | undefined): boolean =>
  usualWorlds.includes(world) || listens !== false;

/** What a client does in some worlds, one after another, and in those that they are compared with. */
export const coursesOf = async (
  command: string,
  options: RunOptions,
  say: (line: string) => void,
  worlds: readonly WorldId[] = worldIds,
): Promise<readonly Course[]> => {
  const courses: Course[] = [];
  let hasListened: boolean | undefined;
  for (const world of withControls(worlds)) {
    if (!isConcerned(world, hasListened)) continue;
    say(world);
    const { listens, ...course } = await courseIn(world, command, options);
    hasListened = hasListened === true || listens;
    courses.push(course);
  }
  return courses;
};
