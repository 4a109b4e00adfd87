// Finds on the target what a run has created, by its mark and by nothing else.
import { dayAfter } from '../../schemas/canvas/day.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { type Ask, type Intent, isMarkedBy, markOf, markQuery } from '../../targets/live/index.ts';
import type { LedgerRun } from './runs-in-ledger.ts';
import { jsonIn } from '../../schemas/json.ts';

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

/** The part of a link that stands below the FHIR base. */
const relative = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : /\/\w+\?.*$/.exec(url)?.[0];

/** Pages to follow at most. */
const maxPages = 100;

/** Everything that a search finds and that carries the mark of the run. Throws where the search is refused. */
const searched = async (ask: Ask, run: string, path: string): Promise<readonly Found[]> => {
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
    next = relative(link.find(({ relation }) => relation === 'next')?.url);
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

/** The searches that would show what an intent has become, the narrowest first. */
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

/** A server may still be at work on a request whose sender has died: so long it is given to show what came of it. */
const settlingTime = 10_000;
const pause = 250;

const foundFor = async (ask: Ask, run: string, intent: Intent): Promise<readonly Found[]> => {
  for (const path of searchesFor(run, intent)) {
    const found = (await searched(ask, run, path)).filter(({ resource }) => markOf(resource) === `${run}/${intent.n}`);
    if (found.length > 0) return found;
  }
  return [];
};

/** What came of an intent whose answer nobody has read. Asks again until the server must have settled. */
export const foundOfIntent = async (ask: Ask, run: string, intent: Intent): Promise<readonly Found[]> => {
  const deadline = Date.parse(intent.at) + settlingTime;
  for (;;) {
    const found = await foundFor(ask, run, intent);
    if (found.length > 0 || Date.now() > deadline) return found;
    await wait(pause);
  }
};

/** One search for each person that the run wrote about, over all its days: what its records should have told us. */
export const foundOfRun = async (ask: Ask, { run, intents }: LedgerRun): Promise<readonly Found[]> => {
  const appointments = intents.filter(({ type }) => type === 'Appointment');
  const days = appointments.flatMap(({ start }) => dayOf(start) ?? []).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const people = new Set(appointments.flatMap((intent) => personOf(intent) ?? []));
  const range = `date=ge${dayAfter(first, -14)}&date=le${dayAfter(last, 100)}&_count=100`;
  const found: Found[] = [];
  for (const person of people) found.push(...(await searched(ask, run, `/Appointment?${person}&${range}`)));
  return found;
};
