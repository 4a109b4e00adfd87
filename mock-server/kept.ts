// What there is to keep of a world, and who is told when it changes.
import type { Settings } from './domain/settings.ts';
import type { ClockState } from './runtime/clock.ts';
import type { AnyRecord, Watch } from './store/watched.ts';
import type { CollectionName } from './store/store.ts';

/** Everything about a world but its records. */
export interface KeptState {
  readonly settings: Settings;
  readonly clock: ClockState;
  /** How many ids of a seed were given out. */
  readonly ids: number;
}

/** One record that is not as in what the world began with; null where it was removed. */
export interface Change {
  readonly collection: CollectionName;
  readonly id: string;
  readonly record: AnyRecord | null;
  /** Its place among the changes; a record keeps that of its first. */
  readonly place: number;
}

export interface KeptMoment {
  readonly state: KeptState;
  readonly changes: readonly Change[];
}

export interface KeptWorld extends KeptMoment {
  readonly snapshots: Readonly<Record<string, KeptMoment>>;
}

/** Told what happens to a world, at once and in order. */
export interface Keeper {
  readonly record: Watch;
  readonly saved: (snapshot: string) => void;
  readonly restored: (snapshot: string) => void;
  readonly forgotten: (snapshot: string) => void;
  readonly reset: () => void;
}

/** Keeps the worlds of a mock. */
export interface Keep {
  readonly keeperOf: (world: string, initial: Partial<Settings>, state: () => KeptState) => Keeper;
  readonly dropped: (world: string) => void;
  /** Resolves when everything that has happened is kept. */
  readonly settled: () => Promise<void>;
}

/** Keeps nothing of a world. */
export const noKeeper: Keeper = {
  record: () => undefined,
  saved: () => undefined,
  restored: () => undefined,
  forgotten: () => undefined,
  reset: () => undefined,
};

/** Where nothing is kept. */
export const keepsNothing: Keep = {
  keeperOf: () => noKeeper,
  dropped: () => undefined,
  settled: () => Promise.resolve(),
};
