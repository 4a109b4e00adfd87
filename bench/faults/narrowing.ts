// Faults of searches that are right about one parameter, one day and one page, and wrong about two of them.
import { allFound, parametersBeside } from './asking.ts';
import {
  bundles,
  entriesOf,
  isSearch,
  isSearchset,
  refusal,
  shifted,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';
import { paged } from './remembering.ts';

const parametersOf = ({ url }: Asked): URLSearchParams => new URLSearchParams(url.split('?')[1] ?? '');

/** A search that passes over a parameter where another one stands beside it. */
const passedOver = (parameter: string, beside: string): Pick<Fault, 'ask'> => ({
  ask: (asked) =>
    isSearch(asked) && parametersOf(asked).has(beside)
      ? { ...asked, url: asked.url.replace(new RegExp(`([?&])${parameter}=`, 'g'), '$1_passed_over=') }
      : asked,
});

const linkUrls = (change: (url: string) => string, ...relations: readonly string[]): Pick<Fault, 'tell'> =>
  bundles((bundle) =>
    Array.isArray(bundle['link'])
      ? {
          ...bundle,
          link: (bundle['link'] as Json[]).map((link) =>
            relations.includes(String(link['relation'])) ? { ...link, url: change(String(link['url'])) } : link,
          ),
        }
      : bundle,
  );

const every = ['self', 'first', 'next', 'last'] as const;

const found = (entry: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: entry.length,
  ...(entry.length > 0 ? { entry } : {}),
});

/** A form without what a function leaves out. */
const posted = (change: (form: string) => string): Pick<Fault, 'ask'> => ({
  ask: (asked) => (asked.url === '/Appointment/_search' ? { ...asked, body: change(asked.body) } : asked),
});

const sorted = (key: (start: string) => string): Pick<Fault, 'tell'> => ({
  tell: (told, asked): Told => {
    const by = parametersOf(asked).get('_sort');
    if (!isSearch(asked) || !isSearchset(told.body) || !['date', '-date'].includes(by ?? '')) return told;
    const keyOf = ({ resource }: { resource: Json }): string => key(String(resource['start']));
    const entry = entriesOf(told.body).toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
    if (entry.length === 0) return told;
    return { ...told, body: { ...told.body, entry: by === 'date' ? entry : entry.toReversed() } };
  },
});

export const narrowing = {
  'a status is looked up among four words only': {
    rules: ['search/status'],
    tell: (told, asked) =>
      isSearch(asked) && /[?&]status=(pending|arrived|check-?(ed-)?in|fulfilled)/.test(asked.url)
        ? { ...told, body: found([]) }
        : told,
  },
  'a status is passed over beside a patient': {
    rules: ['search/parameters-combine', 'search/status'],
    ...passedOver('status', 'patient'),
  },
  'a location is passed over beside a practitioner': {
    rules: ['search/parameters-combine', 'search/location'],
    ...passedOver('location', 'practitioner'),
  },
  'a type is passed over beside a patient': {
    rules: ['search/parameters-combine', 'search/appointment-type'],
    ...passedOver('appointment-type', 'patient'),
  },
  'what stands beside _id is passed over': {
    rules: ['search/parameters-combine', 'search/id'],
    ask: (asked) => {
      const id = parametersOf(asked).get('_id');
      return isSearch(asked) && id !== null ? { ...asked, url: `/Appointment?_id=${encodeURIComponent(id)}` } : asked;
    },
  },
  'the links hold one date of two': {
    rules: ['searchset/link-urls', 'searchset/paging', 'searchset/next-link'],
    ...linkUrls((url) => url.replace(/date=[^&]*&(?=.*date=)/g, ''), ...every),
  },
  'the links lose _sort': {
    rules: ['searchset/link-urls', 'searchset/paging', 'searchset/next-link'],
    ...linkUrls((url) => url.replace(/_sort=[^&]*&/, ''), ...every),
  },
  'the next link loses the status': {
    rules: ['searchset/link-urls', 'searchset/paging', 'searchset/next-link'],
    ...linkUrls((url) => url.replace(/status=[^&]*&/, ''), 'next'),
  },
  'total shrinks from page to page': {
    rules: ['searchset/total', 'searchset/paging'],
    ...bundles((bundle, asked) => {
      const offset = Number(parametersOf(asked).get('_offset') ?? 0);
      return isSearch(asked) && offset > 0
        ? { ...bundle, total: Math.max(Number(bundle['total']) - offset, 0) }
        : bundle;
    }),
  },
  'the last page is filled up from the one before': {
    rules: ['searchset/paging'],
    act: async (told, asked, ask) => {
      const [count, offset] = ['_count', '_offset'].map((name) => Number(parametersOf(asked).get(name) ?? 0));
      if (!isSearch(asked) || !isSearchset(told.body) || !count || !offset) return told;
      const from = Math.max(Number(told.body['total']) - count, 0);
      if (offset <= from) return told;
      const { body } = await ask({ ...asked, url: asked.url.replace(/_offset=\d+/, `_offset=${from}`) });
      return { ...told, body: { ...told.body, entry: (body as Json)['entry'] } };
    },
  },
  'a posted search does not look at its form': { rules: ['search/by-post'], ...posted(() => '') },
  'a posted search takes one parameter': {
    rules: ['search/by-post'],
    ...posted((form) => form.replace(/&.*$/s, '')),
  },
  'an unknown patient finds everybody': {
    rules: ['search/patient'],
    act: async (told, asked, ask) =>
      isSearch(asked) && /[?&]patient=/.test(asked.url) && isSearchset(told.body) && told.body['total'] === 0
        ? (async () => {
            const id = (parametersOf(asked).get('patient') ?? '').replace(/^Patient\//, '');
            const person = await ask({ ...asked, url: `/Patient/${id}` });
            return person.status === 404
              ? ask({ ...asked, url: asked.url.replace('patient=', '_passed_over=') })
              : told;
          })()
        : told,
  },
  '_sort=date goes by the time of day': { rules: ['search/sort'], ...sorted((start) => start.slice(11)) },
  '_sort=date goes by the day alone': { rules: ['search/sort'], ...sorted((start) => start.slice(0, 10)) },
  'date compares the day of the clinic': {
    rules: ['search/date', 'search/date-range'],
    act: async (told, asked, ask) => {
      const wanted = parametersOf(asked).getAll('date');
      if (!isSearch(asked) || !isSearchset(told.body) || wanted.length === 0) return told;
      const fits = (start: string, value: string): boolean => {
        const [, prefix = 'eq', day = ''] = /^([a-z]{2})?(.*)$/.exec(value) ?? [];
        const local = shifted(start, -8).slice(0, 10);
        if (local === day) return prefix.endsWith('e') || prefix === 'eq';
        return prefix.startsWith('g') ? local > day : prefix.startsWith('l') && local < day;
      };
      return paged(told, asked, ({ start }) => wanted.every((value) => fits(String(start), value)))(
        await allFound('Appointment', parametersBeside(asked, 'date'), asked, ask),
      );
    },
  },
  'an eq in front of a date is refused': {
    rules: ['search/date'],
    ask: (asked) =>
      isSearch(asked) && /[?&]date=eq/.test(asked.url) ? refusal(400, 'Bad request: date', 'invalid') : asked,
  },
  'the entries of a search show the patient first': {
    rules: ['read/same-in-searchset', 'participant/practitioner-first'],
    ...bundles((bundle, asked) =>
      isSearch(asked) && Array.isArray(bundle['entry'])
        ? {
            ...bundle,
            entry: entriesOf(bundle).map(({ resource }) => ({
              resource: { ...resource, participant: (resource['participant'] as Json[]).toReversed() },
            })),
          }
        : bundle,
    ),
  },
} as const satisfies Record<string, Fault>;
