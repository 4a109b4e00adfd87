// What a world was at one moment: what a snapshot saves, what is kept of a world, and how both come back.
import { defaultSettings, type Settings } from '../../schemas/canvas/settings.ts';
import type { Keeper, KeptMoment, KeptWorld } from './persistence.ts';
import type { ClockState } from '../runtime/clock.ts';
import { collectionOf } from '../store/any-collection.ts';
import { Store } from '../store/store.ts';

/** Everything about a world that changes, as it was at one moment. */
export interface Moment {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: ClockState;
  readonly ids: number;
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
  keeper: Keeper,
): Snapshots => {
  return {
    save: (name) => {
      saved.set(name, save());
      keeper.saved(name);
    },
    restore: (name) => {
      const moment = saved.get(name);
      if (moment === undefined) return false;
      restore(moment);
      keeper.restored(name);
      return true;
    },
    drop: (name) => {
      if (saved.has(name)) keeper.forgotten(name);
      return saved.delete(name);
    },
    names: () => [...saved.keys()],
  };
};

/** A moment as it was kept, over what the world began with. */
export const momentOf = ({ state, changes }: KeptMoment, base: Store): Moment => {
  const store = new Store(base);
  for (const { collection, id, record } of changes) {
    if (record === null) collectionOf(store, collection).remove(id);
    else collectionOf(store, collection).put(record);
  }
  return { store, settings: { ...defaultSettings, ...state.settings }, clock: state.clock, ids: state.ids };
};

export const momentsOf = (kept: KeptWorld | undefined, base: Store): Map<string, Moment> =>
  new Map(Object.entries(kept?.snapshots ?? {}).map(([name, moment]) => [name, momentOf(moment, base)]));
