// Finds the records that a run has created on the target. A record counts only if it bears the mark of the run.
import { setTimeout as wait } from 'node:timers/promises';
import { dayAfter } from '../../schemas/canvas/day.ts';
import { jsonIn } from '../../schemas/json.ts';
import { type Ask, type Intent, isMarkedBy, markOf, markQuery } from '../../targets/live/index.ts';
import type { LedgerRun } from './runs-in-ledger.ts';

export interface Found {
  readonly type: string;
  readonly id: string;
  readonly resource: object;
}

interface Page {
  readonly link?: readonly { readonly relation?: string; readonly url?: string }[];
  readonly entry?: readonly { readonly resource?: { readonly resourceType?: string; readonly id?: string } }[];
}

const pageOf = (text: string): Page => jsonIn(text) ?? {};

/** The part of a link behind the FHIR base: `/Appointment?…`. */
const pathBelowBase = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : /\/\w+\?.*$/.exec(url)?.[0];

/** How many pages of a search are read at most. */
const maxPages = 100;

/** The records that a search finds and that bear the mark of the run, on all pages. Throws where the search is refused. */
const findMarked = async (ask: Ask, run: string, path: string): Promise<readonly Found[]> => {
  const found: Found[] = [];
  const seen = new Set<string>();
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && !seen.has(next) && page < maxPages; page++) {
    seen.add(next);
    const { status, text } = await ask(next);
    if (status !== 200) throw new Error(`GET ${next} answered ${status}`);
    const { entry = [], link = [] } = pageOf(text);
    for (const { resource } of entry) {
      const { resourceType: type, id } = resource ?? {};
      if (type !== undefined && id !== undefined && isMarkedBy(resource, run))
        found.push({ type, id, resource: resource ?? {} });
    }
    next = pathBelowBase(link.find(({ relation }) => relation === 'next')?.url);
  }
  return found;
};

const dayOf = (start: string | undefined): string | undefined => {
  const time = Date.parse(start ?? '');
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : undefined;
};

const personOf = ({ patient, practitioner }: Intent): string | undefined =>
  patient !== undefined
    ? `patient=${encodeURIComponent(`Patient/${patient}`)}`
    : practitioner !== undefined
      ? `practitioner=${encodeURIComponent(`Practitioner/${practitioner}`)}`
      : undefined;

/** The searches that would find the record of an intent, the narrowest first. */
const searchesFor = (run: string, intent: Intent): readonly string[] => {
  if (intent.type === 'Patient')
    return [
      `/Patient?identifier=${encodeURIComponent(markQuery(run, intent.n))}`,
      `/Patient?family=${encodeURIComponent(intent.family ?? '')}`,
    ];
  const person = personOf(intent);
  const day = dayOf(intent.start);
  const filters = person === undefined ? '' : `${person}&`;
  return [
    ...(day === undefined
      ? []
      : [`/Appointment?${filters}date=ge${dayAfter(day, -1)}&date=le${dayAfter(day, 1)}&_count=100`]),
    ...(day !== undefined && person === undefined ? [] : [`/Appointment?${filters}_count=100`]),
  ];
};

/** Milliseconds from a create to its record at most: the server may still work on a request whose sender has died. */
const settlingTime = 10_000;

/** Milliseconds between two looks. */
const pause = 250;

const findOnce = async (ask: Ask, run: string, intent: Intent): Promise<readonly Found[]> => {
  for (const path of searchesFor(run, intent)) {
    const found = (await findMarked(ask, run, path)).filter(
      ({ resource }) => markOf(resource) === `${run}/${intent.n}`,
    );
    if (found.length > 0) return found;
  }
  return [];
};

/** The record of a create whose answer was lost. Asks again until it is there or the server has had its time. */
export const findByIntent = async (ask: Ask, run: string, intent: Intent): Promise<readonly Found[]> => {
  const deadline = Date.parse(intent.at) + settlingTime;
  for (;;) {
    const found = await findOnce(ask, run, intent);
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
