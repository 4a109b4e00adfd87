// What is kept of a world when the process ends, and the interface that keeps it. persistence/ implements the interface.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { ClockState } from '../runtime/clock.ts';
import type { AnyRecord, CollectionName } from '../../schemas/canvas/collections.ts';
import type { Watch } from '../store/watched.ts';
import type { OpenDelivery } from '../webhooks/delivery.ts';
import type { Receiver } from '../webhooks/receiver.ts';

/** Everything about a world but its records. */
export interface PersistedState {
  readonly settings: Settings;
  readonly clock: ClockState;
  /** How many ids of a seed were given out. */
  readonly ids: number;
  /** Who is told of events. Worlds of an earlier version have none. */
  readonly receivers?: readonly Receiver[];
}

/** One record that differs from the records that the world began with. */
export interface RecordChange {
  readonly collection: CollectionName;
  readonly id: string;
  /** The record as it is now; null where it was removed. */
  readonly record: AnyRecord | null;
  /** The order of the changes. A record that changes again keeps the place of its first change. */
  readonly place: number;
}

/** A world at one time: now, or as a snapshot keeps it. */
export interface PersistedMoment {
  readonly state: PersistedState;
  readonly changes: readonly RecordChange[];
}

/** A world with its snapshots, by name. */
export interface PersistedWorld extends PersistedMoment {
  /** Deliveries that had not ended. */
  readonly open: readonly OpenDelivery[];
  readonly snapshots: Readonly<Record<string, PersistedMoment>>;
}

/** Is called for each change of one world, when it happens and in the order in which it happens. */
export interface ChangeLog {
  readonly recordChanged: Watch;
  readonly snapshotSaved: (snapshot: string) => void;
  readonly snapshotRestored: (snapshot: string) => void;
  readonly snapshotDropped: (snapshot: string) => void;
  readonly worldReset: () => void;
  /** Is told of a delivery that is open, and again whenever it changes. */
  readonly deliveryOpen: (delivery: OpenDelivery) => void;
  readonly deliveryOver: (id: string) => void;
}

/** A token or a code that a client was given. */
export interface PersistedGrant {
  readonly kind: string;
  /** The token or code itself. */
  readonly value: string;
  /** What it allows, and until when. */
  readonly grant: unknown;
}

/** Keeps the worlds of a mock, and the tokens of its clients, on disk. */
export interface Persistence {
  readonly changeLogOf: (world: string, initial: Partial<Settings>, state: () => PersistedState) => ChangeLog;
  readonly worldDropped: (world: string) => void;
  /** Is called for each token or code; the grant is undefined where it is no longer valid. */
  readonly grantChanged: (kind: string, value: string, grant: unknown) => void;
  /** Resolves when every change so far is on disk; rejects where it cannot be written. */
  readonly flushed: () => Promise<void>;
  /** The error after which nothing is written any more; undefined while writing works. */
  readonly failure: () => Error | undefined;
}

/** For a world that is not kept. */
export const noChangeLog: ChangeLog = {
  recordChanged: () => undefined,
  snapshotSaved: () => undefined,
  snapshotRestored: () => undefined,
  snapshotDropped: () => undefined,
  worldReset: () => undefined,
  deliveryOpen: () => undefined,
  deliveryOver: () => undefined,
};

/** For a mock that keeps nothing on disk. */
export const noPersistence: Persistence = {
  changeLogOf: () => noChangeLog,
  worldDropped: () => undefined,
  grantChanged: () => undefined,
  flushed: () => Promise.resolve(),
  failure: () => undefined,
};
