// Faults of what a search finds and of how its pages hang together.
import {
  bundles,
  entriesOf,
  isSearch,
  isSearchset,
  refusal,
  searched,
  type Asked,
  type Fault,
  type Json,
} from './fault.ts';

const links = (change: (link: Json, at: number) => Json): Pick<Fault, 'tell'> =>
  bundles((bundle) =>
    Array.isArray(bundle['link']) ? { ...bundle, link: (bundle['link'] as Json[]).map(change) } : bundle,
  );

const ofAppointments = (change: (bundle: Json, one: Asked) => Json): Pick<Fault, 'tell'> =>
  bundles((bundle, one) => (isSearch(one) ? change(bundle, one) : bundle));

export const finding = {
  'ge means gt': {
    rules: ['search/date', 'search/date-range'],
    ...searched('Appointment', (url) => url.replaceAll('date=ge', 'date=gt')),
  },
  'le means lt': {
    rules: ['search/date', 'search/date-range'],
    ...searched('Appointment', (url) => url.replaceAll('date=le', 'date=lt')),
  },
  'a date without a prefix means ge': {
    rules: ['search/date'],
    ...searched('Appointment', (url) => url.replace(/([?&]date=)(?=20\d\d)/g, '$1ge')),
  },
  'the order of _sort is always ascending': {
    rules: ['search/sort'],
    ...searched('Appointment', (url) => url.replace(/_sort=-/, '_sort=')),
  },
  'location finds by the bare id only': {
    rules: ['search/location'],
    ...searched('Appointment', (url) => url.replace(/location=Location(\/|%2F)/i, 'location=Nothing$1')),
  },
  'practitioner finds by the bare id only': {
    rules: ['search/practitioner'],
    ...searched('Appointment', (url) => url.replace(/practitioner=Practitioner(\/|%2F)/i, 'practitioner=Nothing$1')),
  },
  'a type finds by its display': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...searched('Appointment', (url) => url.replace(/appointment-type=[^&]*/, 'appointment-type=Office%20Visit')),
  },
  'an unknown _id is a 404': {
    rules: ['searchset/empty', 'search/id'],
    tell: (told, one) =>
      isSearch(one) && one.url.includes('_id=') && told.status === 200 && (told.body as Json)['total'] === 0
        ? refusal(404, 'Unknown Appointment resource', 'not-found')
        : told,
  },
  'total is one too many': {
    rules: ['searchset/total'],
    ...ofAppointments((bundle) => (bundle['total'] === 0 ? bundle : { ...bundle, total: Number(bundle['total']) + 1 })),
  },
  'a searchset has an id': { rules: ['searchset/shape'], ...ofAppointments((bundle) => ({ id: 'one', ...bundle })) },
  'a searchset has a timestamp': {
    rules: ['searchset/shape'],
    ...ofAppointments((bundle) => ({ ...bundle, timestamp: '2024-01-16T00:00:00+00:00' })),
  },
  'a searchset is a collection': {
    rules: ['searchset/shape'],
    ...ofAppointments((bundle) => ({ ...bundle, type: 'collection' })),
  },
  'entries say that they match': {
    rules: ['searchset/entry'],
    ...ofAppointments((bundle) =>
      bundle['entry'] === undefined
        ? bundle
        : { ...bundle, entry: entriesOf(bundle).map((entry) => ({ ...entry, search: { mode: 'match' } })) },
    ),
  },
  'a second page links to the one before': {
    rules: ['searchset/next-link', 'searchset/links', 'searchset/paging'],
    ...ofAppointments((bundle, { url }) =>
      /_offset=[1-9]/.test(url) && Array.isArray(bundle['link'])
        ? {
            ...bundle,
            link: [
              ...(bundle['link'] as Json[]),
              { relation: 'previous', url: url.replace(/_offset=\d+/, '_offset=0') },
            ],
          }
        : bundle,
    ),
  },
  'the first link is missing': {
    rules: ['searchset/links', 'searchset/next-link'],
    ...ofAppointments((bundle) =>
      Array.isArray(bundle['link'])
        ? { ...bundle, link: (bundle['link'] as Json[]).filter(({ relation }) => relation !== 'first') }
        : bundle,
    ),
  },
  'links write _offset before _count': {
    rules: ['searchset/link-urls'],
    ...links((link) => ({
      ...link,
      url: String(link['url']).replace(/(_count=\d+)&(_offset=\d+)/, '$2&$1'),
    })),
  },
  'links lose the parameters of the search': {
    rules: ['searchset/link-urls', 'searchset/next-link', 'searchset/paging'],
    ...links((link) => ({
      ...link,
      url: String(link['url']).replace(/\?.*?(?=_count=)/, '?'),
    })),
  },
  'links are not encoded': {
    rules: ['searchset/link-urls'],
    ...links((link) => ({ ...link, url: decodeURIComponent(String(link['url'])) })),
  },
  'following next shows an appointment twice': {
    rules: ['searchset/paging'],
    ...searched('Appointment', (url) =>
      url.replace(/_offset=([1-9]\d*)/, (_whole, at: string) => `_offset=${Number(at) - 1}`),
    ),
  },
  'a page of _count holds one more': {
    rules: ['searchset/paging'],
    act: async (told, one, ask) => {
      const url = one.url.replace(/_count=([1-9]\d?)(?=&|$)/, (_whole, count: string) => `_count=${Number(count) + 1}`);
      if (!isSearch(one) || !isSearchset(told.body) || url === one.url) return told;
      const { body } = await ask({ ...one, url });
      return { ...told, body: { ...told.body, entry: (body as Json)['entry'] } };
    },
  },
} as const satisfies Record<string, Fault>;
