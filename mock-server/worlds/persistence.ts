// What there is to keep of a world, and who is told when it changes.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { ClockState } from '../runtime/clock.ts';
import type { AnyRecord } from '../store/any-collection.ts';
import type { Watch } from '../store/watched.ts';
import type { CollectionName } from '../../schemas/canvas/records.ts';

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

/** Something that a client may show later on: what it is, its value, and what it is good for. */
export interface KeptGrant {
  readonly kind: string;
  readonly value: string;
  readonly grant: unknown;
}

/** Keeps the worlds of a mock, and what clients were given. */
export interface Keep {
  readonly keeperOf: (world: string, initial: Partial<Settings>, state: () => KeptState) => Keeper;
  readonly dropped: (world: string) => void;
  /** Told of each grant; undefined where it is good no more. */
  readonly granted: (kind: string, value: string, grant: unknown) => void;
  /** Resolves when everything that has happened is kept; rejects where that cannot be. */
  readonly settled: () => Promise<void>;
  /** Why nothing can be kept any more; undefined while all is well. */
  readonly failure: () => Error | undefined;
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
  granted: () => undefined,
  settled: () => Promise.resolve(),
  failure: () => undefined,
};
