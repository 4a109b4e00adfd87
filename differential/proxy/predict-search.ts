// Predicts a searchset: every known appointment is asked for, and placeholders stand for those that nobody has seen.
import type { Mock } from '../../mock-server/index.ts';
import type { Outcome, PlaceDifference } from '../requests/index.ts';
import { sendToMock, type Scene } from './scene.ts';
import { liveDifferences } from './live-outcome.ts';
import type { LiveModel } from './live-model.ts';
import { isResource, listOf, type Resource } from './learn-records.ts';
import { loadRecords, type Appointment, type Sent } from './live-state.ts';

interface SearchPrediction {
  readonly differences: readonly PlaceDifference[];
  readonly mocked: Outcome;
  readonly scene: Scene;
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
    const page = await sendToMock(mock, pageOf(request, pageSize, matches.size), 'good');
    const before = matches.size;
    for (const resource of entriesIn(page)) matches.set(resource.id, resource);
    // A mock may give smaller pages than are asked for; one that brings nothing new is the end.
    if (matches.size === before || matches.size >= (searchsetIn(page).total ?? 0)) return matches;
  }
};

const isKnown = ({ now }: { readonly now: Appointment | undefined }): boolean => now !== undefined;

/** Placeholders for the matches that nobody has seen: copies of one that was, so that they match whatever it matches. */
const placeholders = (pattern: Appointment | undefined, count: number): readonly Appointment[] =>
  pattern === undefined
    ? []
    : Array.from({ length: Math.max(0, count) }, (_none, position) => ({
        ...pattern,
        id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
        encounter: null,
      }));

/** More placeholders than this are not made; the page is then compared without its total and links. */
const maxPlaceholders = 5000;

/** An answer with the entries that the live side has chosen, as the mock would show each. */
const withEntries = (mocked: Outcome, live: readonly Resource[], shownAs: ReadonlyMap<string, Resource>): Outcome => {
  const own = searchsetIn(mocked);
  const length = own.entry?.length ?? 0;
  const entry = Array.from({ length }, (_none, position) => {
    const resource = live[position];
    return { resource: (resource && shownAs.get(resource.id)) ?? resource };
  });
  return { ...mocked, body: length === 0 ? own : { ...own, entry } };
};

/** What is wrong with the choice of entries: one that does not match, or a known match that is missing. */
const choiceFaults = (
  shown: readonly Resource[],
  matches: ReadonlyMap<string, Resource>,
  total: number,
  isWhole: boolean,
): readonly PlaceDifference[] => {
  const shownIds = new Set(shown.map(({ id }) => id));
  const unexpected = shown.flatMap(({ id }, position) =>
    matches.has(id) ? [] : [{ where: `entry[${position}]`, mock: undefined, counterpart: id }],
  );
  const missing = isWhole ? [...matches.keys()].filter((id) => !shownIds.has(id)) : [];
  const tooFew = !isWhole && matches.size > total ? [{ where: 'total', mock: matches.size, counterpart: total }] : [];
  return [...unexpected, ...missing.map((id) => ({ where: 'entry', mock: id, counterpart: undefined })), ...tooFew];
};

/** Predicts a search and compares, entry by entry where all matches are known, else each for itself. */
export const predictSearch = async (
  model: LiveModel,
  request: Sent,
  live: Outcome,
  shown: readonly Resource[],
): Promise<SearchPrediction> => {
  const { mock, state } = model;
  // What is shown for the first time is learned first: then it has to be found like anything else.
  for (const resource of shown) {
    if (isKnown(state.appointments.get(resource.id) ?? { now: undefined })) model.fillIn(resource);
    else model.learn(resource);
  }
  const records = [...state.appointments.values()].flatMap(({ now }) => now ?? []);
  const scene: Scene = { records, writes: [], request, bearer: 'good' };
  loadRecords(mock, state, records);
  const plain = await sendToMock(mock, request, 'good');
  const compare = (mocked: Outcome): SearchPrediction => ({
    mocked,
    scene,
    differences: liveDifferences(mocked, live, state.isLiveId),
  });
  if (plain.status !== 200 || live.status !== 200) return compare(plain);
  const matches = await matchesOn(mock, request);
  const total = searchsetIn(live).total ?? shown.length;
  const isWhole = shown.length === total;
  const chosen = choiceFaults(shown, matches, total, isWhole);
  if (chosen.length > 0) return { mocked: plain, scene, differences: chosen };
  const unseen = total - matches.size;
  const [first] = matches.keys();
  const pattern = records.find(({ id }) => id === first);
  if (unseen > maxPlaceholders || (unseen > 0 && pattern === undefined)) return compare({ ...plain, body: live.body });
  const all = [...records, ...placeholders(pattern, unseen)];
  loadRecords(mock, state, all);
  const mocked = await sendToMock(mock, request, 'good');
  const isSorted = /[?&]_sort=/.test(`${request.url}&${request.body ?? ''}`);
  const isOrdered = unseen === 0 && isSorted;
  return { ...compare(isOrdered ? mocked : withEntries(mocked, shown, matches)), scene: { ...scene, records: all } };
};
