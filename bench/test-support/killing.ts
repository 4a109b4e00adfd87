// Lives of a mock over one directory, each ended by kill -9 while clients write, and a count of what was acknowledged.
import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { start } from './command.ts';
import { clientOf, type Written } from './killing-client.ts';
import { faultsOf, type World } from './killing-check.ts';

interface Torture {
  /** A folder in which commands run. */
  readonly folder: string;
  readonly data: string;
  readonly lives: number;
  /** Acknowledged writes after which a life is ended, give or take half of them. */
  readonly writes: number;
  readonly worlds: readonly string[];
  /** Clients at a time in each world. */
  readonly clients: number;
}

interface Tally {
  creates: number;
  updates: number;
  removals: number;
  /** Writes that were under way when the process was killed. */
  underWay: number;
  /** Those of them that were kept all the same, each as a whole. */
  keptUnasked: number;
}

export interface Life {
  readonly child: ChildProcessWithoutNullStreams;
  readonly url: string;
  readonly dead: Promise<unknown>;
}

/** Starts a mock over a directory. Rejects with what it said where it does not start. */
export const live = async (folder: string, data: string, more: readonly string[] = []): Promise<Life> => {
  const child = start(folder, ['mock', '--port', '0', '--json', '--empty', '--data', data, ...more]);
  const dead = new Promise((resolve) => child.once('close', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.stdout.setEncoding('utf8').once('data', resolve);
    child.once('close', () => reject(new Error(words)));
  });
  return { child, url: (JSON.parse(line) as { readonly url: string }).url, dead };
};

/** Reads every world in full. */
const readAll = async (url: string, names: readonly string[]): Promise<readonly World[]> =>
  Promise.all(
    names.map(async (name) => {
      const read = async (collection: string) =>
        (await (await fetch(`${url}/__admin/records/${collection}?world=${name}`)).json()) as never;
      return { name, appointments: await read('appointments'), encounters: await read('encounters') };
    }),
  );

/** What the clients of all lives have written, and what came of it. */
class Account {
  readonly written: Written[] = [];
  readonly tally: Tally = { creates: 0, updates: 0, removals: 0, underWay: 0, keptUnasked: 0 };

  get acknowledged(): number {
    return this.tally.creates + this.tally.updates + this.tally.removals;
  }
}

/** What earlier lives have left in a world, shared out among its clients. */
const sharesOf = (world: string, written: readonly Written[], clients: number) => {
  const left = written.filter((one) => one.world === world && one.removal === 'none');
  return Array.from({ length: clients }, (_, place) => ({
    world,
    own: left.filter((_one, position) => position % clients === place),
  }));
};

/** Lets clients write until so much was acknowledged, and kills the process in the middle of it. */
const killAmidWrites = async ({ child, url, dead }: Life, account: Account, torture: Torture): Promise<void> => {
  const aim = account.acknowledged + torture.writes / 2 + Math.floor(Math.random() * torture.writes);
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    child.kill('SIGKILL');
  };
  const write = async (world: string, own: Written[]): Promise<void> => {
    const client = clientOf(url, world, own, account.written);
    while (!isOver) {
      const kind = await client.next();
      if (kind === undefined) {
        account.tally.underWay += 1;
        // An answer that stays out while the process lives is not a kill.
        assert.ok(isOver, 'a write was not answered');
        return;
      }
      account.tally[kind] += 1;
      if (account.acknowledged >= aim) end();
    }
  };
  const shares = torture.worlds.flatMap((world) => sharesOf(world, account.written, torture.clients));
  await Promise.all(shares.map(({ world, own }) => write(world, own))).finally(end);
  await dead;
};

/** Starts, checks, writes and kills over and over. Throws where something acknowledged is missing or half there. */
export const torture = async (
  options: Torture,
  told: (life: number, tally: Tally) => void = () => undefined,
): Promise<Tally> => {
  const account = new Account();
  for (let life = 0; life <= options.lives; life++) {
    const one = await live(options.folder, options.data);
    const { faults, keptUnasked } = faultsOf(await readAll(one.url, options.worlds), account.written);
    assert.deepEqual(faults.slice(0, 10), [], `${faults.length} faults after life ${life}`);
    account.tally.keptUnasked += keptUnasked;
    told(life, account.tally);
    if (life < options.lives) await killAmidWrites(one, account, options);
    else one.child.kill('SIGKILL');
    await one.dead;
  }
  return account.tally;
};
