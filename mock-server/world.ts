// A world: one instance of Canvas with its records, its settings and its clock, under one contract.
import type { Contract } from '../schemas/contract.ts';
import type { Instance } from './domain/attempt.ts';
import type { Interpreter } from './domain/interpreter.ts';
import { defaultSettings, inForce, type Settings } from './domain/settings.ts';
import { faultsOf, type Faults } from './faults/faults.ts';
import { holdsOf, type Holds } from './faults/holds.ts';
import { chanceOf } from './runtime/chance.ts';
import { clockOf, type Clock, type ClockState } from './runtime/clock.ts';
import { idsOf, unusedOf, type Ids } from './runtime/ids.ts';
import { noKeeper, type Keeper, type KeptMoment, type KeptState, type KeptWorld } from './kept.ts';
import { Store } from './store/store.ts';
import { watched, type AnyRecord } from './store/watched.ts';

export interface WorldOptions {
  readonly name: string;
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  /** What the world holds at its start and after a reset. Many worlds may share it; none writes it. */
  readonly base: Store;
  readonly canvasBot: string;
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
  /** Told what happens to the world; it may ask for the state at any time. */
  readonly keeper?: (state: () => KeptState) => Keeper;
  /** What was kept of the world before. */
  readonly kept?: KeptWorld;
}

/** Everything about a world that changes, as it was at one moment. */
interface Moment {
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

export interface World {
  readonly name: string;
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: () => Store;
  readonly instance: Instance;
  readonly settings: () => Settings;
  readonly changeSettings: (change: Partial<Settings>) => Settings;
  readonly snapshots: Snapshots;
  readonly faults: Faults;
  readonly holds: Holds;
  /** Records, settings, clock and the sequence of ids as at the start, no faults, nothing held. Snapshots stay. */
  readonly reset: () => void;
}

const isTaken = ({ appointments, patients, encounters }: Store, id: string): boolean =>
  [appointments, patients, encounters].some((records) => records.get(id) !== undefined);

const instanceOf = (store: () => Store, settings: () => Settings, canvasBot: string): Instance => ({
  get settings() {
    return settings();
  },
  canvasBot,
  noteType: (id) => store().noteTypes.get(id),
  noteTypeByCode: (system, code) => store().noteTypes.byKey(`${system}|${code}`),
  defaultNoteType: () => [...store().noteTypes.values()].find((type) => type.default),
  reasonCoding: (id) => store().reasonCodings.get(id),
  reasonCodingByCode: (code) => store().reasonCodings.byKey(code),
  reasonCodingsWith: (code) => [...store().reasonCodings.values()].filter((reason) => reason.code === code).length,
  practitioner: (id) => store().practitioners.get(id),
  patient: (id) => store().patients.get(id),
  hasAppointment: (id) => store().appointments.get(id) !== undefined,
  location: (idOrNumber) => store().locations.get(idOrNumber) ?? store().locations.byKey(idOrNumber),
  isBooked: (practitioner, start, end, except) => {
    for (const { id } of store().appointments.overlapping(practitioner, start, end)) if (id !== except) return true;
    return false;
  },
});

const snapshotsOf = (
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
const momentOf = ({ state, changes }: KeptMoment, base: Store): Moment => {
  const store = new Store(base);
  for (const { collection, id, record } of changes) {
    const into = store[collection] as unknown as { put: (record: AnyRecord) => void; remove: (id: string) => void };
    if (record === null) into.remove(id);
    else into.put(record);
  }
  return { store, settings: { ...defaultSettings, ...state.settings }, clock: state.clock, ids: state.ids };
};

const momentsOf = (kept: KeptWorld | undefined, base: Store): Map<string, Moment> =>
  new Map(Object.entries(kept?.snapshots ?? {}).map(([name, moment]) => [name, momentOf(moment, base)]));

export const worldOf = (options: WorldOptions): World => {
  const { name, contract, interpreter, base, canvasBot } = options;
  const clock = clockOf();
  // Only the ids of a seed may be taken already; a random one is nobody's.
  const ids = options.seed === undefined ? idsOf() : unusedOf(idsOf(options.seed), (id) => isTaken(store, id));
  const faults = faultsOf(chanceOf(options.seed ?? name));
  const holds = holdsOf();
  const start: Moment = {
    store: base,
    settings: { ...defaultSettings, ...options.settings },
    clock: clock.state(),
    ids: 0,
  };
  let { store, settings } = start;
  let counted = inForce(settings, contract);
  const use = (next: Settings): Settings => {
    counted = inForce(next, contract);
    return (settings = next);
  };
  const keeper = options.keeper?.(() => ({ settings, clock: clock.state(), ids: ids.position() })) ?? noKeeper;
  const layerOver = (below: Store): Store => watched(new Store(below), keeper.record);
  const go = (moment: Moment): void => {
    store = layerOver(moment.store);
    use(moment.settings);
    clock.restore(moment.clock);
    ids.restart(moment.ids);
  };
  // What is saved is not written again: the world goes on in a layer above it.
  const save = (): Moment => {
    const moment = { store, settings, clock: clock.state(), ids: ids.position() };
    store = layerOver(store);
    return moment;
  };
  go(options.kept === undefined ? start : momentOf(options.kept, base));
  return {
    name,
    contract,
    interpreter,
    clock,
    ids,
    store: () => store,
    instance: instanceOf(
      () => store,
      () => counted,
      canvasBot,
    ),
    settings: () => settings,
    changeSettings: (change) => use({ ...settings, ...change }),
    snapshots: snapshotsOf(momentsOf(options.kept, base), save, go, keeper),
    faults,
    holds,
    reset: () => {
      holds.releaseAll();
      faults.clear();
      go(start);
      keeper.reset();
    },
  };
};
