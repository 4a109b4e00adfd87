// Finds the records that a run has created on the target. A record counts only if it bears the mark of the run.
import { setTimeout as wait } from 'node:timers/promises';
import { dayAfter } from '../../schemas/canvas/day.ts';
import {
  type Ask,
  dayOf,
  findByMark,
  findMarked,
  type Found,
  type Intent,
  personOf,
} from '../../targets/live/index.ts';
import type { LedgerRun } from './runs-in-ledger.ts';

/** Milliseconds from a create to its record at most: the server may still work on a request whose sender has died. */
const settlingTime = 10_000;

/** Milliseconds between two looks. */
const pause = 250;

/** The record of a create whose answer was lost. Asks again until it is there or the server has had its time. */
export const findByIntent = async (ask: Ask, run: string, intent: Intent): Promise<readonly Found[]> => {
  const deadline = Date.parse(intent.at) + settlingTime;
  for (;;) {
    const found = await findByMark(ask, run, intent);
    if (found.length > 0 || Date.now() > deadline) return found;
    await wait(pause);
  }
};

/** All records of a run: one search for each person that it wrote about, over all days on which it booked. */
export const findByRun = async (ask: Ask, { run, intents }: LedgerRun): Promise<readonly Found[]> => {
  const appointments = intents.filter(({ type }) => type === 'Appointment');
  const days = appointments.flatMap(({ start }) => dayOf(start) ?? []).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const people = new Set(appointments.flatMap((intent) => personOf(intent) ?? []));
  const range = `date=ge${dayAfter(first, -14)}&date=le${dayAfter(last, 100)}&_count=100`;
  const found: Found[] = [];
  for (const person of people) found.push(...(await findMarked(ask, run, `/Appointment?${person}&${range}`)));
  return found;
};
