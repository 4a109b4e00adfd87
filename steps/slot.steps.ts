// Slots of a server whose working hours nobody can arrange: whatever is free there.
import { Given, Then, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import type { Kind, Named } from './support/canonical.ts';
import { theOne } from './support/canonical.ts';
import { book, current, search } from './support/interactions.ts';
import { at } from './support/path.ts';
import { resources } from './support/searchset.ts';
import { rowsOf } from './support/table.ts';
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

Given(phrases.recordInSlot, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  await search(this, 'Slot', rowsOf(table));
  const [first] = await slotsIn(this);
  if (first?.start === undefined || first.end === undefined) return skipWithoutSlots(this);
  const one = theOne(kind);
  await book(this, kind, one.name, [
    ['start', first.start],
    ['end', first.end],
  ]);
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
