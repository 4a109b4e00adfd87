// Slots of a server whose working hours nobody can arrange: whatever is free there.
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import type { Kind, Named } from './support/canonical.ts';
import { theOne } from './support/canonical.ts';
import { book, current, move, search } from './support/interactions.ts';
import { at } from './support/path.ts';
import { resources } from './support/searchset.ts';
import { rowsOf, type Row } from './support/table.ts';
import { untilShown } from './support/until-shown.ts';
import type { HarnessWorld } from './support/world.ts';

interface Slot {
  readonly start?: string;
  readonly end?: string;
}

const slotsIn = async (world: HarnessWorld): Promise<readonly Slot[]> => (await resources(world)) as readonly Slot[];

const skipWithoutSlots = (world: HarnessWorld): 'skipped' => {
  world.record('notExercised', { need: 'records', reason: 'no time is free there on the days that were asked for' });
  return 'skipped';
};

const minutesOf = ({ start = '', end = '' }: Slot): number => (Date.parse(end) - Date.parse(start)) / 60_000;

/** Start and end of the first slot that a search shows; undefined where it shows none. */
const firstFreeTimes = async (world: HarnessWorld, table: DataTable): Promise<readonly Row[] | undefined> => {
  await search(world, 'Slot', rowsOf(table));
  const [{ start, end } = {}] = await slotsIn(world);
  if (start === undefined || end === undefined) return undefined;
  return [
    ['start', start],
    ['end', end],
  ];
};

Given(phrases.recordInSlot, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  const times = await firstFreeTimes(this, table);
  if (times === undefined) return skipWithoutSlots(this);
  await book(this, kind, theOne(kind).name, times);
  return undefined;
});

When(phrases.moveToSlot, async function (this: HarnessWorld, { name }: Named, table: DataTable) {
  const times = await firstFreeTimes(this, table);
  if (times === undefined) return skipWithoutSlots(this);
  await move(this, name, times);
  return undefined;
});

Then('every Slot lasts {int} minutes', async function (this: HarnessWorld, expected: number) {
  const slots = await slotsIn(this);
  if (slots.length === 0) return skipWithoutSlots(this);
  const other = slots.find((slot) => minutesOf(slot) !== expected);
  if (other !== undefined) this.fail('The length of a Slot in minutes', expected, minutesOf(other));
  return undefined;
});

/** Whether a slot begins when a record does. */
const isOffered = async (world: HarnessWorld, record: Named): Promise<boolean> => {
  const slots = await slotsIn(world);
  const { response } = await current(world, record);
  const time = Date.parse(String(at(response.body, 'start')));
  return slots.some(({ start = '' }) => Date.parse(start) === time);
};

Then(
  'no Slot begins with {record}',
  untilShown(async function (this: HarnessWorld, record: Named) {
    if (await isOffered(this, record)) this.fail(`The time of ${record.name}, which is offered`, 'taken', 'free');
  }),
);

Then(
  'a Slot begins with {record}',
  untilShown(async function (this: HarnessWorld, record: Named) {
    if (!(await isOffered(this, record)))
      this.fail(`The time of ${record.name}, which is not offered`, 'free', 'taken');
  }),
);
