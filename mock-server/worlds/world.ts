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
import { isOpen, openDeliveryOf, type OpenDelivery } from '../webhooks/delivery.ts';
import { post } from '../webhooks/post.ts';
import { Webhooks } from '../webhooks/webhooks.ts';
import { noChangeLog, type ChangeLog, type PersistedState, type PersistedWorld } from './persisted-world.ts';
import { momentOf, momentsOf, snapshotsOf, type LaterStore, type Moment, type Snapshots } from './snapshots.ts';
import { isInViewContext, instanceOf } from '../store/instance.ts';
import { storeOver, type LayeredStore, type Store } from '../store/store.ts';
import type { AsJson } from '../store/json-cache.ts';
import type { AnyRecord } from '../../schemas/canvas/collections.ts';
import { watchStore, type Watch } from '../store/watched.ts';

export interface WorldOptions {
  readonly name: string;
  readonly contract: Contract;
  readonly interpreter: Interpreter;
  /** Worlds may share it. */
  readonly asJson: AsJson;
  /** What a world holds that begins, or is reset, at a moment. Many worlds may share it; none writes it. */
  readonly base: (at: { readonly now: number; readonly timeZone: string }) => LayeredStore;
  readonly canvasBot: string;
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
  /** Told what happens to the world; it may ask for the state at any time. */
  readonly changeLog?: (state: () => PersistedState) => ChangeLog;
  /** The world as an earlier process left it. */
  readonly persisted?: PersistedWorld;
  /** Resolves when every change so far is kept; without a disk at once. */
  readonly flushed?: () => Promise<void>;
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
  readonly webhooks: Webhooks;
  /**
   * Records, settings, clock and the sequence of ids as at the start, no faults, nothing held, no receivers. Snapshots
   * stay, and with `keepClock` so does the clock. The sample clinic is laid around the day that the clock then shows.
   */
  readonly reset: (options?: { readonly keepClock?: boolean }) => void;
}

const isTaken = ({ appointments, patients, encounters }: Store, id: string): boolean =>
  [appointments, patients, encounters].some((records) => records.get(id) !== undefined);

/** Only the ids of a seed may be taken already; a random one is nobody's. */
const idsFor = (seed: string | undefined, store: () => Store): Ids =>
  seed === undefined ? idsOf() : unusedOf(idsOf(seed), (id) => isTaken(store(), id));

const flushNothing = (): Promise<void> => Promise.resolve();

const webhooksOf = (
  { name, seed, flushed = flushNothing }: WorldOptions,
  clock: Clock,
  store: () => Store,
  log: () => ChangeLog,
): Webhooks =>
  new Webhooks({
    clock,
    systemNow: clockOf().now,
    chance: seededRandom(`${seed ?? name}/webhooks`),
    ids: idsOf(seed === undefined ? undefined : `${seed}/webhooks`),
    store,
    post,
    flushed,
    persist: (delivery) => {
      if (isOpen(delivery)) log().deliveryOpen(openDeliveryOf(delivery));
      else log().deliveryOver(delivery.id);
    },
  });

/** What a world has besides its records, settings and clock. */
const partsOf = (options: WorldOptions, clock: Clock, store: () => Store, log: () => ChangeLog) => ({
  ids: idsFor(options.seed, store),
  faults: faultsOf(seededRandom(options.seed ?? options.name)),
  breakpoints: breakpointsOf(),
  webhooks: webhooksOf(options, clock, store, log),
});

const isAppointment = (record: AnyRecord | undefined): record is AppointmentRecord =>
  record !== undefined && 'rescheduledFrom' in record;

/** Lets the receivers know of an appointment that is put. One that is removed has no event. */
const tellOf = (before: AnyRecord | undefined, after: AnyRecord | undefined, webhooks: Webhooks): void => {
  if (isAppointment(after)) webhooks.appointmentPut(isAppointment(before) ? before : undefined, after);
};

/** What is made when it is first asked for: a mock that starts waits for no records. */
const once = <Made extends object>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => (made ??= make());
};

/** How a world begins at the moment that its clock shows. */
const startOf = ({ base, settings: wanted }: WorldOptions, clock: Clock): Moment => {
  const settings = { ...defaultSettings, ...wanted };
  const at = { now: clock.now(), timeZone: settings.timeZone };
  return { store: once(() => base(at)), settings, clock: clock.state(), ids: 0, receivers: [] };
};

/** Takes over what an earlier process had not delivered, each under an id of this one. */
const takeOver = (open: readonly OpenDelivery[], webhooks: Webhooks, changeLog: ChangeLog): void => {
  for (const { id } of open) changeLog.deliveryOver(id);
  webhooks.resume(open);
};

export const worldOf = (options: WorldOptions): World => {
  const { name, contract, interpreter, canvasBot } = options;
  const clock = clockOf();
  const log = (): ChangeLog => changeLog;
  const parts = partsOf(options, clock, () => store(), log);
  const { ids, faults, breakpoints, webhooks } = parts;
  const start = startOf(options, clock);
  let { store, settings } = start;
  let effectiveSettings = inForce(settings, contract);
  const instance = instanceOf({ store: () => store(), settings: () => effectiveSettings, canvasBot });
  let version = Symbol();
  const use = (next: Settings): Settings => {
    effectiveSettings = inForce(next, contract);
    version = Symbol();
    return (settings = next);
  };
  const stateNow = () => ({ settings, clock: clock.state(), ids: ids.position(), receivers: webhooks.list() });
  const changeLog = options.changeLog?.(stateNow) ?? noChangeLog;
  const recordChanged: Watch = (collection, id, record, before) => {
    if (isInViewContext(collection)) version = Symbol();
    changeLog.recordChanged(collection, id, record, before);
    tellOf(before, record, webhooks);
  };
  const layerOver = (below: LaterStore): LaterStore => once(() => watchStore(storeOver(below()), recordChanged));
  const switchTo = (moment: Moment): void => {
    webhooks.restore(moment.receivers, 'the world went back to an earlier moment');
    store = layerOver(moment.store);
    use(moment.settings);
    clock.restore(moment.clock);
    ids.restart(moment.ids);
  };
  const save = (): Moment => {
    const moment = { store, ...stateNow() };
    store = layerOver(store); // What is saved is not written again.
    return moment;
  };
  switchTo(options.persisted === undefined ? start : momentOf(options.persisted, start.store));
  takeOver(options.persisted?.open ?? [], webhooks, changeLog);
  return {
    name,
    contract,
    interpreter,
    clock,
    ...parts,
    store: () => store(),
    instance,
    asJson: (record, trace) => options.asJson(record, instance, version, trace),
    settings: () => settings,
    changeSettings: (change) => use({ ...settings, ...change }),
    snapshots: snapshotsOf(momentsOf(options.persisted, start.store), save, switchTo, changeLog),
    reset: ({ keepClock = false } = {}) => {
      breakpoints.releaseAll();
      faults.clear();
      webhooks.clear();
      if (!keepClock) clock.restore(start.clock);
      switchTo(startOf(options, clock));
      changeLog.worldReset();
    },
  };
};
