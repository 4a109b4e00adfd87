// What of a world outlives the process, and the port through which it is told: persistence/ implements it.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { ClockState } from '../runtime/clock.ts';
import type { AnyRecord, CollectionName } from '../../schemas/canvas/collections.ts';
import type { Watch } from '../store/watched.ts';

/** Everything about a world but its records. */
export interface PersistedState {
  readonly settings: Settings;
  readonly clock: ClockState;
  /** How many ids of a seed were given out. */
  readonly ids: number;
}

/** One record that is not as in what the world began with; null where it was removed. */
export interface RecordChange {
  readonly collection: CollectionName;
  readonly id: string;
  readonly record: AnyRecord | null;
  /** Its place among the changes; a record keeps that of its first. */
  readonly place: number;
}

export interface PersistedMoment {
  readonly state: PersistedState;
  readonly changes: readonly RecordChange[];
}

export interface PersistedWorld extends PersistedMoment {
  readonly snapshots: Readonly<Record<string, PersistedMoment>>;
}

/** Told what happens to one world, at once and in order. */
export interface ChangeLog {
  readonly recordChanged: Watch;
  readonly snapshotSaved: (snapshot: string) => void;
  readonly snapshotRestored: (snapshot: string) => void;
  readonly snapshotDropped: (snapshot: string) => void;
  readonly worldReset: () => void;
}

/** Something that a client may show later on: what it is, its value, and what it is good for. */
export interface PersistedGrant {
  readonly kind: string;
  readonly value: string;
  readonly grant: unknown;
}

/** Writes down the worlds of a mock, and what clients were given. */
export interface Persistence {
  readonly changeLogOf: (world: string, initial: Partial<Settings>, state: () => PersistedState) => ChangeLog;
  readonly worldDropped: (world: string) => void;
  /** Told of each grant; undefined where it is good no more. */
  readonly grantChanged: (kind: string, value: string, grant: unknown) => void;
  /** Resolves when everything that has happened is on the disk; rejects where that cannot be. */
  readonly flushed: () => Promise<void>;
  /** Why nothing can be written any more; undefined while all is well. */
  readonly failure: () => Error | undefined;
}

/** The change log of a world that ends with the process. */
export const noChangeLog: ChangeLog = {
  recordChanged: () => undefined,
  snapshotSaved: () => undefined,
  snapshotRestored: () => undefined,
  snapshotDropped: () => undefined,
  worldReset: () => undefined,
};

/** For a mock whose worlds end with the process. */
export const noPersistence: Persistence = {
  changeLogOf: () => noChangeLog,
  worldDropped: () => undefined,
  grantChanged: () => undefined,
  flushed: () => Promise.resolve(),
  failure: () => undefined,
};
