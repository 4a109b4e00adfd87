// Keeps the worlds of a mock in a directory: each change is queued at once and is on the disk before it is answered.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { Keep, Keeper, KeptGrant, KeptState } from '../worlds/persistence.ts';
import type { Records } from '../../schemas/canvas/records.ts';
import type { AnyRecord } from '../store/any-collection.ts';
import { openDirectory, type OpenDirectory } from './directory.ts';
import { keys } from './entries.ts';
import { fill } from './fill.ts';
import { load, type Held, type HeldWorld } from './load.ts';
import { Queue, type Entry } from './queue.ts';

/** A record and its place among the changes; null for one that was removed. */
type Placed = readonly [place: number, record: AnyRecord | null];

/** What a world has changed, by collection and id. */
type Changes = Map<string, Placed>;

interface Kept {
  readonly initial: Partial<Settings>;
  readonly state: () => KeptState;
  changes: Changes;
  readonly snapshots: Map<string, Changes>;
  /** The place of the next new record. */
  next: number;
  /** The state as it was last queued. */
  written: KeptState | undefined;
}

const nothing = (): Changes => new Map();

const changesOf = ({ changes }: { readonly changes: HeldWorld['changes'] }): Changes =>
  new Map(changes.map(({ collection, id, record, place }) => [`${collection}!${id}`, [place, record]]));

const keeperOf = (name: string, kept: Kept, queue: Queue): Keeper => {
  const putAll = (prefix: string, changes: Changes): void => {
    for (const [key, value] of changes) queue.add({ key: prefix + key, value });
  };
  const removeAll = (prefix: string, changes: Changes): void => {
    for (const key of changes.keys()) queue.add({ key: prefix + key, gone: true });
  };
  const now = keys.current(name);
  const forget = (snapshot: string): void => {
    removeAll(keys.snapshot(name, snapshot), kept.snapshots.get(snapshot) ?? nothing());
    queue.add({ key: keys.snapshotState(name, snapshot), gone: true });
    kept.snapshots.delete(snapshot);
  };
  const become = (changes: Changes): void => {
    removeAll(now, kept.changes);
    kept.changes = new Map(changes);
    putAll(now, kept.changes);
  };
  return {
    record: (collection, id, record) => {
      const key = `${collection}!${id}`;
      // One that was removed and comes back stands at the end, as in the store.
      const before = kept.changes.get(key);
      const place = before === undefined || before[1] === null ? kept.next++ : before[0];
      const value: Placed = [place, record ?? null];
      kept.changes.set(key, value);
      queue.add({ key: now + key, value });
    },
    saved: (snapshot) => {
      forget(snapshot);
      kept.snapshots.set(snapshot, new Map(kept.changes));
      putAll(keys.snapshot(name, snapshot), kept.changes);
      queue.add({ key: keys.snapshotState(name, snapshot), value: kept.state() });
    },
    restored: (snapshot) => become(kept.snapshots.get(snapshot) ?? nothing()),
    forgotten: forget,
    reset: () => become(new Map()),
  };
};

/** Settings and clock are never changed in place. There may be thousands of worlds, so nothing is read of them. */
const isSame = (one: KeptState, other: KeptState): boolean =>
  one.settings === other.settings && one.clock === other.clock && one.ids === other.ids;

/** The states that have changed since they were last queued. */
const changedStates = (worlds: ReadonlyMap<string, Kept>): readonly Entry[] =>
  [...worlds].flatMap(([name, kept]) => {
    const state = kept.state();
    if (kept.written !== undefined && isSame(kept.written, state)) return [];
    kept.written = state;
    return [{ key: keys.state(name), value: { ...state, initial: kept.initial } }];
  });

const keepIn = (directory: OpenDirectory, held: Held): Keep => {
  const queue = new Queue(directory, held);
  const worlds = new Map<string, Kept>();
  return {
    keeperOf: (name, initial, state) => {
      const known = held.worlds.get(name);
      const snapshots = Object.entries(known?.snapshots ?? {}).map(
        ([snapshot, moment]) => [snapshot, changesOf(moment)] as const,
      );
      const changes: Changes = known === undefined ? nothing() : changesOf(known);
      const all = [changes, ...snapshots.map(([, saved]) => saved)].flatMap((one) => [...one.values()]);
      const next = all.reduce((last, [place]) => Math.max(last, place + 1), 0);
      const kept: Kept = { initial, state, changes, snapshots: new Map(snapshots), next, written: undefined };
      worlds.set(name, kept);
      return keeperOf(name, kept, queue);
    },
    dropped: (name) => {
      const kept = worlds.get(name);
      if (kept === undefined) return;
      const keeper = keeperOf(name, kept, queue);
      for (const snapshot of [...kept.snapshots.keys()]) keeper.forgotten(snapshot);
      keeper.reset();
      queue.add({ key: keys.state(name), gone: true });
      worlds.delete(name);
    },
    granted: (kind, value, grant) => {
      const key = keys.grant(kind, value);
      queue.add(grant === undefined ? { key, gone: true } : { key, value: grant });
    },
    settled: () => queue.settled(() => changedStates(worlds)),
    failure: () => queue.failure,
  };
};

export interface OpenKeep {
  readonly keep: Keep;
  /** Whether the directory was filled just now. */
  readonly isFresh: boolean;
  /** What every world of the directory begins with. */
  readonly base: Records;
  readonly worlds: Map<string, HeldWorld>;
  readonly grants: readonly KeptGrant[];
  readonly close: () => Promise<void>;
}

/** Opens a directory; a new one begins with `records`. Rejects with a DirectoryFault where it cannot be used. */
export const openKeep = async (path: string, records: Records): Promise<OpenKeep> => {
  const { directory, content, isFresh } = await openDirectory(path, load, (database) => fill(database, records));
  const { base, worlds, grants } = content;
  return { keep: keepIn(directory, content), isFresh, base, worlds, grants, close: directory.close };
};
