// Forms of the answers: members, links and headers that the documents leave to a server.
import { isObject } from '../../schemas/json.ts';
import { entriesOf, isSearchset, shown, type Asked, type Json, type Told } from '../faults/fault.ts';
import type { Form } from './form.ts';

const neighbours = ['Practitioner', 'Patient', 'Location', 'Encounter', 'Schedule', 'Slot'] as const;

/** Each neighbour changed; what an appointment shows is documented to the member. */
const ofNeighbours =
  (change: (resource: Json) => Json): NonNullable<Form['tell']> =>
  (told, asked) =>
    neighbours.reduce((changed, type) => shown(type, change)(changed, asked), told);

const isNeighbourSearch = ({ method, url }: Asked): boolean =>
  method === 'GET' && neighbours.some((type) => url.startsWith(`/${type}?`) || url === `/${type}`);

/** Searchsets of neighbours changed. */
const ofNeighbourSearches =
  (change: (bundle: Json, asked: Asked) => Json): NonNullable<Form['tell']> =>
  (told, asked) =>
    isNeighbourSearch(asked) && isSearchset(told.body) ? { ...told, body: change(told.body, asked) } : told;

const withHeaders =
  (change: (headers: Told['headers'], told: Told) => Readonly<Record<string, string>>): NonNullable<Form['tell']> =>
  (told) => ({ ...told, headers: { ...told.headers, ...change(told.headers, told) } });

const isResource = ({ body }: Told): boolean => isObject(body) && typeof body['id'] === 'string';

const located = (change: (location: string) => string): NonNullable<Form['tell']> =>
  withHeaders(({ location }) => (location === undefined ? {} : { location: change(location) }));

const links = (change: (url: string) => string): NonNullable<Form['tell']> =>
  ofNeighbourSearches((bundle) => ({
    ...bundle,
    ...(Array.isArray(bundle['link'])
      ? { link: (bundle['link'] as Json[]).map((link) => ({ ...link, url: change(String(link['url'])) })) }
      : {}),
  }));

/** Entries of neighbours with a fullUrl. */
const fullUrls = (fullUrl: (type: string, id: string) => string): NonNullable<Form['tell']> =>
  ofNeighbourSearches((bundle) =>
    bundle['entry'] === undefined
      ? bundle
      : {
          ...bundle,
          entry: entriesOf(bundle).map((entry) => ({
            ...entry,
            fullUrl: fullUrl(String(entry.resource['resourceType']), String(entry.resource['id'])),
          })),
        },
  );

const cursor = /_cursor=([^&]+)/;

export const answerForms = {
  'neighbours have members of their own': {
    tell: ofNeighbours((one) => ({ ...one, language: 'en', implicitRules: 'urn:x' })),
  },
  'neighbours have extensions': {
    tell: ofNeighbours((one) => {
      const own = Array.isArray(one['extension']) ? (one['extension'] as Json[]) : [];
      return { ...one, extension: [{ url: 'https://example.org/mark', valueString: 'x' }, ...own] };
    }),
  },
  'neighbours have meta and a narrative': {
    // The narrative of a Schedule is documented.
    tell: ofNeighbours((one) => ({
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
      ...one,
      meta: { versionId: '3', lastUpdated: '2026-01-01T00:00:00Z' },
    })),
  },
  'members of neighbours stand in another order': {
    tell: ofNeighbours((one) => Object.fromEntries(Object.entries(one).toReversed())),
  },
  'entries of neighbours have fullUrl and search.mode': {
    tell: ofNeighbourSearches((bundle) =>
      bundle['entry'] === undefined
        ? bundle
        : {
            ...bundle,
            entry: entriesOf(bundle).map(({ resource }) => ({
              fullUrl: `https://other.example.org/${String(resource['resourceType'])}/${String(resource['id'])}`,
              resource,
              search: { mode: 'match' },
            })),
          },
    ),
  },
  'entries of neighbours have fullUrls relative to the server': { tell: fullUrls((type, id) => `${type}/${id}`) },
  'entries of neighbours have urn:uuid for fullUrl': { tell: fullUrls((_type, id) => `urn:uuid:${id}`) },
  'searchsets of neighbours have further links': {
    breaks: ['schedule/no-links', 'slot/no-links'],
    tell: ofNeighbourSearches((bundle) => ({
      ...bundle,
      link: [
        { relation: 'alternate', url: 'https://other.example.org/' },
        ...(Array.isArray(bundle['link']) ? (bundle['link'] as Json[]) : []),
      ],
    })),
  },
  'tokens have further members': {
    tell: (told, asked) =>
      asked.url.startsWith('/auth/token') && isObject(told.body) && 'access_token' in told.body
        ? { ...told, body: { jti: 'x', ...told.body, ext_expires_in: 1, id: { of: 'someone' } } }
        : told,
  },
  'the statement says more of itself': {
    tell: (told, { url }) =>
      url.startsWith('/metadata') && isObject(told.body)
        ? { ...told, body: { ...told.body, publisher: 'x', instantiates: ['x'], extension: [{ url: 'x:y' }] } }
        : told,
  },
  'searchsets of neighbours have an id and a timestamp': {
    tell: ofNeighbourSearches((bundle) => ({ id: 'one', timestamp: '2026-01-01T00:00:00Z', ...bundle })),
  },
  'searchsets of neighbours have no total': {
    tell: ofNeighbourSearches((bundle) =>
      Object.fromEntries(Object.entries(bundle).filter(([name]) => name !== 'total')),
    ),
  },
  'an empty searchset of neighbours has an empty list': {
    tell: ofNeighbourSearches((bundle) => ({ entry: [], ...bundle })),
  },
  'links of neighbours have another order of parameters': {
    tell: links((url) => {
      const [path, query = ''] = url.split('?');
      return `${path}?${query.split('&').toReversed().join('&')}`;
    }),
  },
  'links of neighbours are opaque cursors': {
    ask: (asked) => {
      const [, token] = cursor.exec(asked.url) ?? [];
      return token === undefined ? asked : { ...asked, url: Buffer.from(token, 'base64url').toString('utf8') };
    },
    tell: links((url) => `${url.split('?')[0] ?? ''}?_cursor=${Buffer.from(url).toString('base64url')}`),
  },
  'resources have a weak ETag': {
    tell: withHeaders((_headers, told) => (isResource(told) ? { etag: 'W/"7"' } : {})),
  },
  'resources have a strong ETag and a date': {
    tell: withHeaders((_headers, told) =>
      isResource(told) ? { etag: '"7"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT', vary: 'Accept' } : {},
    ),
  },
  'Location is relative to the server': { tell: located((location) => location.replace(/^https?:\/\/[^/]+/, '')) },
  'Location names http and another port, as behind a gateway': {
    tell: located((location) => location.replace(/^https?:\/\/[^/]+/, 'http://fumage-clinic.internal:8080')),
  },
  'the server says more of itself in headers': {
    tell: withHeaders(() => ({
      server: 'nginx',
      'strict-transport-security': 'max-age=63072000',
      'set-cookie': 'session=1; Path=/; HttpOnly',
      'x-request-id': 'a-1',
      'cache-control': 'no-store',
    })),
  },
} as const satisfies Record<string, Form>;
