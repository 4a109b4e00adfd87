// A world: one instance of Canvas with its records, its settings and its clock, under one contract.
import type { Contract } from '../schemas/contract.ts';
import type { Instance } from './domain/attempt.ts';
import { behaviours, interpreterOf, type Behaviours, type Interpreter } from './domain/interpreter.ts';
import { defaultSettings, type Settings } from './domain/settings.ts';
import { clockOf, type Clock } from './runtime/clock.ts';
import { idsOf, type Ids } from './runtime/ids.ts';
import { storeOf, type Records, type Store } from './store/store.ts';

export interface WorldOptions {
  readonly contract: Contract;
  /** What the world holds at its start and after a reset. */
  readonly records: Records;
  readonly canvasBot: string;
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
  readonly code?: Behaviours;
}

export interface World {
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: () => Store;
  readonly instance: Instance;
  readonly settings: () => Settings;
  readonly changeSettings: (change: Partial<Settings>) => Settings;
  /** Records, settings, clock and the sequence of ids as they were at the start. */
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

export const worldOf = (options: WorldOptions): World => {
  const { contract, records, canvasBot, code = behaviours } = options;
  const clock = clockOf();
  const ids = idsOf(options.seed);
  let store = storeOf(records);
  let settings: Settings = { ...defaultSettings, ...options.settings };
  return {
    contract,
    interpreter: interpreterOf(contract, code),
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
    reset: () => {
      store = storeOf(records);
      settings = { ...defaultSettings, ...options.settings };
      clock.release();
      ids.restart();
    },
  };
};
