// A world: one instance of Canvas with its records, its settings and its clock, under one contract.
import type { Contract } from '../schemas/contract.ts';
import type { Instance } from './domain/attempt.ts';
import type { Interpreter } from './domain/interpreter.ts';
import { defaultSettings, type Settings } from './domain/settings.ts';
import { faultsOf, type Faults } from './faults/faults.ts';
import { holdsOf, type Holds } from './faults/holds.ts';
import { chanceOf } from './runtime/chance.ts';
import { clockOf, type Clock, type ClockState } from './runtime/clock.ts';
import { idsOf, type Ids } from './runtime/ids.ts';
import { Store } from './store/store.ts';

export interface WorldOptions {
  readonly name: string;
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  /** What the world holds at its start and after a reset. Many worlds may share it; none writes it. */
  readonly base: Store;
  readonly canvasBot: string;
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
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
  practitioner: (id) => store().practitioners.get(id),
  patient: (id) => store().patients.get(id),
  location: (idOrNumber) => store().locations.get(idOrNumber) ?? store().locations.byKey(idOrNumber),
  isBooked: (practitioner, start, end, except) => {
    for (const { id } of store().appointments.overlapping(practitioner, start, end)) if (id !== except) return true;
    return false;
  },
});

const snapshotsOf = (save: () => Moment, restore: (moment: Moment) => void): Snapshots => {
  const saved = new Map<string, Moment>();
  return {
    save: (name) => void saved.set(name, save()),
    restore: (name) => {
      const moment = saved.get(name);
      if (moment !== undefined) restore(moment);
      return moment !== undefined;
    },
    drop: (name) => saved.delete(name),
    names: () => [...saved.keys()],
  };
};

export const worldOf = (options: WorldOptions): World => {
  const { name, contract, interpreter, base, canvasBot } = options;
  const clock = clockOf();
  const ids = idsOf(options.seed);
  const faults = faultsOf(chanceOf(options.seed ?? name));
  const holds = holdsOf();
  const start: Moment = {
    store: base,
    settings: { ...defaultSettings, ...options.settings },
    clock: clock.state(),
    ids: 0,
  };
  let { store, settings } = start;
  const go = (moment: Moment): void => {
    store = new Store(moment.store);
    settings = moment.settings;
    clock.restore(moment.clock);
    ids.restart(moment.ids);
  };
  // What is saved is not written again: the world goes on in a layer above it.
  const save = (): Moment => {
    const moment = { store, settings, clock: clock.state(), ids: ids.position() };
    store = new Store(store);
    return moment;
  };
  go(start);
  return {
    name,
    contract,
    interpreter,
    clock,
    ids,
    store: () => store,
    instance: instanceOf(
      () => store,
      () => settings,
      canvasBot,
    ),
    settings: () => settings,
    changeSettings: (change) => (settings = { ...settings, ...change }),
    snapshots: snapshotsOf(save, go),
    faults,
    holds,
    reset: () => {
      holds.releaseAll();
      faults.clear();
      go(start);
    },
  };
};
