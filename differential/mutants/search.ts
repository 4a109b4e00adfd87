// Mutants of what a search finds: each parameter, each prefix, each sort key.
import { mutatedAnswer, mutatedUrl, type Mutant } from './machinery/mutant.ts';

/** A search URL with a parameter's value replaced; the raw value is percent-decoded for the test. */
const withValue =
  (name: string, change: (value: string) => string) =>
  (url: string): string =>
    url.replace(
      new RegExp(`([?&]${name}=)([^&]*)`, 'g'),
      (_whole, head: string, value: string) => head + change(value),
    );

const filters = [
  ['search/id', '_id'],
  ['search/appointment-type', 'appointment-type'],
  ['search/location', 'location'],
  ['search/patient', 'patient'],
  ['search/practitioner', 'practitioner'],
  ['search/status', 'status'],
] as const;

const onAppointments =
  (change: (url: string) => string) =>
  (url: string, method: string): string =>
    method === 'GET' && url.startsWith('/Appointment?') ? change(url) : url;

const findingNothing = filters.map(([rule, name]) =>
  mutatedUrl(rule, 'finds nothing', onAppointments(withValue(name, () => 'none'))),
);

const prefixes = [
  ['', 'ge'],
  ['eq', 'le'],
  ['gt', 'ge'],
  ['ge', 'gt'],
  ['lt', 'le'],
  ['le', 'lt'],
] as const;

const dates = prefixes.map(([prefix, other]) =>
  mutatedUrl(
    'search/date',
    `${prefix === '' ? 'no prefix' : prefix} taken for ${other}`,
    onAppointments(withValue('date', (value) => value.replace(new RegExp(`^${prefix}(?=\\d)`), other))),
  ),
);

const sorts = ['date', 'patient', 'practitioner'].flatMap((key) => [
  mutatedUrl(
    'search/sort',
    `${key} descending`,
    onAppointments(withValue('_sort', (value) => (value === key ? `-${key}` : value))),
  ),
  mutatedUrl(
    'search/sort',
    `-${key} ascending`,
    onAppointments(withValue('_sort', (value) => (value === `-${key}` ? key : value))),
  ),
]);

export const searchMutants: readonly Mutant[] = [
  ...findingNothing,
  ...dates,
  ...sorts,
  mutatedUrl('search/date-range', 'the second date is dropped', (url) => url.replace(/(date=[^&]*)&date=[^&]*/, '$1')),
  mutatedUrl('search/date-range', 'the first date is dropped', (url) => url.replace(/date=[^&]*&(date=)/, '$1')),
  mutatedUrl('search/parameters-combine', 'only the first parameter counts', (url) =>
    url.replace(/^(\/Appointment\?date=[^&]*&patient=[^&]*)&practitioner=[^&]*/, '$1'),
  ),
  mutatedAnswer('search/unknown-parameter-is-ignored', 'refused', (answer, _method, url) =>
    url.includes('favourite=') ? { ...answer, status: 400 } : answer,
  ),
  mutatedAnswer('search/by-post', 'the form is not read', (answer, _method, url) =>
    url.includes('/_search') ? { ...answer, body: { resourceType: 'Bundle', type: 'searchset', total: 0 } } : answer,
  ),
  mutatedUrl('search/status-values', 'finds nothing', (url) => url.replace(/([?&]status=)[^&]*/, '$1none')),
  ...['location', 'patient', 'practitioner'].map((name) =>
    mutatedUrl('search/references-have-types', `${name} finds nothing`, (url) =>
      url.replace(new RegExp(`([?&]${name}=)[^&]*`), '$1none'),
    ),
  ),
];
