// What a database holds: the records that every world began with, and the worlds.
import { perCollection, type AnyRecord, type CollectionName, type Records } from '../../schemas/canvas/collections.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { RecordChange, PersistedGrant, PersistedState, PersistedWorld } from '../worlds/persisted-world.ts';
import type { OpenDelivery } from '../webhooks/delivery.ts';
import type { Database } from './directory.ts';
import { keyOf, keys, unseal } from './entries.ts';

export interface LoadedWorld extends PersistedWorld {
  readonly initial: Partial<Settings>;
}

export interface Loaded {
  readonly base: Records;
  readonly worlds: Map<string, LoadedWorld>;
  readonly grants: readonly PersistedGrant[];
  /** The keys of all entries but those of the base, which are never written again. */
  readonly keys: Set<string>;
  /** The number of the last batch. */
  readonly batch: number;
}

interface WorldInProgress {
  readonly open: OpenDelivery[];
  state?: PersistedState & { readonly initial: Partial<Settings> };
  readonly changes: RecordChange[];
  readonly snapshots: Map<string, { state?: PersistedState; readonly changes: RecordChange[] }>;
}

const newWorld = (): WorldInProgress => ({ open: [], changes: [], snapshots: new Map() });

const snapshotOf = ({ snapshots }: WorldInProgress, name: string) => {
  const known = snapshots.get(name) ?? { changes: [] };
  snapshots.set(name, known);
  return known;
};

const changeOf = ([collection = '', ...id]: readonly string[], value: unknown): RecordChange => {
  const [place, record] = value as [number, AnyRecord | null];
  return { collection: collection as CollectionName, id: id.join('!'), record, place };
};

const byPlace = (one: RecordChange, other: RecordChange): number => one.place - other.place;

const numberOf = ({ id }: OpenDelivery): number => Number(id.replace(/^\D+/, ''));

/** In the order in which they were taken. */
const byNumber = (one: OpenDelivery, other: OpenDelivery): number => numberOf(one) - numberOf(other);

const addEntry = (world: WorldInProgress, [kind = '', ...rest]: readonly string[], value: unknown): void => {
  const [first = '', ...others] = rest;
  if (kind === 'state') world.state = value as NonNullable<WorldInProgress['state']>;
  else if (kind === 'now') world.changes.push(changeOf(rest, value));
  else if (kind === 'open') world.open.push(value as OpenDelivery);
  else if (kind === 'saved') snapshotOf(world, first).changes.push(changeOf(others, value));
  else if (kind === 'moment') snapshotOf(world, first).state = value as PersistedState;
  else throw new Error(`an entry of an unknown kind: ${kind}`);
};

const completeWorld = (name: string, { state, open, changes, snapshots }: WorldInProgress): LoadedWorld => {
  if (state === undefined) throw new Error(`the world ${name} has lost its settings and clock`);
  const moments = [...snapshots].map(([snapshot, moment]) => {
    if (moment.state === undefined) throw new Error(`the snapshot ${snapshot} of the world ${name} is incomplete`);
    return [snapshot, { state: moment.state, changes: moment.changes.toSorted(byPlace) }] as const;
  });
  const { initial, ...rest } = state;
  return {
    initial,
    state: rest,
    open: open.toSorted(byNumber),
    changes: changes.toSorted(byPlace),
    snapshots: Object.fromEntries(moments),
  };
};

/** How many records there are. */
export const sizeOf = (lists: Readonly<Record<string, readonly unknown[]>>): number =>
  Object.values(lists).reduce((sum, { length }) => sum + length, 0);

/** How much is read at a time: one entry at a time takes as long as all that is done with it. */
const [portion, portionBytes] = [5000, 4_194_304];

async function* entriesOf(database: Database): AsyncGenerator<readonly [string, string][]> {
  const iterator = database.iterator({ highWaterMarkBytes: portionBytes });
  try {
    for (;;) {
      const entries = await iterator.nextv(portion);
      if (entries.length === 0) return;
      yield entries;
    }
  } finally {
    await iterator.close();
  }
}

/** Reads everything, in the order in which it was filled. Throws where something is damaged or missing. */
export const load = async (database: Database): Promise<Loaded> => {
  const base = perCollection((): AnyRecord[] => []);
  const worlds = new Map<string, WorldInProgress>();
  const grants: PersistedGrant[] = [];
  const seen = new Set<string>();
  let [total, batch, isFilled] = [0, 0, false];
  const take = (key: string, value: unknown): void => {
    const [kind, name = '', ...rest] = keyOf(key).split('!');
    if (key !== keys.total && kind !== 'base') seen.add(key);
    if (key === keys.total) [total, batch] = value as [number, number];
    else if (key === keys.filled) isFilled = true;
    else if (kind === 'base') base[name as CollectionName].push(value as AnyRecord);
    else if (kind === 'world') {
      const world = worlds.get(name) ?? newWorld();
      worlds.set(name, world);
      addEntry(world, rest, value);
    } else if (kind === 'grant') grants.push({ kind: name, value: rest.join('!'), grant: value });
    else throw new Error(`an entry of an unknown kind: ${key}`);
  };
  for await (const entries of entriesOf(database)) for (const [key, entry] of entries) take(key, unseal(key, entry));
  if (!isFilled) throw new Error('the records that its worlds began with are incomplete');
  const size = seen.size + sizeOf(base);
  if (size !== total) throw new Error(`it holds ${size} entries where ${total} were written`);
  const complete = new Map([...worlds].map(([name, world]) => [name, completeWorld(name, world)] as const));
  return { base: base as unknown as Records, worlds: complete, grants, keys: seen, batch };
};
