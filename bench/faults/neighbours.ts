// Faults of the neighbours of an appointment: people and places, encounters, schedules and slots.
import {
  bodyOf,
  deaf,
  entriesOf,
  isSearchOf,
  isSearchset,
  refusal,
  searched,
  shown,
  takingBad,
  withBody,
  without,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

/** The searchsets of a type changed. */
const searchsets = (type: string, change: (bundle: Json, asked: Asked) => Json): Pick<Fault, 'tell'> => ({
  tell: (told, asked) =>
    isSearchOf(type, asked) ? { ...told, body: isSearchset(told.body) ? change(told.body, asked) : told.body } : told,
});

const isWriteOf = (type: string, { method, url }: Asked): boolean =>
  (method === 'POST' && url === `/${type}`) || (method === 'PUT' && url.startsWith(`/${type}/`));

/** The bodies of writes of a patient changed. */
const patients = (change: (body: Json) => Json): Pick<Fault, 'ask'> => ({
  ask: (asked) => (isWriteOf('Patient', asked) ? withBody(asked, change(bodyOf(asked))) : asked),
});

const emptyBundle: Told = {
  status: 200,
  headers: { 'content-type': 'application/fhir+json', 'fumage-correlation-id': 'seeded' },
  body: { resourceType: 'Bundle', type: 'searchset', total: 0 },
};

export const neighbours = {
  'encounters are not found by their patient': {
    rules: ['encounter/patient-finds'],
    ...searched('Encounter', (url) => url.replace(/([?&])patient=/, '$1_id=')),
  },
  'the patient of a search for encounters is passed over': {
    rules: ['encounter/patient-finds'],
    ...deaf('Encounter', 'patient'),
  },
  'the subject of a search for encounters is passed over': {
    rules: ['encounter/subject-finds'],
    ...deaf('Encounter', 'subject'),
  },
  'the id of a search for encounters is passed over': { rules: ['encounter/id-finds'], ...deaf('Encounter', '_id') },
  'an encounter is of somebody else': {
    rules: ['encounter/provider-stays', 'encounter/note-id', 'encounter/comes-with-the-appointment'],
    tell: shown('Encounter', (one) => without(one, 'participant')),
  },
  'a planned encounter has a period': {
    rules: ['encounter/period-begins-with-the-visit', 'encounter/comes-with-the-appointment'],
    tell: shown('Encounter', (one) =>
      one['period'] === undefined ? { ...one, period: { start: '2024-01-01T10:00:00+00:00' } } : one,
    ),
  },
  'a location has no address': {
    rules: ['location/shows-the-practice-location'],
    tell: shown('Location', (one) => without(one, 'address')),
  },
  'the id of a search for locations is passed over': { rules: ['location/id-finds'], ...deaf('Location', '_id') },
  'a practitioner has two names': {
    rules: ['practitioner/shows-the-credentialed-name'],
    tell: shown('Practitioner', (one) => ({ ...one, name: [...(one['name'] as Json[]), { use: 'official' }] })),
  },
  'the id of a search for practitioners is passed over': {
    rules: ['practitioner/id-finds'],
    ...deaf('Practitioner', '_id'),
  },
  'a practitioner is found by the whole family name only': {
    rules: ['practitioner/name-finds-by-part'],
    tell: (told, asked) => {
      const wanted = new URL(asked.url, 'http://any').searchParams.get('name')?.toLowerCase();
      if (!isSearchOf('Practitioner', asked) || wanted === undefined || !isSearchset(told.body)) return told;
      const familyOf = (one: Json): string => String((one['name'] as [Json] | undefined)?.[0]['family']).toLowerCase();
      const entry = entriesOf(told.body).filter(({ resource }) => familyOf(resource) === wanted);
      return entry.length === 0 ? emptyBundle : { ...told, body: { ...told.body, total: entry.length, entry } };
    },
  },
  'a new patient needs no birth date': {
    rules: ['patient/birth-date-is-required'],
    ...patients((body) => ({ birthDate: '1970-01-01', ...body })),
  },
  'a year alone is no birth date': {
    rules: ['patient/birth-date-is-completed'],
    ask: (asked) =>
      isWriteOf('Patient', asked) && /^\d{4}(-\d\d)?$/.test(String(bodyOf(asked)['birthDate']))
        ? refusal(400, 'Bad request: birthDate', 'invalid')
        : asked,
  },
  'a birth date that does not exist is another one': {
    rules: ['patient/birth-date-is-a-date'],
    ...patients((body) =>
      typeof body['birthDate'] === 'string' && Number.isNaN(Date.parse(body['birthDate']))
        ? { ...body, birthDate: '1970-01-01' }
        : body,
    ),
  },
  'a new patient needs no official name': {
    rules: ['patient/official-name-is-required'],
    ...patients((body) =>
      Array.isArray(body['name'])
        ? { ...body, name: (body['name'] as Json[]).map((name) => ({ ...name, use: 'official' })) }
        : body,
    ),
  },
  'the gender of a search for patients is passed over': {
    rules: ['patient/gender-finds'],
    ...deaf('Patient', 'gender'),
  },
  'active in a search for patients is passed over': { rules: ['patient/active-finds'], ...deaf('Patient', 'active') },
  'a given name finds only as a whole': {
    rules: ['patient/given-finds', 'patient/name-finds-by-part'],
    ...searched('Patient', (url) => url.replace(/([?&])given=([^&]*)/, '$1given=$2zz')),
  },
  'an e-mail address is looked up by the letter': {
    rules: ['patient/email-finds'],
    ...searched('Patient', (url) =>
      /[?&]email=[^&]*[A-Z]{3}/.test(url) ? url.replace(/([?&])email=/, '$1email=none') : url,
    ),
  },
  'a phone number is looked up by the letter': {
    rules: ['patient/phone-finds'],
    ...searched('Patient', (url) =>
      /[?&]phone=[^&]*(%28|\()/.test(url) ? url.replace(/([?&])phone=/, '$1phone=9') : url,
    ),
  },
  'the order of patients is passed over': { rules: ['patient/sort'], ...deaf('Patient', '_sort') },
  'a bad birth date finds no patient': {
    rules: ['patient/bad-birthdate-is-refused'],
    ask: async (asked, ask) => {
      const told = isSearchOf('Patient', asked) && asked.url.includes('birthdate=') ? await ask(asked) : undefined;
      return told === undefined ? asked : told.status === 400 ? emptyBundle : told;
    },
  },
  'the telecoms of an update are added': {
    rules: ['patient/telecom-list-replaces'],
    ask: async (asked, ask) => {
      if (asked.method !== 'PUT' || !asked.url.startsWith('/Patient/')) return asked;
      const stored = (await ask({ ...asked, method: 'GET', body: '' })).body as Json;
      const body = bodyOf(asked);
      const listIn = (of: Json): readonly Json[] => (Array.isArray(of['telecom']) ? (of['telecom'] as Json[]) : []);
      const sent = listIn(body);
      const ids = sent.map(({ id }) => id);
      return body['telecom'] === undefined
        ? asked
        : withBody(asked, { ...body, telecom: [...sent, ...listIn(stored).filter(({ id }) => !ids.includes(id))] });
    },
  },
  'a patient cannot be said to be dead': {
    rules: ['patient/deceased-is-kept'],
    ...patients((body) => without(body, 'deceasedBoolean')),
  },
  'schedules come ten at a time, with links': {
    rules: ['schedule/no-links', 'schedule/all-at-once'],
    ...searchsets('Schedule', (bundle) => ({
      ...bundle,
      link: [{ relation: 'self', url: '/Schedule?_count=10&_offset=0' }],
    })),
  },
  'the id of a schedule is that of its practitioner': {
    rules: ['schedule/id-names-location-and-practitioner'],
    ask: (asked) => ({
      ...asked,
      url: asked.url.replace(
        /schedule=(Schedule(?:\/|%2F))?(?!Location)([0-9a-f]{32})/,
        'schedule=Location.1-Staff.$2',
      ),
    }),
    tell: shown('Schedule', (one) => ({ ...one, id: String(one['id']).replace(/^.*Staff\./, '') })),
  },
  'slots need no schedule': {
    rules: ['slot/schedule-is-required'],
    ask: (asked) => (isSearchOf('Slot', asked) ? (asked.url.includes('schedule=') ? asked : emptyBundle) : asked),
  },
  'slots without an end go on for two weeks': {
    rules: ['slot/ends-after-a-week'],
    ...searched('Slot', (url) => {
      const { searchParams } = new URL(url, 'http://any');
      if (searchParams.has('end')) return url;
      const from = Date.parse(searchParams.get('start') ?? new Date().toISOString().slice(0, 10));
      return Number.isNaN(from) ? url : `${url}&end=${new Date(from + 13 * 86_400_000).toISOString().slice(0, 10)}`;
    }),
  },
  'slots have links': {
    rules: ['slot/no-links'],
    ...searchsets('Slot', (bundle, { url }) => ({ ...bundle, link: [{ relation: 'self', url }] })),
  },
  'a search for slots of too many days is cut': {
    rules: ['slot/window-is-bounded'],
    ask: async (asked, ask) => {
      const told = isSearchOf('Slot', asked) && asked.url.includes('end=') ? await ask(asked) : undefined;
      return told?.status === 400 && JSON.stringify(told.body).includes('92') ? emptyBundle : asked;
    },
  },
  'an unknown path is an empty searchset': {
    rules: ['interaction/unknown-path'],
    tell: (told, asked) =>
      told.status === 404 &&
      asked.method === 'GET' &&
      !/^\/(Appointment|Patient|Practitioner|Location|Encounter)\//.test(asked.url)
        ? emptyBundle
        : told,
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
  'a bad order of patients is passed over': {
    rules: ['patient/bad-sort-is-refused'],
    ...takingBad('Patient', '_sort'),
  },
  'a bad length of a slot is passed over': {
    rules: ['slot/bad-duration-is-refused'],
    ...takingBad('Slot', 'duration'),
  },
} as const satisfies Record<string, Fault>;
