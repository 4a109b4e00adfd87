// Faults that were written down without a look at what the suite tries: what teams on an ordinary stack get wrong.
import { setTimeout as pause } from 'node:timers/promises';
import { reasonCodings } from '../../fixtures/instance.ts';
import { isObject } from '../../schemas/json.ts';
import { allFound, findingBy, parametersBeside, storedFor, updates } from './asking.ts';
import {
  appointments,
  bodyOf,
  bundles,
  entriesOf,
  idIn,
  isCreate,
  isoOf,
  isReadOf,
  isSearch,
  isSearchset,
  isUpdate,
  isWrite,
  listOf,
  parametersOf,
  refusal,
  searched,
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
import { remembering, rememberingUpdates } from './remembering.ts';

const day = 86_400_000;

/** A list in the bodies of writes changed item by item, where there is one. */
const writtenItems = (member: string, change: (item: Json) => Json): Pick<Fault, 'ask'> =>
  written((body) => (Array.isArray(body[member]) ? { ...body, [member]: listOf(body[member]).map(change) } : body));

/** True of a text that begins with a day that exists, so that a date library takes it. */
const isOnADay = (value: unknown): boolean => {
  const text = String(value).slice(0, 10);
  const time = timeOf(text);
  return !Number.isNaN(time) && isoOf(time).startsWith(text) && !Number.isNaN(timeOf(value));
};

/** What follows each other with one key is rotated by so many places. */
const rotated = (all: readonly Entry[], by: number, keyOf: (resource: Json) => string): readonly Entry[] => {
  const keys = [...new Set(all.map(({ resource }) => keyOf(resource)))];
  return keys.flatMap((key) => {
    const group = all.filter(({ resource }) => keyOf(resource) === key);
    const from = by % group.length;
    return [...group.slice(from), ...group.slice(0, from)];
  });
};

const today = (): string => isoOf(Date.now()).slice(0, 10);

const boundOf = (identifier: Json, name: 'start' | 'end'): string | undefined => {
  const bound = isObject(identifier['period']) ? identifier['period'][name] : undefined;
  return typeof bound === 'string' ? bound : undefined;
};

const hasEnded = (identifier: Json): boolean => (boundOf(identifier, 'end') ?? '9999') < today();

const hasBegun = (identifier: Json): boolean => (boundOf(identifier, 'start') ?? '') <= today();

const inOrder = (address: string): string =>
  /^https?:\/\//.test(address) && URL.canParse(address) ? new URL(address).href : address;

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-?)([0-9a-f]{4}\1){3}[0-9a-f]{12}$/i.test(id);

/** Whether a write would give a provider a second appointment at one time. */
const isTaken = async (asked: Asked, stored: Json, ask: AskMock): Promise<boolean> => {
  const wanted = { ...stored, ...bodyOf(asked) };
  const [start, end, who] = [timeOf(wanted['start']), timeOf(wanted['end']), actorOf(wanted, 'Practitioner')];
  if (Number.isNaN(start) || wanted['status'] === 'cancelled' || stored['status'] === 'cancelled') return false;
  const filters = [`practitioner=${encodeURIComponent(who)}`, `date=${isoOf(start).slice(0, 10)}`];
  return (await allFound('Appointment', filters, asked, ask)).some(
    ({ resource }) =>
      resource['id'] !== stored['id'] &&
      !['cancelled', 'entered-in-error'].includes(String(resource['status'])) &&
      timeOf(resource['start']) < end &&
      timeOf(resource['end']) > start,
  );
};

const taken = refusal(422, 'This appointment time is no longer available.');

export const blind = {
  'a time with an offset keeps its day and takes the hour of UTC': {
    rules: ['booking/start', 'booking/shown-in-utc', 'booking/end'],
    // The day and the time of day are two columns: one is cut from the text, the other from the instant.
    ...written((body) => {
      const split = (value: unknown): unknown =>
        isOnADay(value) && /[+-]\d\d:\d\d$/.test(String(value))
          ? `${String(value).slice(0, 10)}${isoOf(timeOf(value)).slice(10)}`
          : value;
      return {
        ...body,
        ...(body['start'] === undefined ? {} : { start: split(body['start']) }),
        ...(body['end'] === undefined ? {} : { end: split(body['end']) }),
      };
    }),
  },
  'of a duration the days are left out, so that one below zero becomes most of a day': {
    rules: ['booking/end-is-not-validated', 'booking/end'],
    // The seconds of a timedelta of Python.
    ...written((body) => {
      const { start, end } = body;
      if (!isOnADay(start) || !isOnADay(end)) return body;
      const duration = timeOf(end) - timeOf(start);
      return duration >= 0 && duration < day
        ? body
        : { ...body, end: isoOf(timeOf(start) + (((duration % day) + day) % day)) };
    }),
  },
  'of two updates at one time the later writes back what it has read before the other': {
    rules: ['interaction/partial-update'],
    ask: async (asked, ask) => {
      const body = bodyOf(asked);
      const stored = isUpdate(asked) && Object.keys(body).length > 0 ? await storedFor(asked, ask) : undefined;
      if (stored === undefined) return asked;
      await pause(120);
      const isReasonSent = body['reasonCode'] !== undefined || body['description'] !== undefined;
      const names = ['status', 'start', 'end', ...(isReasonSent ? [] : ['reasonCode'])];
      const whole = names.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]] as const]));
      return withBody(asked, {
        ...Object.fromEntries(whole.filter(([, value]) => value !== 'entered-in-error')),
        ...body,
      });
    },
  },
  'of two creates at one time both are told the newest id': {
    rules: ['interaction/create-location-header', 'interaction/create-makes-one'],
    ...(() => {
      let newest = '';
      return {
        act: async (told: Told, asked: Asked) => {
          if (!isCreate(asked) || told.status !== 201) return told;
          const own = idIn(asked, told);
          newest = own;
          await pause(60);
          const location = (told.headers['location'] ?? '').replace(own, newest);
          return { ...told, headers: { ...told.headers, location } };
        },
      };
    })(),
  },
  'an identifier is shown within its period only': {
    rules: ['identifier/stored', 'identifier/expired-survive', 'identifier/list-replaces-current'],
    ...appointments((one) => {
      if (!Array.isArray(one['identifier'])) return one;
      const current = listOf(one['identifier']).filter((each) => hasBegun(each) && !hasEnded(each));
      return current.length === 0 ? without(one, 'identifier') : { ...one, identifier: current };
    }),
  },
  'a new identifier is written over the expired one of its system': {
    rules: ['identifier/expired-survive', 'identifier/list-replaces-current', 'identifier/stored'],
    ...updates((body, stored) => {
      if (!Array.isArray(body['identifier'])) return body;
      const expired = listOf(stored['identifier']).filter(hasEnded);
      const identifier = listOf(body['identifier']).map((one) => {
        const former = expired.find(({ system }) => system === one['system']);
        return one['id'] === undefined && former !== undefined ? { ...one, id: former['id'] } : one;
      });
      return { ...body, identifier };
    }),
  },
  'the system of an identifier that is an address gets a slash at its end': {
    rules: ['identifier/stored'],
    // What a class for addresses makes of it.
    ...writtenItems('identifier', (one) =>
      typeof one['system'] === 'string' ? { ...one, system: inOrder(one['system']) } : one,
    ),
  },
  'an unknown id that is no UUID is a 500': {
    rules: ['interaction/unknown-id'],
    tell: (told, asked) =>
      told.status === 404 &&
      (isReadOf('Appointment', asked) || isUpdate(asked)) &&
      !isUuid(asked.url.slice('/Appointment/'.length))
        ? refusal(500, 'Internal server error', 'exception')
        : told,
  },
  'those of one patient or practitioner stand in another order on each page': {
    rules: ['searchset/paging', 'search/sort'],
    act: async (told, asked, ask) => {
      const [, by] = /^-?(patient|practitioner)$/.exec(parametersOf(asked).get('_sort') ?? '') ?? [];
      const [count, offset] = [parametersOf(asked).get('_count') ?? 10, parametersOf(asked).get('_offset') ?? 0];
      if (!isSearch(asked) || !isSearchset(told.body) || by === undefined || !(Number(offset) > 0)) return told;
      const type = by === 'patient' ? 'Patient' : 'Practitioner';
      const all = await allFound('Appointment', parametersBeside(asked), asked, ask);
      const found = rotated(all, Math.ceil(Number(offset) / Number(count)), (one) => actorOf(one, type));
      const entry = found.slice(Number(offset), Number(offset) + entriesOf(told.body).length);
      return entry.length === 0 ? told : { ...told, body: { ...told.body, entry } };
    },
  },
  'an _offset within a page shows the page from its beginning': {
    rules: ['searchset/paging', 'searchset/link-urls'],
    ...searched('Appointment', (url) => {
      const count = Number(/[?&]_count=(\d+)/.exec(url)?.[1] ?? 10);
      return count === 0
        ? url
        : url.replace(/([?&]_offset=)(\d+)/, (_whole, name: string, offset: string) => {
            const from = Math.floor(Number(offset) / count) * count;
            return `${name}${from}`;
          });
    }),
  },
  'the links encode once more what the request has encoded': {
    rules: ['searchset/link-urls', 'searchset/next-link', 'searchset/paging'],
    ...bundles((bundle, asked) => {
      if (!isSearch(asked) || !Array.isArray(bundle['link'])) return bundle;
      const encoded = (asked.url.split('?')[1] ?? '').split('&').filter((part) => /=.*%[0-9a-f]{2}/i.test(part));
      const twice = (url: string): string =>
        encoded.reduce((now, part) => {
          const [name, raw] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)];
          const value = new URLSearchParams(part).get(name) ?? '';
          return now.replace(`${name}=${encodeURIComponent(value)}`, `${name}=${encodeURIComponent(raw)}`);
        }, url);
      return { ...bundle, link: listOf(bundle['link']).map((one) => ({ ...one, url: twice(String(one['url'])) })) };
    }),
  },
  'total is a text': {
    rules: ['searchset/total', 'searchset/shape', 'searchset/empty'],
    // What a driver makes of a bigint.
    ...bundles((bundle, asked) => (isSearch(asked) ? { ...bundle, total: String(bundle['total']) } : bundle)),
  },
  'a PUT without an id creates': {
    rules: ['interaction/method-not-supported', 'interaction/create-makes-one'],
    ask: (asked) =>
      asked.method === 'PUT' && /^\/Appointment(\?|$)/.test(asked.url)
        ? { ...asked, method: 'POST', url: '/Appointment' }
        : asked,
  },
  'an entry of a search shows what was created': {
    rules: ['read/same-in-searchset', 'interaction/partial-update', 'status/update-sets-status'],
    // The index of the search is written by the create only.
    ...(() => {
      const created = new Map<unknown, Json>();
      return {
        act: async (told: Told, asked: Asked, ask: AskMock) => {
          if (isCreate(asked) && told.status === 201) {
            const id = idIn(asked, told);
            const one = await storedFor({ ...asked, url: `/Appointment/${id}` }, ask);
            if (one !== undefined) created.set(id, one);
          }
          if (!isSearch(asked) || !isSearchset(told.body) || told.body['entry'] === undefined) return told;
          const entry = entriesOf(told.body).map(({ resource }) => ({
            resource: created.get(resource['id']) ?? resource,
          }));
          return { ...told, body: { ...told.body, entry } };
        },
      };
    })(),
  },
  'what was read once is read without a token as well': {
    rules: ['access/token-required', 'access/scope-required'],
    // A cache in front that does not look at the token.
    ...(() => {
      const cached = new Map<string, Told>();
      return {
        tell: (told: Told, asked: Asked) => {
          if (isUpdate(asked) && told.status === 200) cached.delete(asked.url);
          if (!isReadOf('Appointment', asked)) return told;
          if (told.status === 200) cached.set(asked.url, told);
          return [401, 403].includes(told.status) ? (cached.get(asked.url) ?? told) : told;
        },
      };
    })(),
  },
  'a type finds by the beginning of its code': {
    rules: ['search/appointment-type', 'search/appointment-type-with-system'],
    ...findingBy(
      'Appointment',
      'appointment-type',
      (value) => /^([^|,]+\|)?[^|,]+$/.test(value),
      (resource, value) => {
        const [code = '', system] = value.split('|').toReversed();
        const [coding] = codingsOf(resource['appointmentType']);
        return String(coding?.['code']).startsWith(code) && (system === undefined || coding?.['system'] === system);
      },
    ),
  },
  'a patient and a practitioner together find nothing': {
    rules: ['search/parameters-combine', 'search/patient', 'search/practitioner'],
    // Both conditions are asked of one row of the participants.
    tell: (told, asked) =>
      isSearch(asked) &&
      isSearchset(told.body) &&
      ['patient', 'practitioner'].every((name) => (parametersOf(asked).get(name) ?? '') !== '')
        ? { ...told, body: { resourceType: 'Bundle', type: 'searchset', total: 0 } }
        : told,
  },
  'If-Unmodified-Since in the second of the last change is refused': {
    rules: ['interaction/if-unmodified-since'],
    // The fractions of a second that the header cannot have are compared too.
    ...(() => {
      const changed = new Map<string, number>();
      return {
        ask: (asked: Asked) => {
          const since = timeOf(asked.headers['if-unmodified-since']);
          const last = changed.get(asked.url) ?? 0;
          return isUpdate(asked) && since === Math.floor(last / 1000) * 1000 && last > since
            ? refusal(412, 'Resource updated since If-Unmodified-Since date', 'conflict')
            : asked;
        },
        tell: (told: Told, asked: Asked) => {
          if (isWrite(asked) && told.status < 300) changed.set(`/Appointment/${idIn(asked, told)}`, Date.now());
          return told;
        },
      };
    })(),
  },
  'an extension that is sent is shown': {
    rules: ['read/no-metadata', 'read/no-meta-nor-text', 'read/note-id'],
    ...remembering(
      ({ extension }) => (Array.isArray(extension) && extension.length > 0 ? extension : undefined),
      (one, extension) => ({ ...one, extension: [...listOf(one['extension']), ...listOf(extension)] }),
    ),
  },
  'a meeting link that is sent as it was read gets a second suffix': {
    rules: ['supporting-information/meeting-link-as-read', 'supporting-information/endpoint-suffix'],
    ...remembering(
      ({ contained }) =>
        Array.isArray(contained) ? listOf(contained).some(({ id }) => String(id).endsWith('-0')) : undefined,
      (one, isSuffixed) =>
        isSuffixed === true
          ? (JSON.parse(
              JSON.stringify(one).replaceAll('appointment-meeting-endpoint-0', 'appointment-meeting-endpoint-0-0'),
            ) as Json)
          : one,
    ),
  },
  'an encounter that an update sends as it was read stands there twice': {
    rules: ['supporting-information/encounter', 'supporting-information/order'],
    ...rememberingUpdates(
      ({ supportingInformation }) =>
        Array.isArray(supportingInformation)
          ? listOf(supportingInformation).some(({ reference }) => String(reference).startsWith('Encounter/'))
          : undefined,
      (one, isSent) => ({
        ...one,
        supportingInformation: supporting(one).flatMap((each) =>
          isSent === true && each['type'] === 'Encounter' ? [each, each] : [each],
        ),
      }),
    ),
  },
  'a booked visit that is moved is proposed again': {
    rules: ['status/omitted-status-is-kept', 'interaction/partial-update', 'booking/update-is-no-reschedule'],
    ...updates((body, { status, start }) =>
      body['status'] === undefined &&
      body['start'] !== undefined &&
      timeOf(body['start']) !== timeOf(start) &&
      ['pending', 'booked'].includes(String(status))
        ? { ...body, status: 'proposed' }
        : body,
    ),
  },
  'of several codings of a reason the last is looked up': {
    rules: ['reason-code/structured', 'reason-code/must-exist', 'reason-code/coding-shown'],
    ...writtenItems('reasonCode', (reason) =>
      codingsOf(reason).length > 1 ? { ...reason, coding: codingsOf(reason).slice(-1) } : reason,
    ),
  },
  'an unknown code of a second reason is refused': {
    rules: ['reason-code/first-only'],
    ask: (asked) => {
      const codes = listOf(bodyOf(asked)['reasonCode'])
        .slice(1)
        .flatMap((reason) => codingsOf(reason).map(({ code }) => String(code)));
      const unknown = codes.find((code) => reasonCodings.every((one) => one.code !== code));
      return isWrite(asked) && unknown !== undefined
        ? refusal(422, `structured reason for visit with code ${unknown} does not exist`)
        : asked;
    },
  },
  'a new coding of a reason keeps the former text': {
    rules: ['reason-code/update-replaces'],
    ...updates((body, stored) => {
      const [reason, ...rest] = listOf(body['reasonCode']);
      const text = listOf(stored['reasonCode'])[0]?.['text'];
      return reason?.['coding'] === undefined || reason['text'] !== undefined || body['description'] !== undefined
        ? body
        : { ...body, reasonCode: [{ ...reason, ...(text === undefined ? {} : { text }) }, ...rest] };
    }),
  },
  'double booking off: of two creates at one time both are taken': {
    rules: ['booking/double-booking-refused'],
    ask: async (asked, ask) => {
      if (!isWrite(asked)) return asked;
      const stored = isUpdate(asked) ? await storedFor(asked, ask) : {};
      if (stored === undefined) return asked;
      const isRefused = await isTaken(asked, stored, ask).catch(() => false);
      await pause(120);
      return isRefused ? taken : asked;
    },
  },
  'double booking off: an update that gives a visit to another provider is let pass': {
    rules: ['booking/double-booking-refused'],
    ask: async (asked, ask) => {
      const { start, end } = bodyOf(asked);
      if (!isWrite(asked)) return asked;
      const stored = isUpdate(asked) ? await storedFor(asked, ask) : {};
      const isMoved = timeOf(start ?? stored?.['start']) !== timeOf(stored?.['start']);
      const isLonger = timeOf(end ?? stored?.['end']) !== timeOf(stored?.['end']);
      if (stored === undefined || !(isMoved || isLonger)) return asked;
      return (await isTaken(asked, stored, ask).catch(() => false)) ? taken : asked;
    },
  },
  'a body that does not say its charset is read as Latin-1': {
    rules: ['reason-code/text', 'identifier/stored', 'reason-code/description-mirrors-text'],
    ask: (asked) =>
      isWrite(asked) && !/charset/i.test(asked.headers['content-type'] ?? '')
        ? { ...asked, body: Buffer.from(asked.body, 'utf8').toString('latin1') }
        : asked,
  },
  'a visit at midnight is found on the day before as well': {
    rules: ['search/date', 'search/date-range'],
    ...findingBy(
      'Appointment',
      'date',
      (value) => /^(eq|ne|g[te]|l[te])?\d{4}-\d\d-\d\d$/.test(value),
      ({ start }, value) => {
        const [, prefix = 'eq', wanted] = /^([a-z]{2})?(.*)$/.exec(value) ?? [];
        const [time, from] = [timeOf(start), timeOf(wanted)];
        const isOn = time >= from && time <= from + day;
        if (prefix === 'gt') return time >= from + day;
        if (prefix === 'ge') return time >= from;
        if (prefix === 'lt') return time < from;
        if (prefix === 'le') return time <= from + day;
        return prefix === 'ne' ? !isOn : isOn;
      },
    ),
  },
} as const satisfies Readonly<Record<string, Fault>>;
