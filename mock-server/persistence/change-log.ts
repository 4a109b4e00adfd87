// The change log of one world: each change becomes entries of the write queue, and is counted for the snapshots.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { ChangeLog, PersistedState } from '../worlds/persisted-world.ts';
import type { AnyRecord } from '../../schemas/canvas/collections.ts';
import { keys } from './entries.ts';
import type { LoadedWorld } from './load.ts';
import type { WriteQueue } from './write-queue.ts';

/** A record and its place among the changes; null for one that was removed. */
type Placed = readonly [place: number, record: AnyRecord | null];

/** What a world has changed, by collection and id. */
type Changes = Map<string, Placed>;

/** What the log of a world remembers of it. */
export interface LoggedWorld {
  readonly name: string;
  readonly initial: Partial<Settings>;
  readonly state: () => PersistedState;
  changes: Changes;
  readonly snapshots: Map<string, Changes>;
  /** Ids of the deliveries that are open. */
  readonly open: Set<string>;
  /** The place of the next new record. */
  nextPlace: number;
  /** The state as it was last queued. */
  queuedState: PersistedState | undefined;
}

const noChanges = (): Changes => new Map();

const changesOf = ({ changes }: { readonly changes: LoadedWorld['changes'] }): Changes =>
  new Map(changes.map(({ collection, id, record, place }) => [`${collection}!${id}`, [place, record]]));

/** A world as it was loaded, or one that has changed nothing yet. */
export const loggedWorldOf = (
  { name, initial, state }: Pick<LoggedWorld, 'name' | 'initial' | 'state'>,
  loaded: LoadedWorld | undefined,
): LoggedWorld => {
  const snapshots = Object.entries(loaded?.snapshots ?? {}).map(
    ([snapshot, moment]) => [snapshot, changesOf(moment)] as const,
  );
  const changes = loaded === undefined ? noChanges() : changesOf(loaded);
  const all = [changes, ...snapshots.map(([, saved]) => saved)].flatMap((one) => [...one.values()]);
  const nextPlace = all.reduce((last, [place]) => Math.max(last, place + 1), 0);
  const open = new Set((loaded?.open ?? []).map(({ id }) => id));
  return { name, initial, state, changes, snapshots: new Map(snapshots), open, nextPlace, queuedState: undefined };
};

export const changeLogOf = (world: LoggedWorld, queue: WriteQueue): ChangeLog => {
  const { name } = world;
  const putAll = (prefix: string, changes: Changes): void => {
    for (const [key, value] of changes) queue.add({ key: prefix + key, value });
  };
  const removeAll = (prefix: string, changes: Changes): void => {
    for (const key of changes.keys()) queue.add({ key: prefix + key, gone: true });
  };
  const current = keys.current(name);
  const dropSnapshot = (snapshot: string): void => {
    removeAll(keys.snapshot(name, snapshot), world.snapshots.get(snapshot) ?? noChanges());
    queue.add({ key: keys.snapshotState(name, snapshot), gone: true });
    world.snapshots.delete(snapshot);
  };
  const replaceChanges = (changes: Changes): void => {
    removeAll(current, world.changes);
    world.changes = new Map(changes);
    putAll(current, world.changes);
  };
  return {
    recordChanged: (collection, id, record) => {
      const key = `${collection}!${id}`;
      // One that was removed and comes back stands at the end, as in the store.
      const before = world.changes.get(key);
      const place = before === undefined || before[1] === null ? world.nextPlace++ : before[0];
      const value: Placed = [place, record ?? null];
      world.changes.set(key, value);
      queue.add({ key: current + key, value });
    },
    snapshotSaved: (snapshot) => {
      dropSnapshot(snapshot);
      world.snapshots.set(snapshot, new Map(world.changes));
      putAll(keys.snapshot(name, snapshot), world.changes);
      queue.add({ key: keys.snapshotState(name, snapshot), value: world.state() });
    },
    snapshotRestored: (snapshot) => replaceChanges(world.snapshots.get(snapshot) ?? noChanges()),
    snapshotDropped: dropSnapshot,
    worldReset: () => replaceChanges(noChanges()),
    deliveryOpen: (delivery) => {
      world.open.add(delivery.id);
      queue.add({ key: keys.delivery(name, delivery.id), value: delivery });
    },
    deliveryOver: (id) => {
      if (world.open.delete(id)) queue.add({ key: keys.delivery(name, id), gone: true });
    },
  };
};
