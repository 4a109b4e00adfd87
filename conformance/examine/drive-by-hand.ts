// Puts an application that a person drives through the worlds, one after another, at one address.
import type { Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Course } from './judging.ts';
import { startWorld } from './provocations.ts';
import { askedByClient, clinicIn, registerReceiver, webhookSecret } from './clinic.ts';
import { clientId, clientSecret } from './run-client.ts';
import { eventWorlds, usualWorlds, worldIds, worldOf, type WorldId } from './worlds.ts';

interface DriveOptions {
  readonly edition: Edition;
  /** The port of every world, so that the application is told of one address only. 0 lets the system choose each time. */
  readonly port: number;
  /** Where the application listens to events; without it the worlds of events are left out. */
  readonly receiver?: string;
  readonly say: (line: string) => void;
  /** Resolves once the person has done what they want to do in a world: to false where they want to end. */
  readonly isToGoOn: () => Promise<boolean>;
}

const task = 'book an appointment, read it, change it, cancel it, search; then press Enter';
const eventTask =
  'the clinic books and cancels by itself; leave the application alone for 15 seconds, then press Enter';

/** What the application did in a world until the person goes on. */
const courseIn = async (
  mock: Mock,
  world: WorldId,
  isToGoOn: () => Promise<boolean>,
): Promise<readonly [Course, boolean]> => {
  const through = new AbortController();
  const acting = clinicIn(mock, world, through.signal);
  const isGoingOn = await isToGoOn();
  through.abort();
  const clinic = await acting;
  const calls = await askedByClient(mock, clinic);
  return [{ world, calls, ...(clinic === undefined ? {} : { clinic }) }, isGoingOn];
};

/** What the application did in the worlds that the person went through. */
export const coursesByHand = async (options: DriveOptions): Promise<readonly Course[]> => {
  const { edition, port, receiver, say, isToGoOn } = options;
  const worlds = receiver === undefined ? usualWorlds : worldIds;
  const courses: Course[] = [];
  for (const [position, world] of worlds.entries()) {
    const mock = await startWorld(world, edition, port);
    try {
      if (receiver !== undefined) registerReceiver(mock, receiver);
      if (position === 0) say(`client id ${clientId}, secret ${clientSecret}, or the token ${mock.token}`);
      if (position === 0 && receiver !== undefined) say(`events are signed with the secret ${webhookSecret}`);
      say(`world ${position + 1} of ${worlds.length}: a server ${worldOf(world).given}`);
      say(`  at ${mock.url}: ${eventWorlds.includes(world) ? eventTask : task}`);
      const [course, isGoingOn] = await courseIn(mock, world, isToGoOn);
      courses.push(course);
      if (!isGoingOn) return courses;
    } finally {
      await mock.close();
    }
  }
  return courses;
};
