// Mutants of what is answered: tokens, statuses, members, pages, broken by hand.
import { answering, bundling, serving, showing, type Json, type Mutant } from './machinery/mutant.ts';
import { lacksPatient, refusing } from './machinery/refusing.ts';

const without = (body: Json, member: string): Json =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== member));

const status = (rule: Mutant['rule'], from: number, to: number, methods: readonly string[]): Mutant =>
  answering(rule, `${to} instead of ${from} on ${methods.join(', ')}`, (answer, method) =>
    answer.status === from && methods.includes(method) ? { ...answer, status: to } : answer,
  );

const links = (bundle: Json, change: (link: Json) => Json): Json => ({
  ...bundle,
  ...(Array.isArray(bundle['link']) ? { link: (bundle['link'] as Json[]).map(change) } : {}),
});

const offsetPlusOne = (link: Json): Json => ({
  ...link,
  url: String(link['url']).replace(/_offset=(\d+)/, (_whole, offset: string) => `_offset=${Number(offset) + 1}`),
});

const paging: readonly Mutant[] = [
  bundling('searchset/paging', 'next one too far', (bundle) =>
    links(bundle, (link) => (link['relation'] === 'next' ? offsetPlusOne(link) : link)),
  ),
  bundling('searchset/paging', 'last one too far', (bundle) =>
    links(bundle, (link) => (link['relation'] === 'last' ? offsetPlusOne(link) : link)),
  ),
  serving('searchset/paging', 'begins one too late', (url) =>
    url.replace(/_offset=([1-9]\d*)/, (_whole, offset: string) => `_offset=${Number(offset) + 1}`),
  ),
  { rule: 'searchset/default-page', fault: 'eleven to a page', options: { settings: { defaultPageSize: 11 } } },
  { rule: 'searchset/default-page', fault: 'nine to a page', options: { settings: { defaultPageSize: 9 } } },
  { rule: 'searchset/largest-page', fault: 'ninety-nine at most', options: { settings: { largestPageSize: 99 } } },
  bundling('searchset/total', 'one too many', (bundle) => ({ ...bundle, total: Number(bundle['total']) + 1 })),
  bundling('searchset/links', 'last before first', (bundle) =>
    Array.isArray(bundle['link']) ? { ...bundle, link: bundle['link'].toReversed() } : bundle,
  ),
  bundling('searchset/entry', 'a fullUrl', (bundle) => ({
    ...bundle,
    ...(Array.isArray(bundle['entry'])
      ? { entry: (bundle['entry'] as Json[]).map((entry) => ({ fullUrl: 'urn:x', ...entry })) }
      : {}),
  })),
  bundling('searchset/shape', 'an id', (bundle) => ({ ...bundle, id: 'x' })),
  bundling('searchset/empty', 'an empty list of entries', (bundle) => ({ entry: [], ...bundle })),
];

const access: readonly Mutant[] = [
  answering('access/client-credentials', 'an hour instead of ten', (answer, _method, url) =>
    url.startsWith('/auth/token') && answer.status === 200
      ? { ...answer, body: { ...(answer.body as Json), expires_in: 3600 } }
      : answer,
  ),
  answering('access/scope-granted', 'another scope', (answer, _method, url) =>
    url.startsWith('/auth/token') && answer.status === 200
      ? { ...answer, body: { ...(answer.body as Json), scope: 'user/*.read' } }
      : answer,
  ),
  { rule: 'access/token-expires', fault: 'never', options: { without: ['access/token-expires'] } },
  answering('access/token-errors', '400 for a wrong secret', (answer, _method, url) =>
    url.startsWith('/auth/token') && answer.status === 401 ? { ...answer, status: 400 } : answer,
  ),
  answering('access/introspection', 'always active', (answer, _method, url) =>
    url.startsWith('/auth/introspect') ? { ...answer, body: { active: true } } : answer,
  ),
];

const interactions: readonly Mutant[] = [
  serving('interaction/served-at-root', 'below /fhir', (url) =>
    url.replace(/^\/fhir\//, '/').replace(/^\/Appointment\?/, '/no/Appointment?'),
  ),
  answering('interaction/capabilities', 'offers delete', (answer, _method, url) =>
    url === '/metadata'
      ? { ...answer, body: JSON.parse(JSON.stringify(answer.body).replace('"search-type"', '"delete"')) as unknown }
      : answer,
  ),
  status('interaction/documented-statuses', 201, 200, ['POST']),
  status('interaction/documented-statuses', 200, 204, ['PUT']),
  status('interaction/documented-statuses', 200, 203, ['GET']),
  answering('interaction/outcome-shape', 'a diagnostics member', (answer) =>
    answer.status >= 400 && typeof answer.body === 'object' ? { ...answer, body: { ...answer.body, id: 'x' } } : answer,
  ),
  answering('interaction/create-location-header', 'another id', (answer) =>
    answer.status === 201
      ? {
          ...answer,
          headers: {
            ...answer.headers,
            location: String(answer.headers['location']).replace(/[0-9a-f]{12}/, '000000000000'),
          },
        }
      : answer,
  ),
  refusing('interaction/plain-json', 'application/json refused', () => true),
  refusing('interaction/update-target', 'a body without an id refused', (body) => body['id'] === undefined),
];

const reads: readonly Mutant[] = [
  showing('read/no-metadata', 'a meta', (resource) => ({ ...resource, meta: { versionId: '1' } })),
  showing('read/member-order', 'the status last', (resource) => ({
    ...without(resource, 'status'),
    status: resource['status'],
  })),
  showing('read/id', 'without dashes', (resource) => ({ ...resource, id: String(resource['id']).replaceAll('-', '') })),
  answering('read/same-in-searchset', 'the reason is left out of entries', (answer) =>
    typeof answer.body === 'object' && answer.body !== null && 'entry' in answer.body
      ? {
          ...answer,
          body: {
            ...answer.body,
            entry: (answer.body.entry as { resource: Json }[]).map(({ resource }) => ({
              resource: without(resource, 'reasonCode'),
            })),
          },
        }
      : answer,
  ),
  refusing('read/other-events', 'refused without a patient', lacksPatient),
];

const searches: readonly Mutant[] = [
  serving('search/date-range', 'the second date is dropped', (url) => url.replace(/(date=[^&]*)&date=[^&]*/, '$1')),
  serving('search/date-range', 'the first date is dropped', (url) => url.replace(/date=[^&]*&(date=)/, '$1')),
  serving('search/parameters-combine', 'only the first parameter counts', (url) =>
    url.replace(/^(\/Appointment\?date=[^&]*&patient=[^&]*)&practitioner=[^&]*/, '$1'),
  ),
  answering('search/unknown-parameter-is-ignored', 'refused', (answer, _method, url) =>
    url.includes('favourite=') ? { ...answer, status: 400 } : answer,
  ),
  answering('search/by-post', 'the form is not read', (answer, _method, url) =>
    url.includes('/_search') ? { ...answer, body: { resourceType: 'Bundle', type: 'searchset', total: 0 } } : answer,
  ),
];

export const answers: readonly Mutant[] = [...access, ...interactions, ...reads, ...searches, ...paging];
