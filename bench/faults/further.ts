// Faults of edges: a clock, a page, a letter, an order of requests or a second record at which a server goes wrong.
import { randomUUID } from 'node:crypto';
import { isObject } from '../../schemas/json.ts';
import { allFound, parametersBeside } from './asking.ts';
import {
  appointments,
  bodyOf,
  entriesOf,
  isoOf,
  isReadOf,
  isSearch,
  isSearchOf,
  isSearchset,
  isToken,
  isUpdate,
  isWrite,
  listOf,
  refusal,
  refusals,
  refusedWrites,
  searched,
  sent,
  shown,
  supporting,
  timeOf,
  withBody,
  without,
  wordsOf,
  written,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';
import { paged } from './remembering.ts';

const day = 86_400_000;

/** True for a day that its month does not have, which JavaScript takes for one of the next month. */
const isOnNoDay = (time: unknown): boolean => {
  const day = String(time).slice(0, 10);
  return (
    /^\d{4}-\d\d-\d\d$/.test(day) && (Number.isNaN(Date.parse(day)) || !new Date(day).toISOString().startsWith(day))
  );
};

/** The end of writes that hold a start and an end, made anew from both. */
const ends = (change: (start: number, end: number) => number): Pick<Fault, 'ask'> =>
  written((body) => {
    const [start, end] = [timeOf(body['start']), timeOf(body['end'])];
    const changed = isOnNoDay(body['end']) ? NaN : change(start, end);
    return Number.isNaN(changed) || changed === end ? body : { ...body, end: isoOf(changed) };
  });

/** The times of a resource or of a body spelled otherwise. */
const withTimes =
  (spell: (time: string) => string) =>
  (one: Json): Json => ({
    ...one,
    ...Object.fromEntries(
      ['start', 'end'].flatMap((name) => (typeof one[name] === 'string' ? [[name, spell(one[name])]] : [])),
    ),
  });

/** Searches with a parameter that find those that a function picks among what the other parameters find. */
const picking = (
  parameter: string,
  fits: (resource: Json, values: readonly string[]) => boolean,
  passedOver = parameter,
): Pick<Fault, 'act'> => ({
  act: async (told, asked, ask) => {
    const values = new URLSearchParams(asked.url.split('?')[1] ?? '').getAll(parameter);
    if (!isSearch(asked) || !isSearchset(told.body) || values.length === 0) return told;
    const page = { ...asked, url: asked.url.replace(/_count=\d{3,}/, '_count=100') };
    return paged(told, page, (resource) => fits(resource, values))(
      await allFound('Appointment', parametersBeside(asked, passedOver), asked, ask),
    );
  },
});

/** Whether a time lies on a day, or at an instant of UTC, as a value with a prefix asks. */
const isOn = (time: unknown, value: string): boolean => {
  const [, prefix = 'eq', wanted = ''] = /^([a-z]{2})?(.*?)Z?$/.exec(value) ?? [];
  const own = isoOf(timeOf(time)).slice(0, wanted.length);
  if (own === wanted) return prefix.endsWith('e') || prefix === 'eq';
  return prefix.startsWith('g') ? own > wanted : prefix.startsWith('l') && own < wanted;
};

const isLastOfMonth = (value: string): boolean =>
  /^(eq)?\d{4}-\d\d-\d\d$/.test(value) && isoOf(timeOf(value.replace('eq', '')) + day).slice(8, 10) === '01';

/** An answer whose body is written otherwise. */
const respelled = (told: Told, change: (text: string) => string): Told => ({
  ...told,
  body: JSON.parse(change(wordsOf(told))) as unknown,
});

const patientOf = (one: Json): Json | undefined =>
  listOf(one['participant']).find((each) => JSON.stringify(each).includes('"Patient/'));

const locationOf = (one: Json): string => /"Location\/([^"]+)/.exec(JSON.stringify(supporting(one)))?.[1] ?? '';

const onDial = (hours: string): string => String(((Number(hours) + 11) % 12) + 1).padStart(2, '0');

export const further = {
  'times are shown by a clock of twelve hours': {
    rules: ['booking/start', 'booking/end', 'booking/shown-in-utc'],
    ...appointments(withTimes((time) => time.replace(/T(\d\d)/, (_whole, hours: string) => `T${onDial(hours)}`))),
  },
  'an end after midnight is put on the day of the start': {
    rules: ['booking/end'],
    ...ends((start, end) => Math.floor(start / day) * day + (end % day)),
  },
  'of a duration only the minutes beside the hours are kept': {
    rules: ['booking/end'],
    ...ends((start, end) => (end > start ? start + ((end - start) % 3_600_000) : end)),
  },
  'the minutes of an offset are not looked at': {
    rules: ['booking/start', 'booking/shown-in-utc', 'booking/end'],
    ...written(withTimes((time) => time.replace(/([+-]\d\d):(?!00)\d\d$/, '$1:00'))),
  },
  'a time is refused as a read shows it': {
    rules: ['booking/start', 'booking/times-are-instants'],
    ...refusedWrites(({ start }) => String(start).endsWith('+00:00'), 'start: has to end in Z'),
  },
  'an end sent without a start is passed over': {
    rules: ['booking/end', 'interaction/partial-update'],
    ...sent('PUT', (body) => (body['start'] === undefined ? without(body, 'end') : body)),
  },
  'a visit that is fulfilled ends at that moment': {
    rules: ['interaction/partial-update', 'booking/end'],
    ...sent('PUT', (body) =>
      body['status'] === 'fulfilled' ? { end: `${isoOf(Date.now()).slice(0, 16)}:00Z`, ...body } : body,
    ),
  },
  'the last day of a month has no appointments': {
    rules: ['search/date'],
    ...picking('date', ({ start }, values) => values.every((value) => !isLastOfMonth(value) && isOn(start, value))),
  },
  'date compares the end': {
    rules: ['search/date', 'search/date-range'],
    ...picking('date', ({ end }, values) => values.every((value) => isOn(end, value))),
  },
  'a search by location finds those without a location, too': {
    rules: ['search/location'],
    ...picking('location', (one, values) => values.join().includes(locationOf(one))),
  },
  'an order by patient leaves out those without a patient': {
    rules: ['search/sort', 'participant/patient-optional', 'read/other-events'],
    ...picking('_sort', (one, values) => !values.join().includes('patient') || patientOf(one) !== undefined, 'none'),
  },
  'a descending order by date turns only each page': {
    rules: ['search/sort', 'searchset/paging'],
    ...searched('Appointment', (url) => url.replace('_sort=-date', '_sort=date')),
    tell: (told, asked) => {
      if (!isSearch(asked) || !isSearchset(told.body) || !asked.url.includes('_sort=-date')) return told;
      const body = respelled(told, (text) => text.replaceAll('_sort=date', '_sort=-date')).body as Json;
      return { ...told, body: body['entry'] === undefined ? body : { ...body, entry: entriesOf(body).toReversed() } };
    },
  },
  '_offset counts pages': {
    rules: ['searchset/paging', 'searchset/link-urls'],
    ...searched('Appointment', (url) => {
      const count = Number(/_count=(\d+)/.exec(url)?.[1] ?? 10);
      return url.replace(/_offset=(\d+)/, (_whole, pages: string) => `_offset=${Number(pages) * count}`);
    }),
    tell: (told, asked) => {
      const pages = (_whole: string, before: string, count: string, at: string): string =>
        `${before}${Math.floor(Number(at) / Number(count))}`;
      const isMeant = isSearch(asked) && isSearchset(told.body);
      return isMeant ? respelled(told, (text) => text.replace(/(_count=(\d+)&_offset=)(\d+)/g, pages)) : told;
    },
  },
  'a _count of one is taken for none': {
    rules: ['searchset/paging'],
    ...searched('Appointment', (url) => url.replace(/([?&])_count=1(?=&|$)/, '$1_passed_over=1')),
  },
  'of a range that names its end first the beginning is passed over': {
    rules: ['search/date-range'],
    ...searched('Appointment', (url) => url.replace(/(date=l[^&]*(?:&.*)?)&date=(?=g)/, '$1&_passed_over=')),
  },
  'a reference whose slash is encoded finds nothing': {
    rules: ['search/patient', 'search/practitioner', 'search/location'],
    ...searched('Appointment', (url) => url.replace(/(patient|practitioner|location)=(\w+)%2F/gi, '$1=$2%252F')),
  },
  'an update does not change the patient': {
    rules: ['participant/patient'],
    ask: async (asked, ask) => {
      const body = bodyOf(asked);
      if (!isUpdate(asked) || patientOf(body) === undefined) return asked;
      const stored = patientOf(((await ask({ ...asked, method: 'GET', body: '' })).body ?? {}) as Json);
      const participant = listOf(body['participant']).map((one) =>
        one === patientOf(body) ? { ...one, actor: stored?.['actor'] ?? one['actor'] } : one,
      );
      return withBody(asked, { ...body, participant });
    },
  },
  'of a description and the text of a reason the description wins': {
    rules: ['reason-code/description-sent'],
    ...written((body) => {
      const [first, ...rest] = listOf(body['reasonCode']);
      return first?.['text'] === undefined || typeof body['description'] !== 'string'
        ? body
        : { ...body, reasonCode: [{ ...first, text: body['description'] }, ...rest] };
    }),
  },
  'of two identifiers of one system the last is stored': {
    rules: ['identifier/stored', 'identifier/list-replaces-current'],
    ...written((body) => {
      const last = new Map(listOf(body['identifier']).map((one) => [one['system'], one]));
      return Array.isArray(body['identifier']) ? { ...body, identifier: [...last.values()] } : body;
    }),
  },
  'an empty list of identifiers deletes none': {
    rules: ['identifier/list-replaces-current'],
    ...sent('PUT', (body) =>
      Array.isArray(body['identifier']) && body['identifier'].length === 0 ? without(body, 'identifier') : body,
    ),
  },
  'a cancelled appointment can no longer be read': {
    rules: ['status/update-sets-status', 'status/cancelled-is-final'],
    tell: (told, asked) =>
      isReadOf('Appointment', asked) && isObject(told.body) && told.body['status'] === 'cancelled'
        ? refusal(404, `Unknown Appointment resource '${asked.url.slice('/Appointment/'.length)}'`, 'not-found')
        : told,
  },
  'the encounter is another one at each read': {
    rules: ['supporting-information/encounter', 'encounter/comes-with-the-appointment', 'read/same-in-searchset'],
    ...appointments((one) => ({
      ...one,
      supportingInformation: supporting(one).map((each) =>
        each['type'] === 'Encounter' ? { ...each, reference: `Encounter/${randomUUID()}` } : each,
      ),
    })),
  },
  'all meeting links are the one that was sent last': {
    rules: ['supporting-information/meeting-link', 'supporting-information/meeting-link-as-read'],
    ...(() => {
      let address: unknown;
      return {
        ask: (asked: Asked) => {
          if (isWrite(asked)) address = listOf(bodyOf(asked)['contained'])[0]?.['address'] ?? address;
          return asked;
        },
        ...appointments((one) =>
          address === undefined || !Array.isArray(one['contained'])
            ? one
            : { ...one, contained: listOf(one['contained']).map((each) => ({ ...each, address })) },
        ),
      };
    })(),
  },
  'whoever has no patient shows the patient None': {
    rules: ['participant/patient-optional', 'read/other-events', 'participant/id-format'],
    ...appointments((one) => {
      const nobody = { actor: { reference: 'Patient/None', type: 'Patient' }, status: 'accepted' };
      return patientOf(one) === undefined ? { ...one, participant: [...listOf(one['participant']), nobody] } : one;
    }),
  },
  'a read shows what the first read has shown': {
    rules: ['interaction/partial-update', 'status/update-sets-status', 'booking/start', 'read/same-in-searchset'],
    ...(() => {
      const firsts = new Map<string, Told>();
      return {
        tell: (told: Told, asked: Asked) => {
          if (!isReadOf('Appointment', asked) || told.status !== 200) return told;
          firsts.set(asked.url, firsts.get(asked.url) ?? told);
          return firsts.get(asked.url) ?? told;
        },
      };
    })(),
  },
  'an unknown neighbour is called an appointment': {
    rules: ['interaction/unknown-id'],
    ...refusals(404, /Unknown (Patient|Practitioner|Location|Encounter) /, (told) =>
      respelled(told, (text) => text.replace(/Unknown \w+/, 'Unknown Appointment')),
    ),
  },
  'without a token an unknown id is a 404': {
    rules: ['access/token-required'],
    act: async (told, asked, ask) => {
      if (told.status !== 401 || !(isReadOf('Appointment', asked) || isUpdate(asked))) return told;
      const authorization = 'Bearer canvas-development-token';
      const read = await ask({ ...asked, method: 'GET', headers: { ...asked.headers, authorization }, body: '' });
      return read.status === 404 ? read : told;
    },
  },
  'If-Unmodified-Since is compared by the day': {
    rules: ['interaction/if-unmodified-since'],
    ask: (asked) =>
      new Date(asked.headers['if-unmodified-since'] ?? '').toDateString() === new Date().toDateString()
        ? { ...asked, headers: without(asked.headers, 'if-unmodified-since') as Asked['headers'] }
        : asked,
  },
  'a token ends once the client asks for the same again': {
    rules: ['access/client-credentials', 'access/token-expires'],
    ...(() => {
      const current = new Map<string, string>();
      const ended = new Set<string>();
      return {
        ask: (asked: Asked) =>
          ended.has(asked.headers['authorization'] ?? '') ? refusal(401, 'Authentication failed', 'unknown') : asked,
        tell: (told: Told, asked: Asked) => {
          if (!isToken(asked) || told.status !== 200 || !isObject(told.body)) return told;
          const before = current.get(asked.body);
          const next = `Bearer ${String(told.body['access_token'])}`;
          if (before !== undefined && before !== next) ended.add(before);
          current.set(asked.body, next);
          return told;
        },
      };
    })(),
  },
  'of several scopes the last is granted': {
    rules: ['access/scope-granted', 'access/patient-token'],
    ask: (asked) => {
      const form = new URLSearchParams(isToken(asked) ? asked.body : '');
      const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
      if (scopes.length < 2) return asked;
      form.set('scope', scopes.at(-1) ?? '');
      return { ...asked, body: form.toString() };
    },
  },
  'a birth date is shown a day early': {
    rules: ['patient/shows-what-was-written', 'patient/birth-date-is-completed', 'patient/birthdate-finds'],
    tell: shown('Patient', (one) => ({ ...one, birthDate: isoOf(timeOf(one['birthDate']) - day).slice(0, 10) })),
  },
  'a search for patients that does not say active finds the active': {
    rules: ['patient/active-finds'],
    ...searched('Patient', (url) =>
      /[?&]active=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}active=true`,
    ),
    tell: (told, asked) =>
      isSearchOf('Patient', asked) && !/[?&]active=/.test(asked.url)
        ? respelled(told, (text) => text.replaceAll('active=true&', ''))
        : told,
  },
  'false includes those who cannot be scheduled': {
    rules: ['practitioner/include-non-scheduleable', 'practitioner/only-scheduleable-are-found'],
    ...searched('Practitioner', (url) => url.replace(/(include-non-scheduleable-practitioners)=[^&]*/, '$1=true')),
  },
  'the period of an encounter never ends': {
    rules: ['encounter/period-begins-with-the-visit'],
    tell: shown('Encounter', (one) =>
      isObject(one['period']) ? { ...one, period: without(one['period'], 'end') } : one,
    ),
  },
} as const satisfies Record<string, Fault>;
