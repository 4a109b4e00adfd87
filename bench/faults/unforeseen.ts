// Faults that show themselves at an edge only: one word of a list, a second call, two optional members that come together.
import { canvasBot, noteTypes } from '../../fixtures/instance.ts';
import { allFound, parametersBeside, storedFor, updates, withDevelopmentToken } from './asking.ts';
import {
  appointments,
  bodyOf,
  bundles,
  entriesOf,
  isCreate,
  isoOf,
  isSearch,
  isSearchset,
  isUpdate,
  isWrite,
  listOf,
  parametersOf,
  refusal,
  refusals,
  refusedWrites,
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
import { codingsOf } from './parts.ts';
import { paged } from './remembering.ts';

const practitionerOf = (one: Json): Json | undefined =>
  listOf(one['participant']).find((each) => JSON.stringify(each).includes('"Practitioner/'));

const referenceIn = (participant: Json | undefined): string =>
  String((participant?.['actor'] as Json | undefined)?.['reference']);

/** A list in the bodies of creates and updates changed before it arrives, where there is one. */
const writtenList = (member: string, change: (list: readonly Json[]) => readonly Json[]): Pick<Fault, 'ask'> =>
  written((body) => (Array.isArray(body[member]) ? { ...body, [member]: change(listOf(body[member])) } : body));

/** Searches with a parameter that find, of what `query` finds, those that fit. */
const picking = (
  parameter: string,
  fits: (resource: Json, values: readonly string[]) => boolean,
  query: (part: string) => boolean = () => true,
): Pick<Fault, 'act'> => ({
  act: async (told, asked, ask) => {
    const values = parametersOf(asked).getAll(parameter);
    if (!isSearch(asked) || !isSearchset(told.body) || values.length === 0) return told;
    const page = { ...asked, url: asked.url.replace(/_count=\d{3,}/, '_count=100') };
    return paged(told, page, (resource) => fits(resource, values))(
      await allFound('Appointment', parametersBeside(asked).filter(query), asked, ask),
    );
  },
});

/** The searchsets of appointments changed. */
const searchsets = (change: (bundle: Json, offset: number) => Json): Pick<Fault, 'tell'> =>
  bundles((bundle, asked) =>
    isSearch(asked) && Array.isArray(bundle['entry'])
      ? change(bundle, Number(parametersOf(asked).get('_offset') ?? 0))
      : bundle,
  );

const untilEmoji = (value: unknown): Json =>
  typeof value === 'string' ? { text: value.replace(/[\u{10000}-\u{10ffff}].*$/su, '') } : {};

/** What each token may do, known from the answers to the requests for them. */
const scopes = new Map<string, string>();

const dashed = (text: string): string => text.replace(/'(\w{8})(\w{4})(\w{4})(\w{4})(\w{12})'/, "'$1-$2-$3-$4-$5'");

const dayOf = (time: unknown): string => String(time).replace(/T00:00:00.*/, '');

const unscheduleable = noteTypes.filter(({ scheduleable }) => !scheduleable).map(({ code }): unknown => code);

export const unforeseen = {
  'a visit whose time has passed cannot be cancelled': {
    rules: ['status/update-sets-status'],
    ...updates((body, stored) =>
      body['status'] === 'cancelled' && timeOf(stored['start']) < Date.now() ? without(body, 'status') : body,
    ),
  },
  'a create that says waitlist is refused': {
    rules: ['status/create-is-always-proposed'],
    ...refusedWrites((body, asked) => isCreate(asked) && body['status'] === 'waitlist', 'waitlist is not supported'),
  },
  'an update that changes nothing answers 304': {
    rules: ['interaction/documented-statuses', 'interaction/update-answers-null'],
    ask: async (asked, ask) => {
      if (!isUpdate(asked)) return asked;
      const before = await storedFor(asked, ask);
      const told = await ask(asked);
      const isSame = JSON.stringify(before) === JSON.stringify(await storedFor(asked, ask));
      return told.status === 200 && isSame ? { ...told, status: 304, body: undefined } : told;
    },
  },
  'a second update begins again from what was created': {
    rules: ['interaction/partial-update'],
    ...(() => {
      const created = new Map<string, Json>();
      return {
        ask: (asked: Asked) => {
          const body = bodyOf(asked);
          const kept = created.get(asked.url) ?? {};
          const base = body['description'] === undefined ? kept : without(kept, 'reasonCode');
          return isUpdate(asked) && Object.keys(body).length > 0 ? withBody(asked, { ...base, ...body }) : asked;
        },
        tell: (told: Told, asked: Asked) => {
          const [path] = /\/Appointment\/[^/]+/.exec(told.headers['location'] ?? '') ?? [];
          if (!isCreate(asked) || told.status !== 201 || path === undefined) return told;
          const members = Object.entries(bodyOf(asked)).filter(([name]) => /^(start|end|reasonCode)$/.test(name));
          created.set(path, Object.fromEntries(members));
          return told;
        },
      };
    })(),
  },
  'an end at the start is refused': {
    rules: ['booking/end-is-not-validated'],
    ...refusedWrites(({ start, end }) => timeOf(start) === timeOf(end), 'end: has to lie after the start'),
  },
  'a start and an end in the wrong order are exchanged': {
    rules: ['booking/end-is-not-validated', 'booking/end', 'booking/start'],
    ...written((body) =>
      timeOf(body['end']) < timeOf(body['start']) ? { ...body, start: body['end'], end: body['start'] } : body,
    ),
  },
  'a start that is moved alone takes the end with it': {
    rules: ['interaction/partial-update', 'booking/end'],
    ...updates((body, stored) => {
      const end = timeOf(body['start']) + timeOf(stored['end']) - timeOf(stored['start']);
      return body['end'] !== undefined || Number.isNaN(end) ? body : { ...body, end: isoOf(end) };
    }),
  },
  'the seconds of a start are dropped': {
    rules: ['booking/start'],
    ...written((body) =>
      typeof body['start'] === 'string'
        ? { ...body, start: body['start'].replace(/(T\d\d:\d\d):\d\d(\.\d+)?/, '$1:00') }
        : body,
    ),
  },
  'the twenty-ninth of February is refused': {
    rules: ['booking/start', 'booking/times-are-instants'],
    ...refusedWrites(({ start }) => String(start).includes('-02-29T'), 'start: day is out of range for month'),
  },
  'midnight is shown as a day': {
    rules: ['booking/shown-in-utc', 'booking/start', 'booking/end'],
    ...appointments((one) => ({ ...one, start: dayOf(one['start']), end: dayOf(one['end']) })),
  },
  'an update cannot move a visit to a time at which the provider has another': {
    rules: ['booking/double-booking-allowed', 'booking/double-booking-refused'],
    ask: async (asked, ask) => {
      const [body, stored] = isUpdate(asked) ? [bodyOf(asked), (await storedFor(asked, ask)) ?? {}] : [{}, {}];
      const [time, before] = [timeOf(body['start']), timeOf(stored['start'])];
      if (Number.isNaN(time) || time === before) return asked;
      const who = referenceIn(practitionerOf(body) ?? practitionerOf(stored));
      const url = `/Appointment?practitioner=${encodeURIComponent(who)}&date=${isoOf(time).slice(0, 10)}&_count=100`;
      const found = (await storedFor({ ...asked, url }, ask)) ?? {};
      const isTaken = entriesOf(found).some(({ resource }) => timeOf(resource['start']) === time);
      return isTaken ? refusal(422, 'This appointment time is no longer available.') : asked;
    },
  },
  'a text ends before its first emoji': {
    rules: ['reason-code/text', 'reason-code/description-mirrors-text'],
    ...writtenList('reasonCode', (list) => list.map((reason) => ({ ...reason, ...untilEmoji(reason['text']) }))),
  },
  'a description has 255 letters at most, the text of a reason more': {
    rules: ['reason-code/description-mirrors-text'],
    ...appointments((one) =>
      typeof one['description'] === 'string' ? { ...one, description: one['description'].slice(0, 255) } : one,
    ),
  },
  'a reason whose coding has no system does not exist': {
    rules: ['reason-code/structured', 'reason-code/must-exist'],
    ask: (asked) => {
      const [coding] = isWrite(asked) ? codingsOf(listOf(bodyOf(asked)['reasonCode'])[0]) : [];
      return coding !== undefined && coding['system'] === undefined
        ? refusal(422, `structured reason for visit with code ${String(coding['code'])} does not exist`)
        : asked;
    },
  },
  'a first reason without a coding takes that of the second': {
    rules: ['reason-code/first-only', 'reason-code/text'],
    ...writtenList('reasonCode', (list) => {
      const [first, second] = list;
      return first === undefined ? list : [{ ...second, ...first }, ...list.slice(1)];
    }),
  },
  'a type without any coding is the default type': {
    rules: ['appointment-type/one-coding'],
    ...written((body) =>
      body['appointmentType'] !== undefined && codingsOf(body['appointmentType']).length === 0
        ? without(body, 'appointmentType')
        : body,
    ),
  },
  'an internal type that does not exist is the default type': {
    rules: ['appointment-type/must-exist', 'appointment-type/code-must-exist'],
    act: async (told, asked, ask) =>
      isWrite(asked) && told.status === 422 && /system: INTERNAL and code|and system: INTERNAL/.test(wordsOf(told))
        ? ask(withBody(asked, without(bodyOf(asked), 'appointmentType')))
        : told,
  },
  'a type that is not scheduleable is taken by an update': {
    rules: ['appointment-type/must-be-scheduleable'],
    ask: (asked) =>
      isCreate(asked) && codingsOf(bodyOf(asked)['appointmentType']).some(({ code }) => unscheduleable.includes(code))
        ? refusal(422, 'Appointment Create Error: Appointment type must be scheduleable')
        : asked,
    mock: { without: ['appointment-type/must-be-scheduleable'] },
  },
  'the use secondary or old of an identifier becomes usual': {
    rules: ['identifier/stored'],
    ...writtenList('identifier', (list) =>
      list.map((one) => (['secondary', 'old'].includes(String(one['use'])) ? { ...one, use: 'usual' } : one)),
    ),
  },
  'a period without a start loses its end': {
    rules: ['identifier/stored', 'identifier/expired-survive'],
    ...writtenList('identifier', (list) =>
      list.map((one) => {
        const { start } = (one['period'] ?? {}) as Json;
        return start === undefined ? without(one, 'period') : one;
      }),
    ),
  },
  'an identifier without an end survives an update that leaves it out': {
    rules: ['identifier/list-replaces-current'],
    ...updates((body, stored) => {
      const list = listOf(body['identifier']);
      const isLeft = (one: Json): boolean =>
        (one['period'] as Json | undefined)?.['end'] === undefined && list.every(({ id }) => id !== one['id']);
      return Array.isArray(body['identifier'])
        ? { ...body, identifier: [...list, ...listOf(stored['identifier']).filter(isLeft)] }
        : body;
    }),
  },
  'of two identifiers sent with their ids the first is changed': {
    rules: ['identifier/updated-by-id'],
    ...updates((body, stored) => {
      const former = (id: unknown): Json | undefined => listOf(stored['identifier']).find((one) => one['id'] === id);
      const list = listOf(body['identifier']);
      const first = list.find(({ id }) => former(id) !== undefined);
      const identifier = list.map((one) => (one === first ? one : (former(one['id']) ?? one)));
      return Array.isArray(body['identifier']) ? { ...body, identifier } : body;
    }),
  },
  'a patient who has declined is left out': {
    rules: ['participant/status-unused', 'participant/patient'],
    ...writtenList('participant', (list) =>
      list.filter((one) => one['status'] !== 'declined' || !referenceIn(one).startsWith('Patient/')),
    ),
  },
  'a blank practitioner of an update leaves the one there is': {
    rules: ['participant/blank-practitioner'],
    ...updates((body, stored) => ({
      ...body,
      ...(Array.isArray(body['participant']) && {
        participant: listOf(body['participant']).map((one) =>
          referenceIn(one) === 'Practitioner/' ? (practitionerOf(stored) ?? one) : one,
        ),
      }),
    })),
  },
  'a location is looked for in the first reference only': {
    rules: ['supporting-information/location'],
    ...writtenList('supportingInformation', (list) =>
      list.filter((one, at) => at === 0 || !String(one['reference']).startsWith('Location/')),
    ),
  },
  'a cancelled appointment has a narrative': {
    rules: ['read/no-metadata'],
    ...appointments(({ resourceType, id, ...one }) => {
      const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Cancelled</div>' };
      return { resourceType, id, ...(one['status'] === 'cancelled' ? { text } : {}), ...one };
    }),
  },
  'a search for booked finds the pending as well': {
    rules: ['search/status'],
    ...picking(
      'status',
      ({ status }, [wanted]) => status === wanted || (status === 'pending' && wanted === 'booked'),
      (part) => !part.startsWith('status='),
    ),
  },
  'what Canvas Bot was booked for is not found by the practitioner': {
    rules: ['search/practitioner', 'participant/blank-practitioner'],
    ...picking('practitioner', (resource) => !referenceIn(practitionerOf(resource)).endsWith(canvasBot)),
  },
  'a range from a day to the same day is empty': {
    rules: ['search/date-range', 'search/date'],
    ...picking('date', (_resource, [one = '', other = '']) => one.slice(2) !== other.slice(2)),
  },
  'a day ends at a quarter to midnight': {
    rules: ['search/date', 'search/date-range'],
    ...picking('date', ({ start }, values) => {
      const [day = '', time = ''] = isoOf(timeOf(start)).split('T');
      return time < '23:45' || !values.some((value) => /^(le|eq|)\d/.test(value) && value.endsWith(day));
    }),
  },
  'a third parameter is passed over': {
    rules: ['search/parameters-combine'],
    ask: (asked) => {
      if (!isSearch(asked)) return asked;
      const filters = asked.url.split(/[?&]/).filter((part) => /^[a-z][a-z-]*=/.test(part));
      const url = filters.slice(2).reduce((now, part) => now.replace(part, `_passed_over_${part}`), asked.url);
      return { ...asked, url };
    },
    ...bundles((bundle) => JSON.parse(JSON.stringify(bundle).replaceAll('_passed_over_', '')) as Json),
  },
  'the eleventh match stands on no page': {
    rules: ['searchset/paging'],
    ...searchsets((bundle, offset) => ({
      ...bundle,
      entry: entriesOf(bundle).filter((_one, at) => at + offset !== 10),
    })),
  },
  'total leaves out the cancelled': {
    rules: ['searchset/total'],
    ...searchsets((bundle) => {
      const cancelled = entriesOf(bundle).filter(({ resource }) => resource['status'] === 'cancelled');
      return { ...bundle, total: Number(bundle['total']) - cancelled.length };
    }),
  },
  'an unknown id of 32 digits is echoed with dashes': {
    rules: ['interaction/unknown-id'],
    ...refusals(404, /Unknown Appointment/, (told) => ({
      ...told,
      body: JSON.parse(dashed(wordsOf(told))) as unknown,
    })),
  },
  'a bearer token of no letters is fine': {
    rules: ['access/token-required'],
    ask: (asked) => (/^Bearer\s*$/i.test(asked.headers['authorization'] ?? '') ? withDevelopmentToken(asked) : asked),
  },
  'a scope for patients is good for their appointments': {
    rules: ['access/scope-required'],
    act: async (told, asked, ask) => {
      const { access_token: token, scope } = (told.body ?? {}) as Json;
      if (asked.url.startsWith('/auth/token') && told.status === 200)
        scopes.set(`Bearer ${String(token)}`, String(scope));
      const known = scopes.get(asked.headers['authorization'] ?? '') ?? '';
      const isMeant = told.status === 403 && asked.method === 'GET' && /user\/Patient\.(read|\*)/.test(known);
      return isMeant && asked.url.startsWith('/Appointment') ? ask(withDevelopmentToken(asked)) : told;
    },
  },
} as const satisfies Record<string, Fault>;
