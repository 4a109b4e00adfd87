// Judges how a client reads a search result of several pages.
import { askedIn, hasSucceeded, isFhir, linkOf, queryOf, routeOf, shownIn } from '../calls.ts';
import { judgedBy, type Finding, type Judge } from '../judging.ts';
import type { Recorded } from '../../traffic/index.ts';

const isPage = (call: Recorded): boolean => routeOf(call).kind === 'search' && hasSucceeded(call);

const paging = new Set(['_count', '_offset']);

/** A search without its place in the pages: two pages of one search have the same. */
const searchOf = (call: Recorded): string => {
  const pairs = [...askedIn(call)].filter(([name]) => !paging.has(name)).toSorted();
  return `${routeOf(call).type}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
};

/** The place of a page, or of the one that a link leads to. */
const offsetOf = (page: Recorded | string): number =>
  Number((typeof page === 'string' ? queryOf(page) : askedIn(page)).get('_offset') ?? 0);

/** The pages in their own order: they may have been asked for side by side. */
const inOrder = (walk: readonly Recorded[]): readonly Recorded[] =>
  walk.toSorted((one, other) => offsetOf(one) - offsetOf(other));

/** The pages of each search, in the order in which they were asked for. A page from 0 on begins a search anew. */
const walksIn = (calls: readonly Recorded[]): readonly (readonly Recorded[])[] => {
  const walks: Recorded[][] = [];
  for (const call of calls.filter(isPage)) {
    const walk = walks.findLast(([first]) => first !== undefined && searchOf(first) === searchOf(call));
    if (walk === undefined || offsetOf(call) === 0) walks.push([call]);
    else walk.push(call);
  }
  return walks.map(inOrder);
};

const idsIn = (calls: readonly Recorded[]): readonly string[] =>
  calls.flatMap(shownIn).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));

/** Whether the search has found what the client works with: then it need not be read to its end. */
const hasFoundItsOwn = (walk: readonly Recorded[], calls: readonly Recorded[]): boolean => {
  const seen = new Set(idsIn(walk));
  const own = calls.flatMap((call) => [call.created ?? '', isFhir(call) ? routeOf(call).id : '']);
  return own.some((id) => id !== '' && seen.has(id));
};

/** Whether a request names its page size: then it may want no more than that page. */
const isOnePageAsked = (call: Recorded): boolean => askedIn(call).has('_count');

/** A call that asks for nothing in particular may be a look whether the server is there. */
const isFiltered = (call: Recorded): boolean =>
  [...askedIn(call).keys()].some((name) => !/^_(count|offset|sort)$/.test(name));

const judgeNextLinks: Judge = (calls, { world }) => {
  const walks = walksIn(calls).filter(([first]) => first !== undefined && linkOf(first, 'next') !== undefined);
  const toTheEnd = walks.filter((walk) => walk.length > 1 && walk.every((page) => isAskedForAfter(page, walk)));
  const isProvoked = world === 'small-pages';
  const givenUp = isProvoked ? walks.flatMap((walk) => givenUpIn(walk, calls)) : [];
  const findings = walks
    .filter((walk) => walk.length === 1)
    .flatMap(([first]): readonly Finding[] => {
      if (first === undefined || isOnePageAsked(first) || hasFoundItsOwn([first], calls)) return [];
      if (!isFiltered(first) && !isProvoked) return [];
      const total = (first.answer as { total?: unknown }).total;
      return [
        {
          what: `${first.method} ${first.path} shows ${idsIn([first]).length} of ${String(total)} records, and no further page was asked for`,
          calls: [first],
          expected: `GET ${linkOf(first, 'next') ?? ''}`,
          actual: 'no request for it',
        },
      ];
    });
  return judgedBy(
    toTheEnd.flatMap((walk) => walk.slice(-1)),
    [...findings, ...givenUp],
  );
};

/** A walk of several pages that ends before the last, and not because it has come to what the client works with. */
const givenUpIn = (walk: readonly Recorded[], calls: readonly Recorded[]): readonly Finding[] => {
  const last = walk.at(-1);
  const next = last && linkOf(last, 'next');
  if (last === undefined || next === undefined || walk.length === 1 || hasFoundItsOwn([last], calls)) return [];
  return [
    {
      what: `GET ${last.path} is page ${walk.length}, and no further page was asked for`,
      calls: [last],
      expected: `GET ${next}`,
      actual: 'no request for it',
    },
  ];
};

/** Whether the page after one was asked for, where there is one. */
const isAskedForAfter = (page: Recorded, walk: readonly Recorded[]): boolean => {
  const next = linkOf(page, 'next');
  return next === undefined || walk.some((one) => offsetOf(one) === offsetOf(next));
};

const judgePageSize: Judge = (calls) => {
  const walks = walksIn(calls).filter((walk) => walk.length > 1);
  const findings = walks.flatMap((walk) =>
    walk.slice(1).flatMap((page, index): readonly Finding[] => {
      const before = walk[index];
      if (before === undefined) return [];
      const given = linkOf(before, 'next');
      const reached = offsetOf(before) + shownIn(before).length;
      const asked = offsetOf(page);
      const links = walk
        .slice(0, index + 1)
        .flatMap((one) => ['next', 'last', 'first', 'self'].map((name) => linkOf(one, name)));
      const isGiven = links.some((link) => link !== undefined && offsetOf(link) === asked);
      if (asked === reached || isGiven || (given === undefined && shownIn(before).length === 0)) return [];
      return [
        {
          what: `after ${reached} records the client asks for those from ${asked} on: ${asked > reached ? 'some are skipped' : 'some come twice'}`,
          calls: [before, page],
          expected: `GET ${given ?? '(no further page)'}`,
          actual: `GET ${page.path}`,
        },
      ];
    }),
  );
  return judgedBy(
    walks.flatMap((walk) => walk.slice(-1)),
    findings,
  );
};

export const pages = {
  'paging/next-is-followed': judgeNextLinks,
  'paging/page-size-is-unknown': judgePageSize,
} as const;
