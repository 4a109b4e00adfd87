// Opens the data directory of a mock: each change is queued at once and is on the disk before it is answered.
import { defaultSettings, type Settings } from '../../schemas/canvas/settings.ts';
import type { Records } from '../../schemas/canvas/collections.ts';
import type { PersistedGrant, PersistedState, Persistence } from '../worlds/persisted-world.ts';
import { defaultWorld } from '../worlds/worlds.ts';
import { changeLogOf, loggedWorldOf, type LoggedWorld } from './change-log.ts';
import { openDirectory, type OpenDirectory } from './directory.ts';
import { keys } from './entries.ts';
import { fill } from './fill.ts';
import { load, type Loaded, type LoadedWorld } from './load.ts';
import { startupCheck } from './startup-check.ts';
import { WriteQueue, type Entry } from './write-queue.ts';

export interface OpenPersistence {
  readonly persistence: Persistence;
  /** What every world of the directory begins with. */
  readonly base: Records;
  readonly worlds: Map<string, LoadedWorld>;
  readonly grants: readonly PersistedGrant[];
  readonly close: () => Promise<void>;
}

/** What a mock starts with. */
interface Start {
  /** What a new directory begins with. */
  readonly records: Records;
  /** What was asked for by name: the records as they would be over those of the directory; undefined for none. */
  readonly wanted: (base: Records) => Records | undefined;
  readonly settings: Partial<Settings>;
}

/** Settings and clock are never changed in place. There may be thousands of worlds, so nothing is read of them. */
const isSame = (one: PersistedState, other: PersistedState): boolean =>
  one.settings === other.settings &&
  one.clock === other.clock &&
  one.ids === other.ids &&
  one.receivers === other.receivers;

/** The states that have changed since they were last queued. */
const changedStates = (worlds: ReadonlyMap<string, LoggedWorld>): readonly Entry[] =>
  [...worlds.values()].flatMap((world) => {
    const state = world.state();
    if (world.queuedState !== undefined && isSame(world.queuedState, state)) return [];
    world.queuedState = state;
    return [{ key: keys.state(world.name), value: { ...state, initial: world.initial } }];
  });

const persistenceIn = (directory: OpenDirectory, loaded: Loaded): Persistence => {
  const queue = new WriteQueue(directory, loaded);
  const worlds = new Map<string, LoggedWorld>();
  return {
    changeLogOf: (name, initial, state) => {
      const world = loggedWorldOf({ name, initial, state }, loaded.worlds.get(name));
      worlds.set(name, world);
      return changeLogOf(world, queue);
    },
    worldDropped: (name) => {
      const world = worlds.get(name);
      if (world === undefined) return;
      const log = changeLogOf(world, queue);
      for (const snapshot of [...world.snapshots.keys()]) log.snapshotDropped(snapshot);
      log.worldReset();
      for (const id of [...world.open]) log.deliveryOver(id);
      queue.add({ key: keys.state(name), gone: true });
      worlds.delete(name);
    },
    grantChanged: (kind, value, grant) => {
      const key = keys.grant(kind, value);
      queue.add(grant === undefined ? { key, gone: true } : { key, value: grant });
    },
    flushed: () => queue.flushed(() => changedStates(worlds)),
    failure: () => queue.failure,
  };
};

/** Throws where a directory that was filled before began with something else than a start asks for. */
const checkStart = (path: string, { base, worlds }: Loaded, { wanted, settings }: Start): void => {
  const records = wanted(base);
  const fault = startupCheck(
    path,
    { settings, ...(records === undefined ? {} : { records }) },
    { records: base, settings: { ...defaultSettings, ...(worlds.get(defaultWorld)?.initial ?? settings) } },
  );
  if (fault !== undefined) throw fault;
};

/** Opens a directory. Rejects with a DirectoryFault where it cannot be used, or where it began with something else. */
export const openPersistence = async (path: string, start: Start): Promise<OpenPersistence> => {
  const { directory, content, isFresh } = await openDirectory(path, load, (database) => fill(database, start.records));
  try {
    if (!isFresh) checkStart(path, content, start);
  } catch (error) {
    await directory.close();
    throw error;
  }
  const { base, worlds, grants } = content;
  return { persistence: persistenceIn(directory, content), base, worlds, grants, close: directory.close };
};
