// Layers of the store against plain copies: what a branch shows, and that what lies below it never changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instance } from '../../fixtures/instance.ts';
import { blankRecord } from '../domain/record-draft.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { storeOf, storeOver, type LayeredStore, type Store } from './store.ts';

/** A small generator of numbers that gives the same sequence each time. */
const chance = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};

const record = (id: string, patient: string, day: number): AppointmentRecord => ({
  ...blankRecord({ id, stored: undefined, now: 0 }),
  practitioner: 'p',
  patient,
  start: day * 86_400_000,
  durationMinutes: 30,
});

/** Everything that can be asked of a store, in an order that does not count. */
const seen = ({ appointments }: Store) => ({
  size: appointments.size,
  records: [...appointments.values()].map(({ id }) => id).sort(),
  patients: ['a', 'b', 'c'].map((patient) => [...appointments.under('patient', patient)].sort()),
  sizes: ['a', 'b', 'c'].map((patient) => appointments.under('patient', patient).size),
  days: appointments
    .onDays(0, 5)
    .flatMap((ids) => [...ids])
    .sort(),
  since: appointments
    .onDays(3, Infinity)
    .flatMap((ids) => [...ids])
    .sort(),
  busy: [...appointments.overlapping('p', 0, 10 * 86_400_000)].map(({ id }) => id).sort(),
});

/** The same appointments put into a store without layers. */
const plainly = ({ appointments }: Store): LayeredStore =>
  storeOf({ ...instance, appointments: [...appointments.values()] });

test('a hundred branches, each with changes, read like one plain store, and stay as they were', () => {
  const next = chance(7);
  let store = storeOf({ ...instance, appointments: Array.from({ length: 20 }, (_, n) => record(`r${n}`, 'a', n % 5)) });
  const saved: (readonly [Store, unknown])[] = [];
  for (let branch = 0; branch < 100; branch += 1) {
    saved.push([store, seen(store)]);
    store = storeOver(store);
    for (let change = 0; change < 5; change += 1) {
      const id = `r${next(40)}`;
      if (next(3) === 0) store.appointments.remove(id);
      else store.appointments.put(record(id, ['a', 'b', 'c'][next(3)] ?? 'a', next(6)));
    }
    assert.deepEqual(seen(store), seen(plainly(store)));
  }
  for (const [below, before] of saved) assert.deepEqual(seen(below), before);
});

test('a replaced record keeps its place, a new one comes last, a second key follows its record', () => {
  const base = storeOf(instance);
  const first = [...base.noteTypes.values()][0];
  assert.ok(first);
  const branch = storeOver(base);
  branch.noteTypes.put({ ...first, code: 'changed' });
  branch.noteTypes.put({ ...first, id: 'added', code: 'added' });
  const ids = [...branch.noteTypes.values()].map(({ id }) => id);
  assert.deepEqual([ids[0], ids.at(-1)], [first.id, 'added']);
  assert.equal(branch.noteTypes.byKey(`${first.system}|${first.code}`), undefined);
  assert.equal(base.noteTypes.byKey(`${first.system}|${first.code}`), first);
});
