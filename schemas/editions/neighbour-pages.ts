// The pages beside that on Appointment, as checksums by place: which page a text is, and what was kept of it.
import { basename, extname } from 'node:path';
import { sumsFrom, type Sums } from './page-sums.ts';

/** A neighbour by the name of its file, and the topics of the rules that rest on it. */
export const topicsOfPages: Readonly<Record<string, readonly string[]>> = {
  'conditional-requests': ['interaction'],
  'customer-authentication': ['access'],
  'date-filtering': ['search'],
  encounter: ['encounter'],
  errors: ['interaction', 'access'],
  location: ['location'],
  patient: ['patient'],
  practitioner: ['practitioner'],
  schedule: ['schedule'],
  slot: ['slot'],
};

/** The file as it is kept: all pages are of one day. */
interface StoredNeighbours {
  readonly day: string;
  readonly pages: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const neighbourSumsFile = new URL('./neighbour-sums.json.gz', import.meta.url);

interface NeighbourPage {
  readonly name: string;
  /** The day on which the page that is kept was published, as in 2026-08-10. */
  readonly day: string;
  readonly topics: readonly string[];
  readonly places: Sums;
}

/** The name of a page: the resource of its interactions' headings, else that of its file. */
export const pageName = (text: string, path: string): string =>
  (/^#### (\w+) (?:create|read|update|search)\s*$/im.exec(text)?.[1] ?? basename(path, extname(path))).toLowerCase();

/** What is kept of the neighbour that a text is a copy of; undefined where it is none. */
export const neighbourPage = (text: string, path: string): NeighbourPage | undefined => {
  const name = pageName(text, path);
  const topics = Object.hasOwn(topicsOfPages, name) ? topicsOfPages[name] : undefined;
  if (topics === undefined) return undefined;
  const { day, pages } = sumsFrom(neighbourSumsFile) as StoredNeighbours;
  const places = new Map(Object.entries(pages[name] ?? {}).map(([place, sums]) => [place, sums.split(' ')]));
  return { name, day, topics, places };
};
