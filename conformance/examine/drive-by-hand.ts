// Puts an application that a person drives through the worlds, one after another, at one address.
import { readMockJournal } from '../traffic/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Course } from './judging.ts';
import { startWorld } from './provocations.ts';
import { clientId, clientSecret } from './run-client.ts';
import { usualWorlds, worldOf } from './worlds.ts';

export interface DriveOptions {
  readonly edition: Edition;
  /** The port of every world, so that the application is told of one address only. 0 lets the system choose each time. */
  readonly port: number;
  readonly say: (line: string) => void;
  /** Resolves once the person has done what they want to do in a world: to false where they want to end. */
  readonly isToGoOn: () => Promise<boolean>;
}

const task = 'book an appointment, read it, change it, cancel it, search; then press Enter';

/** What the application did in the worlds that the person went through. */
export const coursesByHand = async ({ edition, port, say, isToGoOn }: DriveOptions): Promise<readonly Course[]> => {
  const courses: Course[] = [];
  for (const [position, world] of usualWorlds.entries()) {
    const mock = await startWorld(world, edition, port);
    try {
      if (position === 0) say(`client id ${clientId}, secret ${clientSecret}, or the token ${mock.token}`);
      say(`world ${position + 1} of ${usualWorlds.length}: a server ${worldOf(world).given}`);
      say(`  at ${mock.url}: ${task}`);
      const isGoingOn = await isToGoOn();
      courses.push({ world, calls: await readMockJournal(mock) });
      if (!isGoingOn) return courses;
    } finally {
      await mock.close();
    }
  }
  return courses;
};
