// The appointments with their indexes, so that no look-up grows with their number.
import { endOf } from '../../schemas/canvas/record.ts';
import { collections } from '../../schemas/canvas/collections.ts';
import { dayOf } from '../../schemas/canvas/instant.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { Collection, type RecordCollection } from './collection.ts';
import { Index, type Ids } from './record-index.ts';

const { indexes } = collections.appointments;
export type IndexName = (typeof indexes)[number];
type Indexes = Readonly<Record<IndexName, Index<string>>>;

/** An appointment longer than this stands in one list per practitioner instead of under each of its days. */
const maxIndexedDays = 31;

const closed = new Set(['cancelled', 'deleted']);

const indexesOver = (below: Indexes | undefined): Indexes =>
  Object.fromEntries(indexes.map((name) => [name, new Index<string>(below?.[name])])) as Indexes;

/** The appointments of an instance, and the ways to them that do not look at all of them. */
export interface AppointmentCollection extends RecordCollection<AppointmentRecord> {
  /** The ids under a key of an index. */
  under(name: IndexName, key: string): Ids;
  /** The ids of those that may carry an identifier given as `value`, `system|value`, `|value` or `system|`. */
  named(token: string): Ids;
  /** The ids under each UTC day from `from` up to but not including `to`, day numbers since 1970. */
  onDays(from: number, to: number): Ids[];
  /** The UTC days on which an appointment starts, in no order. They are few, however many appointments there are. */
  days(): Iterable<number>;
  /** The open appointments of a practitioner that overlap the half-open span [start, end), in milliseconds. */
  overlapping(practitioner: string, start: number, end: number): Iterable<AppointmentRecord>;
}

export class AppointmentStore implements AppointmentCollection {
  readonly #records: Collection<AppointmentRecord>;
  readonly #by: Indexes;
  readonly #keys: readonly (readonly [Index<string>, (record: AppointmentRecord | undefined) => Keys<string>])[];
  readonly #byDay: Index<number>;
  readonly #busy: Index<string>;
  readonly #byIdentifier: Index<string>;

  /** An empty store, or one above another that is not written any more. */
  constructor(below?: AppointmentStore) {
    const lower = below === undefined ? undefined : below.#parts();
    this.#records = new Collection(lower?.records);
    this.#by = indexesOver(lower?.by);
    this.#keys = indexes.map((name) => [this.#by[name], memberKeys(name)] as const);
    this.#byDay = new Index(lower?.byDay);
    this.#busy = new Index(lower?.busy);
    this.#byIdentifier = new Index(lower?.byIdentifier);
  }

  #parts() {
    return {
      records: this.#records,
      by: this.#by,
      byDay: this.#byDay,
      busy: this.#busy,
      byIdentifier: this.#byIdentifier,
    };
  }

  get size(): number {
    return this.#records.size;
  }

  get(id: string): AppointmentRecord | undefined {
    return this.#records.get(id);
  }

  values(): IterableIterator<AppointmentRecord> {
    return this.#records.values();
  }

  /** Puts a record. Only the indexes whose key has changed are touched. */
  put(record: AppointmentRecord): AppointmentRecord | undefined {
    const before = this.#records.put(record);
    for (const [index, key] of this.#keys) move(index, key(before), key(record), record.id);
    move(this.#byDay, startDays(before), startDays(record), record.id);
    move(this.#busy, busyKeys(before), busyKeys(record), record.id);
    move(this.#byIdentifier, identifierKeys(before), identifierKeys(record), record.id);
    return before;
  }

  remove(id: string): AppointmentRecord | undefined {
    const before = this.#records.remove(id);
    for (const [index, key] of this.#keys) move(index, key(before), [], id);
    move(this.#byDay, startDays(before), [], id);
    move(this.#busy, busyKeys(before), [], id);
    move(this.#byIdentifier, identifierKeys(before), [], id);
    return before;
  }

  under(name: IndexName, key: string): Ids {
    return this.#by[name].get(key);
  }

  named(token: string): Ids {
    const bar = token.indexOf('|');
    const value = token.slice(bar + 1);
    return this.#byIdentifier.get(value === '' ? `${token.slice(0, bar)}|` : value);
  }

  onDays(from: number, to: number): Ids[] {
    return this.#byDay.between(from, to);
  }

  days(): Iterable<number> {
    return this.#byDay.keys();
  }

  *overlapping(practitioner: string, start: number, end: number): Generator<AppointmentRecord> {
    if (end <= start) return;
    const seen = new Set<string>();
    for (const ids of this.#busyIn(practitioner, start, end))
      for (const id of ids) {
        const record = this.#records.get(id);
        if (record === undefined || seen.has(id) || closed.has(record.status)) continue;
        seen.add(id);
        if (record.start < end && start < endOf(record)) yield record;
      }
  }

  /** The sets that hold what may overlap a span: by days, or for a long span everything of the practitioner. */
  #busyIn(practitioner: string, start: number, end: number): Ids[] {
    if (isLong(start, end)) return [this.#by.practitioner.get(practitioner)];
    const keys = [longKey(practitioner), ...daysBetween(start, end).map((day) => dayKey(practitioner, day))];
    return keys.map((key) => this.#busy.get(key));
  }
}

type Keys<Key> = readonly Key[];

const none: Keys<never> = [];

const move = <Key extends string | number>(
  index: Index<Key>,
  before: Keys<Key>,
  after: Keys<Key>,
  id: string,
): void => {
  for (const key of before) if (!after.includes(key)) index.delete(key, id);
  for (const key of after) if (!before.includes(key)) index.add(key, id);
};

const startDays = (record: AppointmentRecord | undefined): Keys<number> =>
  record === undefined ? none : [dayOf(record.start)];

const memberKeys =
  (name: IndexName) =>
  (record: AppointmentRecord | undefined): Keys<string> => {
    const key = record?.[name] ?? null;
    return key === null ? none : [key];
  };

/** Each identifier stands under its value, and under its system with a bar behind it. */
const identifierKeys = (record: AppointmentRecord | undefined): Keys<string> => {
  if (record === undefined || record.identifiers.length === 0) return none;
  const keys: string[] = [];
  for (const { system, value } of record.identifiers)
    for (const key of [value ?? '', `${system ?? ''}|`]) if (!keys.includes(key)) keys.push(key);
  return keys;
};

const dayKey = (practitioner: string, day: number): string => `${practitioner} ${day}`;
const longKey = (practitioner: string): string => `${practitioner} long`;

const isLong = (start: number, end: number): boolean => dayOf(end - 1) - dayOf(start) >= maxIndexedDays;

const daysBetween = (start: number, end: number): number[] => {
  const [first, last] = [dayOf(start), dayOf(end - 1)];
  return first === last ? [first] : Array.from({ length: last - first + 1 }, (_, position) => first + position);
};

/** The keys under which a record counts as booked time; none where it is closed or takes no time. */
const busyKeys = (record: AppointmentRecord | undefined): Keys<string> => {
  if (record === undefined) return none;
  const end = endOf(record);
  if (end <= record.start || closed.has(record.status)) return none;
  return isLong(record.start, end)
    ? [longKey(record.practitioner)]
    : daysBetween(record.start, end).map((day) => dayKey(record.practitioner, day));
};
