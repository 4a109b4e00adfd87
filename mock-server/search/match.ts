// The appointments that meet some criteria, by the shortest way to them, and in the order asked for.
import { dayOf } from '../../schemas/canvas/instant.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { AppointmentStore } from '../store/appointments.ts';
import type { Ids } from '../store/index-of.ts';
import { recordsIn } from '../store/records-in.ts';
import { meets, type Criterion } from '../resources/appointment/filters.ts';
import type { Page, Sort } from './query.ts';

/** The sets of ids that together hold every match of one criterion; undefined where no index helps. */
const candidates = (store: AppointmentStore, criterion: Criterion): readonly Ids[] | undefined => {
  if (criterion.member === 'id') return [criterion.values];
  if (criterion.member === 'identifier') return [new Set(criterion.tokens.flatMap((token) => [...store.named(token)]))];
  if (criterion.member !== 'start') {
    const { member, values } = criterion;
    return [...values].map((value) => store.under(member, value));
  }
  const { from, to, isOutside = false } = criterion.span;
  return isOutside ? undefined : store.onDays(dayOf(from), to === Infinity ? Infinity : dayOf(to - 1) + 1);
};

const sizeOf = (sets: readonly Ids[]): number => sets.reduce((sum, { size }) => sum + size, 0);

/** The records worth looking at: those under the most selective criterion, or all. */
function* narrowed(store: AppointmentStore, criteria: readonly Criterion[]): Generator<AppointmentRecord> {
  const ways = criteria.flatMap((criterion) => {
    const sets = candidates(store, criterion);
    return sets === undefined ? [] : [sets];
  });
  if (ways.length === 0) {
    yield* store.values();
    return;
  }
  const [shortest = []] = ways.toSorted((one, other) => sizeOf(one) - sizeOf(other));
  yield* recordsIn(store, shortest);
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const comparisons: Readonly<Record<Sort['key'], (one: AppointmentRecord, other: AppointmentRecord) => number>> = {
  date: (one, other) => one.start - other.start,
  patient: (one, other) => byText(one.patient ?? '', other.patient ?? ''),
  practitioner: (one, other) => byText(one.practitioner, other.practitioner),
};

const compare =
  (sorts: readonly Sort[]) =>
  (one: AppointmentRecord, other: AppointmentRecord): number => {
    for (const { key, isDescending } of sorts) {
      const order = comparisons[key](one, other);
      if (order !== 0) return isDescending ? -order : order;
    }
    return byCreation(one, other);
  };

// Without _sort the order is that of creation. Two of one instant stay as the store holds them, page after page.
const byCreation = (one: AppointmentRecord, other: AppointmentRecord): number => one.createdAt - other.createdAt;

const taken = <T>(values: Iterable<T>, offset: number, count: number): T[] => {
  const page: T[] = [];
  let position = 0;
  for (const value of values) {
    if (position >= offset + count) break;
    if (position++ >= offset) page.push(value);
  }
  return page;
};

interface Matches {
  readonly total: number;
  readonly page: readonly AppointmentRecord[];
}

/** One page of the matches, and how many there are. Without criteria and order nothing is sorted. */
export const search = (
  store: AppointmentStore,
  criteria: readonly Criterion[],
  sorts: readonly Sort[],
  { count, offset }: Page,
): Matches => {
  if (criteria.length === 0 && sorts.length === 0)
    return { total: store.size, page: taken(store.values(), offset, count) };
  const matches: AppointmentRecord[] = [];
  for (const record of narrowed(store, criteria))
    if (criteria.every((criterion) => meets(record, criterion))) matches.push(record);
  matches.sort(compare(sorts));
  return { total: matches.length, page: matches.slice(offset, offset + count) };
};
