// Faults of what a search finds and how its pages hang together, and of the neighbours of an appointment.
import {
  bundles,
  entriesOf,
  isSearch,
  isSearchset,
  refusal,
  shown,
  without,
  type Asked,
  type Fault,
  type Json,
} from './fault.ts';

/** A search that is asked otherwise. */
const asked = (change: (url: string) => string): Pick<Fault, 'ask'> => ({
  ask: (one) => (isSearch(one) ? { ...one, url: change(one.url) } : one),
});

const links = (change: (link: Json, at: number) => Json): Pick<Fault, 'tell'> =>
  bundles((bundle) =>
    Array.isArray(bundle['link']) ? { ...bundle, link: (bundle['link'] as Json[]).map(change) } : bundle,
  );

const ofAppointments = (change: (bundle: Json, one: Asked) => Json): Pick<Fault, 'tell'> =>
  bundles((bundle, one) => (isSearch(one) ? change(bundle, one) : bundle));

/** Searches of a neighbour that do not look at a parameter. */
const deaf = (type: string, parameter: string): Pick<Fault, 'ask'> => ({
  ask: (one) =>
    one.method === 'GET' && one.url.startsWith(`/${type}?`)
      ? { ...one, url: one.url.replace(new RegExp(`([?&])${parameter}=`), '$1_passed_over=') }
      : one,
});

export const finding = {
  'ge means gt': {
    rules: ['search/date', 'search/date-range'],
    ...asked((url) => url.replaceAll('date=ge', 'date=gt')),
  },
  'le means lt': {
    rules: ['search/date', 'search/date-range'],
    ...asked((url) => url.replaceAll('date=le', 'date=lt')),
  },
  'a date without a prefix means ge': {
    rules: ['search/date'],
    ...asked((url) => url.replace(/([?&]date=)(?=20\d\d)/g, '$1ge')),
  },
  'the order of _sort is always ascending': {
    rules: ['search/sort'],
    ...asked((url) => url.replace(/_sort=-/, '_sort=')),
  },
  'location finds by the bare id only': {
    rules: ['search/location'],
    ...asked((url) => url.replace(/location=Location(\/|%2F)/i, 'location=Nothing$1')),
  },
  'practitioner finds by the bare id only': {
    rules: ['search/practitioner'],
    ...asked((url) => url.replace(/practitioner=Practitioner(\/|%2F)/i, 'practitioner=Nothing$1')),
  },
  'a type finds by its display': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...asked((url) => url.replace(/appointment-type=[^&]*/, 'appointment-type=Office%20Visit')),
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
    ...asked((url) => url.replace(/_offset=([1-9]\d*)/, (_whole, at: string) => `_offset=${Number(at) - 1}`)),
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
  'a patient is not found by birth date': { rules: ['patient/birthdate-finds'], ...deaf('Patient', 'birthdate') },
  'a patient is not found by family name': { rules: ['patient/family-finds'], ...deaf('Patient', 'family') },
  'a patient is found without a record number': {
    rules: ['patient/record-number-is-assigned', 'patient/shows-what-was-written'],
    tell: shown('Patient', (one) => without(one, 'identifier')),
  },
  'a patient reads inactive': {
    rules: ['patient/active-by-default'],
    tell: shown('Patient', (one) => ({ ...one, active: false })),
  },
  'the status of an encounter stays planned': {
    rules: ['encounter/status-follows-the-appointment'],
    tell: shown('Encounter', (one) => ({ ...one, status: 'planned' })),
  },
  'encounters are not found by their appointment': {
    rules: ['encounter/appointment-finds'],
    ...deaf('Encounter', 'appointment'),
  },
  'a slot is shown in UTC': {
    rules: ['slot/shown-in-clinic-time'],
    tell: shown('Slot', (one) => ({
      ...one,
      start: new Date(Date.parse(String(one['start']))).toISOString().replace('.000Z', '+00:00'),
      end: new Date(Date.parse(String(one['end']))).toISOString().replace('.000Z', '+00:00'),
    })),
  },
  'a slot reads busy': {
    rules: ['slot/shows-a-free-time'],
    tell: shown('Slot', (one) => ({ ...one, status: 'busy' })),
  },
  'a schedule names no location': {
    rules: ['schedule/says-whose-and-where'],
    tell: shown('Schedule', (one) => ({ ...one, comment: String(one['comment']).replace(/ at .*/, '') })),
  },
} as const satisfies Record<string, Fault>;
