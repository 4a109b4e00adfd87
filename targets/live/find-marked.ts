// Finds the records that a create has made, by the mark that it carried. What bears no mark does not count.
import { dayAfter } from '../../schemas/canvas/day.ts';
import { jsonIn } from '../../schemas/json.ts';
import type { Ask } from './discovery.ts';
import { isMarkedBy, markOf, markQuery } from './run-mark.ts';
import type { Traits } from './writing.ts';

/** A create as a search can find it. */
export interface Sent extends Traits {
  readonly n: number;
  readonly type: string;
}

/** A search that was refused. */
export class SearchRefused extends Error {}

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
export const findMarked = async (ask: Ask, run: string, path: string): Promise<readonly Found[]> => {
  const found: Found[] = [];
  const seen = new Set<string>();
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && !seen.has(next) && page < maxPages; page++) {
    seen.add(next);
    const { status, text } = await ask(next);
    if (status !== 200) throw new SearchRefused(`GET ${next} answered ${status}`);
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

/** The day of an instant, YYYY-MM-DD. */
export const dayOf = (start: string | undefined): string | undefined => {
  const time = Date.parse(start ?? '');
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : undefined;
};

/** The part of a search that names whom an appointment is about. */
export const personOf = ({ patient, practitioner }: Traits): string | undefined =>
  patient !== undefined
    ? `patient=${encodeURIComponent(`Patient/${patient}`)}`
    : practitioner !== undefined
      ? `practitioner=${encodeURIComponent(`Practitioner/${practitioner}`)}`
      : undefined;

/** The searches that would find the record of an intent, the narrowest first. */
const searchesFor = (run: string, intent: Sent): readonly string[] => {
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

/**
 * The records that one create has made: one, or more where the server doubles it; none where a search shows no mark. Searches
 * up to `most` times, the narrowest first.
 */
export const findByMark = async (ask: Ask, run: string, intent: Sent, most = Infinity): Promise<readonly Found[]> => {
  for (const path of searchesFor(run, intent).slice(0, most)) {
    const found = (await findMarked(ask, run, path)).filter(
      ({ resource }) => markOf(resource) === `${run}/${intent.n}`,
    );
    if (found.length > 0) return found;
  }
  return [];
};
