// What a world was at one moment: what a snapshot saves, what an earlier process left of a world, and how both come back.
import { defaultSettings, type Settings } from '../../schemas/canvas/settings.ts';
import type { ChangeLog, PersistedMoment, PersistedWorld } from './persisted-world.ts';
import type { ClockState } from '../runtime/clock.ts';
import type { Receiver } from '../webhooks/receiver.ts';
import { collectionIn, storeOver, type LayeredStore } from '../store/store.ts';

/** A store that is made when it is first asked for. */
export type LaterStore = () => LayeredStore;

/** Everything about a world that changes, as it was at one moment. */
export interface Moment {
  readonly store: LaterStore;
  readonly settings: Settings;
  readonly clock: ClockState;
  readonly ids: number;
  readonly receivers: readonly Receiver[];
}

/** Saved moments of a world, by name. Neither saving nor restoring takes time that grows with the world. */
export interface Snapshots {
  readonly save: (name: string) => void;
  /** False where there is no such snapshot. */
  readonly restore: (name: string) => boolean;
  readonly drop: (name: string) => boolean;
  readonly names: () => readonly string[];
}

export const snapshotsOf = (
  saved: Map<string, Moment>,
  save: () => Moment,
  restore: (moment: Moment) => void,
  changeLog: ChangeLog,
): Snapshots => {
  return {
    save: (name) => {
      saved.set(name, save());
      changeLog.snapshotSaved(name);
    },
    restore: (name) => {
      const moment = saved.get(name);
      if (moment === undefined) return false;
      restore(moment);
      changeLog.snapshotRestored(name);
      return true;
    },
    drop: (name) => {
      if (saved.has(name)) changeLog.snapshotDropped(name);
      return saved.delete(name);
    },
    names: () => [...saved.keys()],
  };
};

/** A moment as it was persisted, over what the world began with. */
export const momentOf = ({ state, changes }: PersistedMoment, base: LaterStore): Moment => {
  const store = storeOver(base());
  for (const { collection, id, record } of changes) {
    if (record === null) collectionIn(store, collection).remove(id);
    else collectionIn(store, collection).put(record);
  }
  const { clock, ids, receivers = [] } = state;
  return { store: () => store, settings: { ...defaultSettings, ...state.settings }, clock, ids, receivers };
};

export const momentsOf = (persisted: PersistedWorld | undefined, base: LaterStore): Map<string, Moment> =>
  new Map(Object.entries(persisted?.snapshots ?? {}).map(([name, moment]) => [name, momentOf(moment, base)]));
