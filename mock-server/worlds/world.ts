// A world: one instance of Canvas with its records, its settings and its clock, under one contract.
import type { Contract } from '../../schemas/contract.ts';
import type { Instance } from '../domain/attempt.ts';
import type { Interpreter } from '../domain/interpreter.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { defaultSettings, inForce, type Settings } from '../../schemas/canvas/settings.ts';
import type { Trace } from '../domain/trace.ts';
import { faultsOf, type Faults } from '../faults/faults.ts';
import { breakpointsOf, type Breakpoints } from '../faults/breakpoints.ts';
import { seededRandom } from '../runtime/seeded-random.ts';
import { clockOf, type Clock } from '../runtime/clock.ts';
import { idsOf, unusedOf, type Ids } from '../runtime/ids.ts';
import { noChangeLog, type ChangeLog, type PersistedState, type PersistedWorld } from './persisted-world.ts';
import { momentOf, momentsOf, snapshotsOf, type Moment, type Snapshots } from './snapshots.ts';
import { changesViewContext, instanceOf } from '../store/instance.ts';
import { storeOver, type LayeredStore, type Store } from '../store/store.ts';
import type { AsJson } from '../store/json-cache.ts';
import { watched } from '../store/watched.ts';

export interface WorldOptions {
  readonly name: string;
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  /** Worlds may share it. */
  readonly asJson: AsJson;
  /** What the world holds at its start and after a reset. Many worlds may share it; none writes it. */
  readonly base: LayeredStore;
  readonly canvasBot: string;
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
  /** Told what happens to the world; it may ask for the state at any time. */
  readonly changeLog?: (state: () => PersistedState) => ChangeLog;
  /** The world as an earlier process left it. */
  readonly persisted?: PersistedWorld;
}

export interface World {
  readonly name: string;
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: () => Store;
  readonly instance: Instance;
  /** A record of this world as FHIR shows it, as JSON. A trace is told which rules had a part in it. */
  readonly asJson: (record: AppointmentRecord, trace: Trace) => string;
  readonly settings: () => Settings;
  readonly changeSettings: (change: Partial<Settings>) => Settings;
  readonly snapshots: Snapshots;
  readonly faults: Faults;
  readonly breakpoints: Breakpoints;
  /** Records, settings, clock and the sequence of ids as at the start, no faults, nothing held. Snapshots stay. */
  readonly reset: () => void;
}

const isTaken = ({ appointments, patients, encounters }: Store, id: string): boolean =>
  [appointments, patients, encounters].some((records) => records.get(id) !== undefined);

export const worldOf = (options: WorldOptions): World => {
  const { name, contract, interpreter, base, canvasBot } = options;
  const clock = clockOf();
  // Only the ids of a seed may be taken already; a random one is nobody's.
  const ids = options.seed === undefined ? idsOf() : unusedOf(idsOf(options.seed), (id) => isTaken(store, id));
  const faults = faultsOf(seededRandom(options.seed ?? name));
  const breakpoints = breakpointsOf();
  const initial = { ...defaultSettings, ...options.settings };
  const start: Moment = { store: base, settings: initial, clock: clock.state(), ids: 0 };
  let { store, settings } = start;
  let effectiveSettings = inForce(settings, contract);
  const instance = instanceOf({ store: () => store, settings: () => effectiveSettings, canvasBot });
  let version = Symbol();
  const use = (next: Settings): Settings => {
    effectiveSettings = inForce(next, contract);
    version = Symbol();
    return (settings = next);
  };
  const changeLog = options.changeLog?.(() => ({ settings, clock: clock.state(), ids: ids.position() })) ?? noChangeLog;
  const layerOver = (below: LayeredStore): LayeredStore =>
    watched(storeOver(below), (collection, id, record) => {
      if (changesViewContext(collection)) version = Symbol();
      changeLog.recordChanged(collection, id, record);
    });
  const switchTo = (moment: Moment): void => {
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
  switchTo(options.persisted === undefined ? start : momentOf(options.persisted, base));
  return {
    name,
    contract,
    interpreter,
    clock,
    ids,
    store: () => store,
    instance,
    asJson: (record, trace) => options.asJson(record, instance, version, trace),
    settings: () => settings,
    changeSettings: (change) => use({ ...settings, ...change }),
    snapshots: snapshotsOf(momentsOf(options.persisted, base), save, switchTo, changeLog),
    faults,
    breakpoints,
    reset: () => {
      breakpoints.releaseAll();
      faults.clear();
      switchTo(start);
      changeLog.worldReset();
    },
  };
};
