// Faults of the neighbours of an appointment, written down without a look at what the suite tries.
import { randomUUID } from 'node:crypto';
import { isObject } from '../../schemas/json.ts';
import {
  allFound,
  findingBy,
  inside,
  knowingScopes,
  parametersBeside,
  searchsetOf,
  withDevelopmentToken,
} from './asking.ts';
import {
  bodyOf,
  entriesOf,
  idIn,
  isCreate,
  isoOf,
  isReadOf,
  isSearchOf,
  isSearchset,
  isToken,
  isUpdate,
  isWrite,
  listOf,
  parametersOf,
  refusal,
  searched,
  shown,
  supporting,
  timeOf,
  withBody,
  without,
  written,
  type AskMock,
  type Asked,
  type Entry,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';
import { actorOf, codingsOf } from './parts.ts';
import { findingAsCreated, remembering } from './remembering.ts';

const isWriteOf = (type: string, { method, url }: Asked): boolean =>
  (method === 'POST' && url === `/${type}`) || (method === 'PUT' && url.startsWith(`/${type}/`));

/** The bodies of writes of a patient changed, where there is one. */
const patients = (change: (body: Json, asked: Asked) => Json): Pick<Fault, 'ask'> => ({
  ask: (asked) =>
    isWriteOf('Patient', asked) && Object.keys(bodyOf(asked)).length > 0
      ? withBody(asked, change(bodyOf(asked), asked))
      : asked,
});

const nothing = (told: Told): Told => ({ ...told, body: { resourceType: 'Bundle', type: 'searchset', total: 0 } });

/** A searchset without pages that shows only some of its entries. */
const left = (told: Told, bundle: Json, entry: readonly Entry[]): Told =>
  entry.length === 0 ? nothing(told) : { ...told, body: { ...bundle, total: entry.length, entry } };

const namesOf = (one: Json): readonly string[] =>
  listOf(one['name'])
    .filter(({ use }) => use === 'official')
    .flatMap(({ family, given }) => [String(family), ...(Array.isArray(given) ? given.map(String) : [])]);

/** A pattern of LIKE, in which the letters for anything are not escaped. */
const like = (value: string): RegExp =>
  new RegExp(
    value
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.'),
    'i',
  );

const placeOf = (one: Json): string =>
  supporting(one).flatMap(({ reference }) => /^Location\/(.+)$/.exec(String(reference))?.[1] ?? [])[0] ?? '';

/** The id of the first participant of a type. */
const actorIdOf = (one: Json, type: string): string => actorOf(one, type).slice(type.length + 1);

/** A slot together with a visit that may be in its way. */
interface Meeting {
  readonly slot: Json;
  readonly visit: Json;
  /** The practitioner of the slot. */
  readonly who: string;
  /** The UUID of the location of the slot. */
  readonly place: string;
}

const overlap = ({ slot, visit }: Meeting): boolean =>
  timeOf(slot['start']) < timeOf(visit['end']) && timeOf(slot['end']) > timeOf(visit['start']);

const isWith = ({ visit, who }: Meeting): boolean => actorIdOf(visit, 'Practitioner') === who;

/** The UUIDs of locations by their number, as the schedules name them by their names. */
const placesByNumber = async (ask: AskMock): Promise<ReadonlyMap<string, string>> => {
  const schedules = entriesOf((await ask(inside('GET', '/Schedule'))).body as Json);
  const locations = await allFound('Location', [], inside('GET', ''), ask);
  return new Map(
    schedules.map(({ resource: { id, comment } }) => {
      const place = locations.find(({ resource }) => String(comment).endsWith(` at ${String(resource['name'])}`));
      return [/^Location\.(\d+)-/.exec(String(id))?.[1] ?? '', String(place?.resource['id'])];
    }),
  );
};

/** Slots that are taken by visits otherwise. */
const slotsTaken = (isTaken: (meeting: Meeting) => boolean): Pick<Fault, 'mock' | 'act'> => ({
  mock: { without: ['slot/booked-time-is-taken'] },
  act: async (told, asked, ask) => {
    if (!isSearchOf('Slot', asked) || !isSearchset(told.body) || told.body['entry'] === undefined) return told;
    const places = await placesByNumber(ask);
    const visits = (await allFound('Appointment', [], inside('GET', ''), ask)).filter(
      ({ resource }) => !['cancelled', 'entered-in-error'].includes(String(resource['status'])),
    );
    const free = entriesOf(told.body).filter(({ resource: slot }) => {
      const [, number = '', who = ''] = /Location\.(\d+)-Staff\.(\w+)/.exec(JSON.stringify(slot['schedule'])) ?? [];
      const place = places.get(number) ?? '';
      return !visits.some(({ resource: visit }) => isTaken({ slot, visit, who, place }));
    });
    return left(told, told.body, free);
  },
});

/** The searchsets of slots changed entry by entry. */
const slots = (
  change: (found: readonly Entry[], asked: Asked, bundle: Json) => readonly Entry[],
): Pick<Fault, 'tell'> => ({
  tell: (told, asked) =>
    isSearchOf('Slot', asked) && isSearchset(told.body) && told.body['entry'] !== undefined
      ? left(told, told.body, change(entriesOf(told.body), asked, told.body))
      : told,
});

/** Encounters shown by the status of their appointment. */
const encountersBy = (change: (encounter: Json, status: string) => Json): Pick<Fault, 'act'> => ({
  act: async (told, asked, ask) => {
    if (!asked.url.startsWith('/Encounter') || asked.method !== 'GET' || told.status !== 200) return told;
    const all = await allFound('Appointment', [], inside('GET', ''), ask);
    const statuses = new Map(all.map(({ resource }) => [resource['id'], String(resource['status'])]));
    return shown('Encounter', (one) => {
      const ids = listOf(one['appointment']).map(({ reference }) => String(reference).split('/')[1]);
      return change(one, statuses.get(ids.at(-1)) ?? '');
    })(told, asked);
  },
});

/** Requests of tokens with certain scopes answered as if the token might do everything. */
const letIn = (
  isMeant: (scopes: readonly string[], asked: Asked, told: Told) => boolean,
): Pick<Fault, 'act' | 'tell'> => {
  const scopes = knowingScopes();
  return {
    tell: scopes.tell,
    act: async (told, asked, ask) => (isMeant(scopes.of(asked), asked, told) ? ask(withDevelopmentToken(asked)) : told),
  };
};

/** Requests of tokens with certain scopes refused; the scopes of the development token are not known. */
const shutOut = (isMeant: (scopes: readonly string[], asked: Asked) => boolean): Pick<Fault, 'ask' | 'tell'> => {
  const scopes = knowingScopes();
  return {
    tell: scopes.tell,
    ask: (asked) => {
      const held = scopes.of(asked);
      return held.length > 0 && isMeant(held, asked) ? refusal(403, 'Authorization failed', 'forbidden') : asked;
    },
  };
};

/** What the token endpoint answers, changed. */
const tokens = (change: (body: Json, asked: Asked) => Json): Pick<Fault, 'tell'> => ({
  tell: (told, asked) =>
    isToken(asked) && told.status === 200 && isObject(told.body) ? { ...told, body: change(told.body, asked) } : told,
});

const stripped = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/<[^<>]*>/g, '') : value);

const roundedUp = (value: unknown): unknown => {
  const time = timeOf(value);
  return /\.\d/.test(String(value)) && !Number.isNaN(time) && time % 1000 >= 500
    ? isoOf(Math.ceil(time / 1000) * 1000)
    : value;
};

const decoded = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
};

/** The contained endpoints in the bodies of writes changed. */
const sentEndpoints = (change: (endpoint: Json) => Json): Pick<Fault, 'ask'> =>
  written((body) =>
    Array.isArray(body['contained']) ? { ...body, contained: listOf(body['contained']).map(change) } : body,
  );

const taken = refusal(422, 'This appointment time is no longer available.');

const hasMore = (value: string): boolean => /[%_]/.test(value);

export const blindNeighbours = {
  'time booked at one location is free at the others': {
    rules: ['slot/booked-time-is-taken'],
    ...slotsTaken(
      (meeting) => isWith(meeting) && overlap(meeting) && ['', meeting.place].includes(placeOf(meeting.visit)),
    ),
  },
  'a visit takes the time of everybody at its location': {
    rules: ['slot/booked-time-is-taken'],
    ...slotsTaken((meeting) => overlap(meeting) && (isWith(meeting) || placeOf(meeting.visit) === meeting.place)),
  },
  'a slot is free where only its beginning is': {
    rules: ['slot/booked-time-is-taken'],
    ...slotsTaken((meeting) => {
      const at = timeOf(meeting.slot['start']);
      return isWith(meeting) && at >= timeOf(meeting.visit['start']) && at < timeOf(meeting.visit['end']);
    }),
  },
  'a visit takes its time once it is booked': {
    rules: ['slot/booked-time-is-taken'],
    ...slotsTaken(
      (meeting) =>
        isWith(meeting) && overlap(meeting) && !['proposed', 'pending'].includes(String(meeting.visit['status'])),
    ),
  },
  'a visit takes the time of the practitioner of its create': {
    rules: ['slot/booked-time-is-taken', 'slot/cancelled-time-is-free'],
    ...(() => {
      const created = new Map<string, string>();
      return {
        ...slotsTaken(
          (meeting) =>
            overlap(meeting) &&
            (created.get(String(meeting.visit['id'])) ?? actorIdOf(meeting.visit, 'Practitioner')) === meeting.who,
        ),
        tell: (told: Told, asked: Asked) => {
          if (isCreate(asked) && told.status === 201)
            created.set(idIn(asked, told), actorIdOf(bodyOf(asked), 'Practitioner'));
          return told;
        },
      };
    })(),
  },
  'slots come ten at a time': {
    rules: ['slot/no-links'],
    tell: (told, asked) =>
      isSearchOf('Slot', asked) && isSearchset(told.body) && told.body['entry'] !== undefined
        ? { ...told, body: { ...told.body, entry: entriesOf(told.body).slice(0, 10) } }
        : told,
  },
  'the last day of a search for slots has none': {
    rules: ['slot/ends-after-a-week'],
    // The end is a day that is compared as its midnight.
    ...slots((found, asked) => {
      const end = parametersOf(asked).get('end') ?? '';
      return /^\d{4}-\d\d-\d\d$/.test(end)
        ? found.filter(({ resource }) => String(resource['start']).slice(0, 10) < end)
        : found;
    }),
  },
  'all slots have the offset of the first': {
    rules: ['slot/shown-in-clinic-time', 'slot/lies-in-working-hours'],
    ...slots((found) => {
      const offset = String(found[0]?.resource['start']).slice(-6);
      const inOffset = (value: unknown): string => `${String(value).slice(0, -6)}${offset}`;
      return found.map(({ resource }) => ({
        resource: { ...resource, start: inOffset(resource['start']), end: inOffset(resource['end']) },
      }));
    }),
  },
  'a slot lasts no more than an hour': {
    rules: ['slot/lasts-twenty-minutes'],
    ...searched('Slot', (url) =>
      url.replace(/([?&]duration=)(\d+)/, (_whole, name: string, duration: string) => {
        const minutes = Number(duration);
        return minutes > 60 && minutes <= 1440 ? `${name}60` : `${name}${duration}`;
      }),
    ),
  },
  'a slot refers to the schedule of the first location': {
    rules: ['slot/schedule-selects', 'slot/shows-a-free-time'],
    // The schedule is joined by its practitioner.
    tell: shown('Slot', (one) => {
      const { reference } = one['schedule'] as Json;
      return {
        ...one,
        schedule: { reference: String(reference).replace(/Location\.\d+/, 'Location.1'), type: 'Schedule' },
      };
    }),
  },
  'a practitioner has one schedule, whatever the locations': {
    rules: ['schedule/one-for-each-practitioner-and-location'],
    tell: (told, asked) => {
      if (!isSearchOf('Schedule', asked) || !isSearchset(told.body)) return told;
      const whose = ({ resource }: Entry): string => String(resource['id']).split('-Staff.')[1] ?? '';
      const all = entriesOf(told.body);
      const entry = all.filter((one, at) => all.findIndex((other) => whose(other) === whose(one)) === at);
      return { ...told, body: { ...told.body, total: entry.length, entry } };
    },
  },
  'the narrative of a schedule has lost its tags': {
    rules: ['schedule/says-whose-and-where'],
    tell: shown('Schedule', (one) => {
      const text = isObject(one['text']) ? one['text'] : {};
      return { ...one, text: { ...text, div: stripped(text['div']) } };
    }),
  },
  'an underscore or a percent sign in a name stands for any letters': {
    rules: ['patient/name-finds-by-part'],
    ...findingBy('Patient', 'name', hasMore, (one, value) => namesOf(one).some((name) => like(value).test(name))),
  },
  'a name finds patients by its beginning only': {
    rules: ['patient/name-finds-by-part'],
    ...findingBy(
      'Patient',
      'name',
      (value) => /^\S+$/.test(value),
      (one, value) => namesOf(one).some((name) => name.toLowerCase().startsWith(value.toLowerCase())),
    ),
  },
  'a system without a value finds no patient': {
    rules: ['patient/identifier-finds'],
    ...findingBy(
      'Patient',
      'identifier',
      (value) => /^[^|]+\|$/.test(value),
      () => false,
    ),
  },
  'an identifier said to have no system is looked up in any': {
    rules: ['patient/identifier-finds'],
    ...searched('Patient', (url) => url.replace(/([?&]identifier=)(\||%7C)(?=[^&])/i, '$1')),
  },
  'the record number of a patient is not among the identifiers that are searched': {
    rules: ['patient/identifier-finds'],
    ...findingBy(
      'Patient',
      'identifier',
      (value) => /^([^|]+\|)?[^|]+$/.test(value),
      (one, value) => {
        const [wanted, system] = value.split('|').toReversed();
        return listOf(one['identifier'])
          .slice(1)
          .some((each) => each['value'] === wanted && (system === undefined || each['system'] === system));
      },
    ),
  },
  'an empty list of telecoms deletes none': {
    rules: ['patient/telecom-list-replaces'],
    ...patients((body) => (listOf(body['telecom']).length === 0 ? without(body, 'telecom') : body)),
  },
  'a part of a birth date that is left out is that of today': {
    rules: ['patient/birth-date-is-completed'],
    // The parser of a date library completes by the clock.
    ...patients((body) => {
      const birthDate = body['birthDate'];
      return typeof birthDate === 'string' && /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(birthDate)
        ? { ...body, birthDate: `${birthDate}${isoOf(Date.now()).slice(birthDate.length, 10)}` }
        : body;
    }),
  },
  'a search for the male finds the female as well': {
    rules: ['patient/gender-finds'],
    ...findingBy(
      'Patient',
      'gender',
      (value) => value.toLowerCase() === 'male',
      (one) => String(one['gender']).includes('male'),
    ),
  },
  'a search for the inactive finds the active': {
    rules: ['patient/active-finds'],
    // A text that is not empty counts as true.
    ...findingBy(
      'Patient',
      'active',
      (value) => value === 'false',
      (one) => one['active'] === true,
    ),
  },
  'a plus sign in a search is decoded twice': {
    rules: ['patient/email-finds'],
    // By the gateway, and once more behind it.
    ask: (asked) =>
      asked.method === 'GET' && asked.url.includes('?')
        ? { ...asked, url: asked.url.replaceAll(/%2B/gi, '%20') }
        : asked,
  },
  'an update gives the identifiers of a patient new ids': {
    rules: ['patient/identifier-list-replaces-current'],
    // All are deleted and inserted anew.
    ...patients((body, { method }) =>
      method === 'PUT' && Array.isArray(body['identifier'])
        ? { ...body, identifier: listOf(body['identifier']).map((one) => without(one, 'id')) }
        : body,
    ),
  },
  'an encounter is in progress once the patient has arrived': {
    rules: ['encounter/status-follows-the-appointment'],
    ...encountersBy((one, status) => (status === 'arrived' ? { ...one, status: 'in-progress' } : one)),
  },
  'the encounter of a missed visit is planned': {
    rules: ['encounter/status-follows-the-appointment'],
    ...encountersBy((one, status) => (status === 'noshow' ? { ...one, status: 'planned' } : one)),
  },
  'an encounter stays that of the patient of the create': {
    rules: ['encounter/comes-with-the-appointment', 'encounter/patient-finds'],
    ...(() => {
      const created = new Map<string, string>();
      const reads = shown('Encounter', (one) => {
        const patient = created.get(String(listOf(one['appointment'])[0]?.['reference']).split('/')[1] ?? '') ?? '';
        return patient === '' ? one : { ...one, subject: { reference: `Patient/${patient}`, type: 'Patient' } };
      });
      return {
        tell: (told: Told, asked: Asked) => {
          if (isCreate(asked) && told.status === 201)
            created.set(idIn(asked, told), actorIdOf(bodyOf(asked), 'Patient'));
          return reads(told, asked);
        },
      };
    })(),
  },
  'the encounters of cancelled visits are not found': {
    rules: ['encounter/status-follows-the-appointment', 'encounter/appointment-finds', 'encounter/patient-finds'],
    act: async (told, asked, ask) => {
      if (!isSearchOf('Encounter', asked) || !isSearchset(told.body) || told.body['entry'] === undefined) return told;
      const all = await allFound('Encounter', parametersBeside(asked), asked, ask);
      const found = all.filter(({ resource }) => resource['status'] !== 'cancelled');
      return found.length === all.length ? told : { ...told, body: searchsetOf('Encounter', found, asked) };
    },
  },
  'of two dates of encounters the last is looked at': {
    rules: ['encounter/date-finds'],
    ...searched('Encounter', (url) => {
      const [path = '', query = ''] = url.split('?');
      const parts = query.split('&');
      const last = parts.findLastIndex((part) => part.startsWith('date='));
      return last < 0
        ? url
        : `${path}?${parts.filter((part, at) => !part.startsWith('date=') || at === last).join('&')}`;
    }),
  },
  'encounters are found by the bare id of an appointment only': {
    rules: ['encounter/appointment-finds'],
    tell: (told, asked) =>
      isSearchOf('Encounter', asked) && isSearchset(told.body) && /[?&]appointment=Appointment(\/|%2F)/i.test(asked.url)
        ? nothing(told)
        : told,
  },
  'an appointment is found by its former patient': {
    rules: ['search/patient'],
    ...findingAsCreated(
      'patient',
      (created, value) => actorIdOf(created, 'Patient') === value.replace(/^Patient\//, ''),
    ),
  },
  'a practitioner who cannot be scheduled cannot be read': {
    rules: ['practitioner/shows-the-credentialed-name', 'interaction/unknown-id'],
    // Those that a search shows are all that the model knows.
    act: async (told, asked, ask) => {
      if (!isReadOf('Practitioner', asked) || told.status !== 200) return told;
      const id = asked.url.slice('/Practitioner/'.length);
      const { body } = await ask(inside('GET', `/Practitioner?_id=${id}`));
      return isObject(body) && body['total'] === 0
        ? refusal(404, `Unknown Practitioner resource '${id}'`, 'not-found')
        : told;
    },
  },
  'a practitioner is not found by given and family name together': {
    rules: ['practitioner/name-finds-by-part'],
    // The columns are compared one by one, never the text of the whole.
    ...findingBy(
      'Practitioner',
      'name',
      (value) => /\S\s+\S/.test(value),
      (one, value) =>
        listOf(one['name']).some(({ family, given }) =>
          [family, ...(Array.isArray(given) ? (given as unknown[]) : [])].some((part) =>
            String(part).toLowerCase().includes(value.toLowerCase()),
          ),
        ),
    ),
  },
  'the address of a location is a list': {
    rules: ['location/shows-the-practice-location'],
    tell: shown('Location', (one) => (isObject(one['address']) ? { ...one, address: [one['address']] } : one)),
  },
  'a search by POST needs a scope that writes': {
    rules: ['search/by-post', 'access/scope-required'],
    // The gateway asks by the method.
    ...shutOut(
      (scopes, { method, url }) =>
        method === 'POST' && url.includes('/_search') && !scopes.some((scope) => /\.(write|\*)$/.test(scope)),
    ),
  },
  'a star for what a scope allows only reads': {
    rules: ['access/scope-required', 'access/scope-granted'],
    ...shutOut((scopes, asked) => {
      const [, type = ''] = /^\/([A-Z][A-Za-z]+)/.exec(asked.url) ?? [];
      return isWriteOf(type, asked) && !scopes.some((scope) => /\.write$|\/\*\.\*$/.test(scope));
    }),
  },
  'a token of a patient reads every patient': {
    rules: ['access/patient-token-sees-own'],
    ...letIn(
      (scopes, asked, { status }) =>
        /^\/Patient(\/|\?|$)/.test(asked.url) &&
        asked.method === 'GET' &&
        [200, 404].includes(status) &&
        scopes.some((scope) => /^patient\/(Patient|\*)\.(read|\*)$/.test(scope)),
    ),
  },
  'a token of a patient creates an appointment for another': {
    rules: ['access/patient-token-writes-own'],
    ...letIn(
      (scopes, asked, { status }) =>
        isCreate(asked) &&
        status === 403 &&
        scopes.some((scope) => /^patient\/(Appointment|\*)\.(write|\*)$/.test(scope)),
    ),
  },
  'a token of a patient needs no scope': {
    rules: ['access/patient-token'],
    ask: (asked) => {
      const form = new URLSearchParams(isToken(asked) ? asked.body : '');
      if ((form.get('patient') ?? '') === '' || (form.get('scope') ?? '') !== '') return asked;
      form.set('scope', 'patient/*.read');
      return { ...asked, body: form.toString() };
    },
  },
  'client credentials give a refresh token': {
    rules: ['access/client-credentials'],
    ...tokens((body, asked) =>
      new URLSearchParams(asked.body).get('grant_type') === 'client_credentials'
        ? { ...body, refresh_token: randomUUID().replaceAll('-', '') }
        : body,
    ),
  },
  'a token says its scopes as a list': {
    rules: ['access/scope-granted', 'access/client-credentials'],
    ...tokens((body) => ({ ...body, scope: String(body['scope']).split(' ') })),
  },
  'a type finds by the coding of the reason as well': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...findingBy(
      'Appointment',
      'appointment-type',
      (value) => /^([^|,]+\|)?[^|,]+$/.test(value),
      (one, value) => {
        const [code, system] = value.split('|').toReversed();
        return [...codingsOf(one['appointmentType']), ...listOf(one['reasonCode']).flatMap(codingsOf)].some(
          (coding) => coding['code'] === code && (system === undefined || coding['system'] === system),
        );
      },
    ),
  },
  'the status of an endpoint reads as it was sent': {
    rules: ['supporting-information/endpoint-completed'],
    ...remembering(
      ({ contained }) => (Array.isArray(contained) ? listOf(contained)[0]?.['status'] : undefined),
      (one, status) => ({
        ...one,
        ...(Array.isArray(one['contained'])
          ? { contained: listOf(one['contained']).map((endpoint) => ({ ...endpoint, status })) }
          : {}),
      }),
    ),
  },
  'the address of a meeting is decoded': {
    rules: ['supporting-information/meeting-link'],
    ...sentEndpoints((endpoint) =>
      endpoint['address'] === undefined ? endpoint : { ...endpoint, address: decoded(endpoint['address']) },
    ),
  },
  'what stands between angle brackets is stripped from a reason': {
    rules: ['reason-code/text', 'reason-code/description-sent', 'reason-code/update-replaces'],
    ...written((body) => ({
      ...body,
      ...(body['description'] === undefined ? {} : { description: stripped(body['description']) }),
      ...(Array.isArray(body['reasonCode'])
        ? {
            reasonCode: listOf(body['reasonCode']).map((reason) =>
              reason['text'] === undefined ? reason : { ...reason, text: stripped(reason['text']) },
            ),
          }
        : {}),
    })),
  },
  'fractions of a second are rounded up': {
    rules: ['booking/shown-in-utc', 'booking/start', 'booking/end'],
    ...written((body) => ({
      ...body,
      ...(body['start'] === undefined ? {} : { start: roundedUp(body['start']) }),
      ...(body['end'] === undefined ? {} : { end: roundedUp(body['end']) }),
    })),
  },
  'the links of a posted search lead to _search': {
    rules: ['search/by-post', 'searchset/link-urls'],
    tell: (told, { method, url }) =>
      method === 'POST' && url.startsWith('/Appointment/_search') && isSearchset(told.body)
        ? {
            ...told,
            body: {
              ...told.body,
              ...(Array.isArray(told.body['link'])
                ? {
                    link: listOf(told.body['link']).map((link) => ({
                      ...link,
                      url: String(link['url']).replace('/Appointment?', '/Appointment/_search?'),
                    })),
                  }
                : {}),
            },
          }
        : told,
  },
  'double booking off: only at one location': {
    rules: ['booking/double-booking-refused'],
    ask: async (asked, ask) => {
      if (!isWrite(asked)) return asked;
      const stored = isUpdate(asked) ? (await ask({ ...asked, method: 'GET', body: '' })).body : {};
      if (!isObject(stored)) return asked;
      const wanted = { ...stored, ...bodyOf(asked) };
      const [start, end, who] = [timeOf(wanted['start']), timeOf(wanted['end']), actorIdOf(wanted, 'Practitioner')];
      if ([start, end].some(Number.isNaN) || [wanted['status'], stored['status']].includes('cancelled')) return asked;
      const all = await allFound('Appointment', [`practitioner=Practitioner%2F${who}`], inside('GET', ''), ask);
      return all.some(
        ({ resource }) =>
          resource['id'] !== stored['id'] &&
          !['cancelled', 'entered-in-error'].includes(String(resource['status'])) &&
          placeOf(resource) === placeOf(wanted) &&
          timeOf(resource['start']) < end &&
          timeOf(resource['end']) > start,
      )
        ? taken
        : asked;
    },
  },
} as const satisfies Readonly<Record<string, Fault>>;
