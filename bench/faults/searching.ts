// Faults of searches, at their edges.
import {
  bundles,
  deafTo,
  entriesOf,
  isSearch,
  refusal,
  refusedSearches,
  takingBad,
  type Asked,
  type Fault,
  type Json,
} from './fault.ts';

const numberIn = (url: string, name: string): number | undefined => {
  const text = new RegExp(`[?&]${name}=(\\d+)`).exec(url)?.[1];
  return text === undefined ? undefined : Number(text);
};

const linksOf = (bundle: Json): readonly Json[] => (Array.isArray(bundle['link']) ? (bundle['link'] as Json[]) : []);

/** The links of some relations written otherwise. */
const links = (change: (url: string, bundle: Json) => string, ...relations: readonly string[]): Pick<Fault, 'tell'> =>
  bundles((bundle) =>
    Array.isArray(bundle['link'])
      ? {
          ...bundle,
          link: linksOf(bundle).map((link) =>
            relations.includes(String(link['relation'])) ? { ...link, url: change(String(link['url']), bundle) } : link,
          ),
        }
      : bundle,
  );

/** A searchset without the entries that do not pass. */
const onlyThose = (passes: (resource: Json, asked: Asked) => boolean): Pick<Fault, 'tell'> =>
  bundles((bundle, asked) => {
    if (!isSearch(asked)) return bundle;
    const all = entriesOf(bundle);
    const entry = all.filter(({ resource }) => passes(resource, asked));
    const total = Number(bundle['total']) - (all.length - entry.length);
    if (entry.length === all.length) return bundle;
    return total === 0 ? { resourceType: 'Bundle', type: 'searchset', total } : { ...bundle, total, entry };
  });

export const searching = {
  'cancelled appointments are not found': {
    rules: ['search/status', 'search/id'],
    ...onlyThose(({ status }) => status !== 'cancelled'),
  },
  'noshows are not found': {
    rules: ['search/status', 'status/canvas-to-fhir'],
    ...onlyThose(({ status }) => status !== 'noshow'),
  },
  'appointments without a patient are not found': {
    rules: ['read/other-events', 'participant/patient-optional', 'search/practitioner'],
    ...onlyThose(({ participant }) => JSON.stringify(participant).includes('Patient/')),
  },
  'last points behind a page that is full': {
    rules: ['searchset/link-urls', 'searchset/paging', 'searchset/links'],
    ...links((url, { total }) => {
      const count = numberIn(url, '_count') ?? 10;
      return Number(total) % count === 0 ? url.replace(/_offset=\d+/, `_offset=${Number(total)}`) : url;
    }, 'last'),
  },
  'last points at the first page': {
    rules: ['searchset/link-urls', 'searchset/paging', 'searchset/links'],
    ...links((url) => url.replace(/_offset=\d+/, '_offset=0'), 'last'),
  },
  'next follows a page that is full and the last': {
    rules: ['searchset/next-link'],
    ...bundles((bundle, { url }) => {
      const [count, offset] = [numberIn(url, '_count') ?? 10, numberIn(url, '_offset') ?? 0];
      const [self, first, last] = linksOf(bundle);
      const isLast =
        linksOf(bundle).length === 3 && entriesOf(bundle).length === count && offset + count === bundle['total'];
      return isLast && self !== undefined
        ? {
            ...bundle,
            link: [
              self,
              first,
              { relation: 'next', url: String(self['url']).replace(/_offset=\d+/, `_offset=${offset + count}`) },
              last,
            ],
          }
        : bundle;
    }),
  },
  'a _count above the maximum is refused': {
    rules: ['searchset/largest-page'],
    ...refusedSearches((parameters) => Number(parameters.get('_count')) > 100),
  },
  'a _count above the maximum gives the default': {
    rules: ['searchset/largest-page'],
    ask: (asked) =>
      isSearch(asked) && (numberIn(asked.url, '_count') ?? 0) > 100
        ? { ...asked, url: asked.url.replace(/_count=\d+/, '_count=10') }
        : asked,
  },
  'a _count above the maximum is honoured': {
    rules: ['searchset/largest-page'],
    mock: { settings: { largestPageSize: 1000 } },
  },
  'an unknown _sort is ignored': {
    rules: ['search/bad-sort-is-refused'],
    ask: (asked) =>
      isSearch(asked) && !/_sort=-?(date|patient|practitioner)(&|,|$)/.test(asked.url)
        ? { ...asked, url: asked.url.replace(/([?&])_sort=[^&]*/, '$1_passed=over') }
        : asked,
  },
  'a bad date is ignored': {
    rules: ['search/bad-date-is-refused'],
    ask: (asked) =>
      isSearch(asked)
        ? {
            ...asked,
            url: asked.url.replace(
              /([?&])date=(?!(eq|ne|gt|ge|lt|le)?20\d\d-(0\d|1[0-2])-([0-2]\d|3[01]))[^&]*/g,
              '$1_passed=over',
            ),
          }
        : asked,
  },
  'the self link has no _count': {
    rules: ['searchset/link-urls', 'searchset/paging'],
    ...links((url) => url.replace(/[?&]_count=\d+/, ''), 'self'),
  },
  'the links lose their order': {
    rules: ['searchset/links', 'searchset/next-link'],
    ...bundles((bundle) =>
      Array.isArray(bundle['link']) ? { ...bundle, link: linksOf(bundle).toReversed() } : bundle,
    ),
  },
  'a page holds twenty': { rules: ['searchset/default-page'], mock: { settings: { defaultPageSize: 20 } } },
  '_offset is ignored': { rules: ['searchset/paging', 'searchset/next-link'], ...deafTo('_offset') },
  'a search by POST is refused': {
    rules: ['search/by-post'],
    ask: (asked) =>
      asked.url === '/Appointment/_search' ? refusal(405, 'Operation is not supported', 'not-supported') : asked,
  },
  'two parameters are alternatives': {
    rules: ['search/parameters-combine'],
    ask: (asked) =>
      isSearch(asked) && /[?&]patient=/.test(asked.url)
        ? { ...asked, url: asked.url.replace(/([?&])practitioner=/, '$1_passed=') }
        : asked,
  },
  'search by patient is ignored': { rules: ['search/patient'], ...deafTo('patient') },
  'search by practitioner is ignored': { rules: ['search/practitioner'], ...deafTo('practitioner') },
  'search by id is ignored': { rules: ['search/id'], ...deafTo('_id') },
  'search by date is ignored': { rules: ['search/date'], ...deafTo('date') },
  'lt means le': {
    rules: ['search/date', 'search/date-range'],
    ask: (asked) => ({ ...asked, url: asked.url.replaceAll('date=lt', 'date=le') }),
  },
  'a day without appointments is a 404': {
    rules: ['searchset/empty'],
    tell: (told, asked) =>
      isSearch(asked) && told.status === 200 && (told.body as Json)['total'] === 0
        ? refusal(404, 'Nothing found', 'not-found')
        : told,
  },
  'a bad _count is passed over': {
    rules: ['search/bad-paging-is-refused'],
    ...takingBad('Appointment', '_count', '_offset'),
  },
} as const satisfies Record<string, Fault>;
