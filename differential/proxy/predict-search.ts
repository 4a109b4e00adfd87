// Predicts a searchset: every known appointment is asked for, and those that nobody has seen are stood in for.
import type { Mock } from '../../mock-server/index.ts';
import type { Outcome } from '../requests/perform.ts';
import { ask, type Scene } from './ask.ts';
import { differencesOf, type Difference } from './difference.ts';
import { isResource, listOf, type Resource } from './learn.ts';
import { stage, type Appointment, type Memory, type Sent } from './memory.ts';

export interface SearchPrediction {
  readonly differences: readonly Difference[];
  readonly ours: Outcome;
  readonly scene: Scene;
}

/** What a search needs of whoever predicts. */
interface Learner {
  readonly memory: Memory;
  readonly learn: (resource: Resource) => void;
  readonly fillIn: (resource: Resource) => void;
}

interface Searchset {
  readonly total?: number;
  readonly entry?: readonly { readonly resource?: Resource }[];
}

const searchsetIn = ({ body }: Outcome): Searchset => (typeof body === 'object' && body !== null ? body : {});

const entriesIn = (outcome: Outcome): readonly Resource[] =>
  listOf(searchsetIn(outcome).entry).flatMap(({ resource }) => (isResource(resource) ? [resource] : []));

const pageSize = 100;

/** The same search for another part of its matches. */
const pageOf = (request: Sent, count: number, offset: number): Sent => {
  const [path = '', query = ''] = request.url.split('?');
  const form = request.method === 'POST' ? (request.body ?? '') : '';
  const kept = [query, form]
    .flatMap((text) => text.split('&'))
    .filter((pair) => pair !== '' && !/^_(count|offset)=/.test(pair));
  const { 'content-type': _form, ...headers } = request.headers;
  const url = `${path.replace(/\/_search\/?$/, '')}?${[...kept, `_count=${count}`, `_offset=${offset}`].join('&')}`;
  return { method: 'GET', url, headers, body: undefined };
};

/** The ids of all matches among what a mock holds. */
const matchesOn = async (mock: Mock, request: Sent): Promise<ReadonlyMap<string, Resource>> => {
  const matches = new Map<string, Resource>();
  for (;;) {
    const page = await ask(mock, pageOf(request, pageSize, matches.size), 'good');
    const before = matches.size;
    for (const resource of entriesIn(page)) matches.set(resource.id, resource);
    // A mock may give smaller pages than are asked for; one that brings nothing new is the end.
    if (matches.size === before || matches.size >= (searchsetIn(page).total ?? 0)) return matches;
  }
};

const isKnown = ({ now }: { readonly now: Appointment | undefined }): boolean => now !== undefined;

/** Stand-ins for the matches that nobody has seen: copies of one that was, so that they match whatever it matches. */
const standIns = (pattern: Appointment | undefined, count: number): readonly Appointment[] =>
  pattern === undefined
    ? []
    : Array.from({ length: Math.max(0, count) }, (_none, position) => ({
        ...pattern,
        id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
        encounter: null,
      }));

/** More stand-ins than this are not made; the page is then compared without its total and links. */
const mostStandIns = 5000;

/** An answer with the entries that the live side has chosen, as the mock would show each. */
const withEntries = (ours: Outcome, theirs: readonly Resource[], shownAs: ReadonlyMap<string, Resource>): Outcome => {
  const own = searchsetIn(ours);
  const length = own.entry?.length ?? 0;
  const entry = Array.from({ length }, (_none, position) => {
    const live = theirs[position];
    return { resource: (live && shownAs.get(live.id)) ?? live };
  });
  return { ...ours, body: length === 0 ? own : { ...own, entry } };
};

/** What is wrong with the choice of entries: one that does not match, or a known match that is missing. */
const choice = (
  shown: readonly Resource[],
  matches: ReadonlyMap<string, Resource>,
  total: number,
  isWhole: boolean,
): readonly Difference[] => {
  const shownIds = new Set(shown.map(({ id }) => id));
  const strays = shown.flatMap(({ id }, position) =>
    matches.has(id) ? [] : [{ where: `entry[${position}]`, expected: undefined, actual: id }],
  );
  const missing = isWhole ? [...matches.keys()].filter((id) => !shownIds.has(id)) : [];
  const tooFew = !isWhole && matches.size > total ? [{ where: 'total', expected: matches.size, actual: total }] : [];
  return [...strays, ...missing.map((id) => ({ where: 'entry', expected: id, actual: undefined })), ...tooFew];
};

/** Predicts a search and compares, entry by entry where all matches are known, else each for itself. */
export const predictedSearch = async (
  mock: Mock,
  learner: Learner,
  request: Sent,
  theirs: Outcome,
  shown: readonly Resource[],
): Promise<SearchPrediction> => {
  const { memory } = learner;
  // What is shown for the first time is learned first: then it has to be found like anything else.
  for (const resource of shown) {
    if (isKnown(memory.appointments.get(resource.id) ?? { now: undefined })) learner.fillIn(resource);
    else learner.learn(resource);
  }
  const records = [...memory.appointments.values()].flatMap(({ now }) => now ?? []);
  const scene: Scene = { records, writes: [], request, bearer: 'good' };
  stage(mock, memory, records);
  const plain = await ask(mock, request, 'good');
  const compare = (ours: Outcome): SearchPrediction => ({
    ours,
    scene,
    differences: differencesOf(ours, theirs, memory.isLive),
  });
  if (plain.status !== 200 || theirs.status !== 200) return compare(plain);
  const matches = await matchesOn(mock, request);
  const total = searchsetIn(theirs).total ?? shown.length;
  const isWhole = shown.length === total;
  const chosen = choice(shown, matches, total, isWhole);
  if (chosen.length > 0) return { ours: plain, scene, differences: chosen };
  const unseen = total - matches.size;
  const [first] = matches.keys();
  const pattern = records.find(({ id }) => id === first);
  if (unseen > mostStandIns || (unseen > 0 && pattern === undefined)) return compare({ ...plain, body: theirs.body });
  const all = [...records, ...standIns(pattern, unseen)];
  stage(mock, memory, all);
  const ours = await ask(mock, request, 'good');
  const isSorted = /[?&]_sort=/.test(`${request.url}&${request.body ?? ''}`);
  const isOrdered = unseen === 0 && isSorted;
  return { ...compare(isOrdered ? ours : withEntries(ours, shown, matches)), scene: { ...scene, records: all } };
};
