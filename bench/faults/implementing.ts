// Faults of an ordinary stack: an ORM, a database and its collation, a paginator, a cache, a gateway, a time library.
import { locations, noteTypes, reasonCodings } from '../../fixtures/instance.ts';
import { offsetAt } from '../../mock-server/domain/local-time.ts';
import { isObject } from '../../schemas/json.ts';
import { allFound, inside, knowingScopes, parametersBeside, searchsetOf, withDevelopmentToken } from './asking.ts';
import {
  appointments,
  bodyOf,
  bundles,
  entriesOf,
  idIn,
  isCreate,
  isoOf,
  isSearch,
  isSearchOf,
  isSearchset,
  isUpdate,
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

const hour = 3_600_000;
const zone = 'America/Los_Angeles';
const stored = async (url: string, ask: AskMock): Promise<Json> => {
  const { body } = await ask(inside('GET', url));
  return isObject(body) ? body : {};
};

/** What is stored of an appointment changed by the server itself. The type goes along: without it, it would be the default. */
const store = (url: string, one: Json, change: Json, ask: AskMock): Promise<Told> =>
  ask(inside('PUT', url, { resourceType: 'Appointment', appointmentType: one['appointmentType'], ...change }));

/** A list in a body changed, where there is one. */
const list =
  (member: string, change: (item: Json) => Json) =>
  (body: Json): Json =>
    Array.isArray(body[member]) ? { ...body, [member]: listOf(body[member]).map(change) } : body;

const isRepeated = (time: number): boolean => offsetAt(time - hour, zone) > offsetAt(time, zone);

const anHourEarlier = (value: unknown): unknown =>
  !Number.isNaN(timeOf(value)) && isRepeated(timeOf(value)) ? isoOf(timeOf(value) - hour) : value;

const onOneLine = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[^\S\n]*(\r?\n)+\s*/g, ' ') : value;

const isInAnyCase = (one: unknown, other: string): boolean =>
  typeof one === 'string' && one.toLowerCase() === other.toLowerCase();

const typeInAnyCase = (coding: Json): Json => {
  const found = noteTypes.find(({ system, code }) => system === coding['system'] && isInAnyCase(coding['code'], code));
  return found === undefined ? coding : { ...coding, code: found.code };
};

const reasonInAnyCase = (coding: Json): Json => {
  const found = reasonCodings.find(({ code }) => isInAnyCase(coding['code'], code));
  return found === undefined ? coding : { ...coding, code: found.code };
};

const keyOf = ({ system, value }: Json): string => `${String(system)}|${String(value)}`;

/** All that a search finds, found otherwise; an answer stays as it is where that makes no difference. */
const findingOtherwise = (change: (found: readonly Entry[]) => readonly Entry[]): Pick<Fault, 'act'> => ({
  act: async (told, asked, ask) => {
    if (!isSearch(asked) || !isSearchset(told.body)) return told;
    const all = await allFound('Appointment', parametersBeside(asked), asked, ask);
    const found = change(all);
    return found.length === all.length ? told : { ...told, body: searchsetOf('Appointment', found, asked) };
  },
});

/** The page of a search in order whose query says to go on behind the last that was seen: `start > last`. */
const behindTheLast = (all: readonly Entry[], offset: number, count: number): readonly Entry[] => {
  const startOf = (at: number): unknown => all[at]?.resource['start'];
  let [from, to] = [0, offset % count || count];
  for (let seen = to; seen <= offset; seen += count) {
    from = to;
    while (from < all.length && startOf(from) === startOf(to - 1)) from += 1;
    to = from + count;
  }
  return all.slice(from, to);
};

const withoutCondition = (asked: Asked): Asked => ({
  ...asked,
  headers: without(asked.headers, 'if-unmodified-since') as Asked['headers'],
});

const blocking = ({ status }: Json): boolean => !['cancelled', 'entered-in-error'].includes(String(status));

export const implementing = {
  'a visit in the hour that the clocks of the clinic repeat is put into its first run': {
    rules: ['booking/start', 'booking/shown-in-utc', 'booking/end'],
    ...written((body) => ({
      ...body,
      ...(body['start'] === undefined ? {} : { start: anHourEarlier(body['start']) }),
      ...(body['end'] === undefined ? {} : { end: anHourEarlier(body['end']) }),
    })),
  },
  'the line breaks of a reason become spaces': {
    rules: ['reason-code/text', 'reason-code/description-sent', 'reason-code/update-replaces'],
    ...written((body) => ({
      ...list('reasonCode', (reason) =>
        reason['text'] === undefined ? reason : { ...reason, text: onOneLine(reason['text']) },
      )(body),
      ...(body['description'] === undefined ? {} : { description: onOneLine(body['description']) }),
    })),
  },
  'an identifier of digits loses the zeros in front': {
    rules: ['identifier/stored', 'identifier/updated-by-id'],
    ...written(
      list('identifier', (one) =>
        typeof one['value'] === 'string' && /^0+\d+$/.test(one['value'])
          ? { ...one, value: one['value'].replace(/^0+(?=\d)/, '') }
          : one,
      ),
    ),
  },
  'an identifier that another appointment has is taken from it': {
    rules: [
      'identifier/stored',
      'interaction/create-makes-one',
      'interaction/update-target',
      'interaction/partial-update',
    ],
    ...(() => {
      const owners = new Map<string, string>();
      const reads = appointments((one) => {
        if (!Array.isArray(one['identifier'])) return one;
        const own = listOf(one['identifier']).filter((each) => (owners.get(keyOf(each)) ?? one['id']) === one['id']);
        return own.length === 0 ? without(one, 'identifier') : { ...one, identifier: own };
      });
      return {
        tell: (told: Told, asked: Asked) => {
          if ((isCreate(asked) && told.status === 201) || (isUpdate(asked) && told.status === 200))
            for (const each of listOf(bodyOf(asked)['identifier'])) owners.set(keyOf(each), idIn(asked, told));
          return reads.tell?.(told, asked) ?? told;
        },
      };
    })(),
  },
  'codes of types and reasons are looked up in any case': {
    rules: [
      'appointment-type/must-exist',
      'reason-code/must-exist',
      'appointment-type/must-be-scheduleable',
      'appointment-type/code-must-exist',
    ],
    ...written((body) => {
      const { appointmentType: type } = body;
      const typed = isObject(type) && Array.isArray(type['coding']);
      const changed = typed ? { ...type, coding: codingsOf(type).map(typeInAnyCase) } : type;
      const reasons = list('reasonCode', (reason) =>
        Array.isArray(reason['coding']) ? { ...reason, coding: codingsOf(reason).map(reasonInAnyCase) } : reason,
      );
      return { ...reasons(body), ...(type === undefined ? {} : { appointmentType: changed }) };
    }),
  },
  'a status set by an update is set for every visit of the provider that begins at that time': {
    rules: [
      'interaction/update-target',
      'interaction/partial-update',
      'status/omitted-status-is-kept',
      'status/update-sets-status',
    ],
    ask: async (asked, ask) => {
      const { status } = bodyOf(asked);
      if (!isUpdate(asked) || status === undefined) return asked;
      const before = await stored(asked.url, ask);
      const told = await ask(asked);
      const who = actorOf(before, 'Practitioner');
      if (told.status !== 200 || who === '') return told;
      const day = isoOf(timeOf(before['start'])).slice(0, 10);
      const filters = [`practitioner=${encodeURIComponent(who)}`, `date=${day}`];
      for (const { resource } of await allFound('Appointment', filters, inside('GET', ''), ask))
        if (resource['id'] !== before['id'] && resource['start'] === before['start'])
          await store(`/Appointment/${String(resource['id'])}`, resource, { status }, ask);
      return told;
    },
  },
  'for If-Unmodified-Since an appointment is as old as its creation, whatever was updated': {
    rules: ['interaction/if-unmodified-since'],
    ...(() => {
      const created = new Map<string, number>();
      return {
        ask: (asked: Asked) => {
          const since = timeOf(asked.headers['if-unmodified-since']);
          const birth = created.get(asked.url) ?? Infinity;
          return isUpdate(asked) && since >= Math.floor(birth / 1000) * 1000 ? withoutCondition(asked) : asked;
        },
        tell: (told: Told, asked: Asked) => {
          if (isCreate(asked) && told.status === 201) created.set(`/Appointment/${idIn(asked, told)}`, Date.now());
          return told;
        },
      };
    })(),
  },
  'an identifier sent with the id of one of another appointment changes it there': {
    rules: [
      'identifier/updated-by-id',
      'interaction/update-target',
      'identifier/stored',
      'identifier/id-assigned',
      'interaction/partial-update',
    ],
    ...(() => {
      const owners = new Map<string, string>();
      return {
        ask: async (asked: Asked, ask: AskMock) => {
          const body = bodyOf(asked);
          if (!isUpdate(asked) || !Array.isArray(body['identifier'])) return asked;
          const sent = listOf(body['identifier']);
          const own = listOf((await stored(asked.url, ask))['identifier']).map(({ id }) => id);
          const foreign = sent.filter(({ id }) => !own.includes(id) && owners.has(String(id)));
          if (foreign.length === 0) return asked;
          const identifier = sent.filter((one) => !foreign.includes(one));
          const told = await ask(withBody(asked, { ...body, identifier }));
          if (told.status !== 200) return told;
          for (const one of foreign) {
            const url = owners.get(String(one['id'])) ?? '';
            const other = await stored(url, ask);
            const all = listOf(other['identifier']).map((each) => (each['id'] === one['id'] ? one : each));
            await store(url, other, { identifier: all }, ask);
          }
          return told;
        },
        ...appointments((one) => {
          for (const { id } of listOf(one['identifier'])) owners.set(String(id), `/Appointment/${String(one['id'])}`);
          return one;
        }),
      };
    })(),
  },
  'a visit whose patient has arrived can no longer be cancelled': {
    rules: ['status/update-sets-status'],
    ask: async (asked, ask) => {
      if (!isUpdate(asked) || bodyOf(asked)['status'] !== 'cancelled') return asked;
      const { body } = await ask({ ...asked, method: 'GET', body: '' });
      const status = isObject(body) ? body['status'] : undefined;
      return ['arrived', 'checked-in', 'fulfilled'].includes(String(status))
        ? refusal(422, `Cannot change the status from ${String(status)} to cancelled`)
        : asked;
    },
  },
  'the first update after a refused one of the same appointment is lost': {
    rules: ['interaction/refused-writes-change-nothing', 'interaction/partial-update', 'status/update-sets-status'],
    ...(() => {
      const aborted = new Set<string>();
      const snapshot = (method: string, path: string): Asked =>
        inside(method, `/__admin/worlds/default/snapshots/${path}`);
      return {
        ask: async (asked: Asked, ask: AskMock) => {
          if (!isUpdate(asked)) return asked;
          const isAborted = aborted.has(asked.url);
          if (isAborted) await ask(snapshot('PUT', 'before-a-lost-update'));
          const told = await ask(asked);
          if (told.status === 422) aborted.add(asked.url);
          if (isAborted && told.status === 200) {
            await ask(snapshot('POST', 'before-a-lost-update/restore'));
            aborted.delete(asked.url);
          }
          return told;
        },
      };
    })(),
  },
  'an update without a location moves the visit to the first location': {
    rules: ['interaction/partial-update', 'supporting-information/location'],
    ask: (asked) => {
      const body = bodyOf(asked);
      const isPlaced = supporting(body).some(({ reference }) => String(reference).startsWith('Location/'));
      if (!isUpdate(asked) || Object.keys(body).length === 0 || isPlaced) return asked;
      if (body['supportingInformation'] !== undefined && !Array.isArray(body['supportingInformation'])) return asked;
      const usual = { reference: `Location/${locations[0]?.id ?? ''}`, type: 'Location' };
      return withBody(asked, { ...body, supportingInformation: [usual, ...supporting(body)] });
    },
  },
  'a search finds an appointment once for each of its identifiers': {
    rules: ['searchset/total', 'searchset/paging', 'searchset/entry', 'search/id'],
    ...findingOtherwise((found) =>
      found.flatMap((one) =>
        listOf(one.resource['identifier'])
          .slice(1)
          .map(() => one)
          .concat(one),
      ),
    ),
  },
  'a further page in order of date leaves out those that begin with the last before it': {
    rules: ['searchset/paging', 'search/sort', 'searchset/next-link', 'searchset/total'],
    act: async (told, asked, ask) => {
      if (!isSearch(asked) || !isSearchset(told.body)) return told;
      const parameters = parametersOf(asked);
      const offset = Number(parameters.get('_offset') ?? 0);
      const [, count] = /_count=(\d+)/.exec(String(listOf(told.body['link'])[0]?.['url'])) ?? [];
      if (!/^-?date$/.test(parameters.get('_sort') ?? '') || offset === 0 || count === undefined) return told;
      const all = await allFound('Appointment', parametersBeside(asked), asked, ask);
      const entry = behindTheLast(all, offset, Number(count));
      const bundle = without(told.body, 'entry');
      return { ...told, body: entry.length === 0 ? bundle : { ...bundle, entry } };
    },
  },
  'a search that is made again shows the total of the first time': {
    rules: ['searchset/total', 'searchset/empty'],
    ...(() => {
      const totals = new Map<string, unknown>();
      return bundles((bundle, asked) => {
        if (!isSearch(asked)) return bundle;
        const query = `${asked.headers['authorization'] ?? ''} ${asked.url.replace(/[?&](_count|_offset)=[^&]*/g, '')}`;
        if (!totals.has(query)) totals.set(query, bundle['total']);
        return { ...bundle, total: totals.get(query) };
      });
    })(),
  },
  'an _offset behind the end shows the last page': {
    rules: ['searchset/paging', 'searchset/next-link'],
    act: async (told, asked, ask) => {
      if (!isSearch(asked) || !isSearchset(told.body)) return told;
      const { total, link, entry } = told.body;
      const last = listOf(link).find(({ relation }) => relation === 'last')?.['url'];
      const offset = Number(parametersOf(asked).get('_offset') ?? 0);
      const isBehind = Number(total) > 0 && offset >= Number(total) && entry === undefined && typeof last === 'string';
      return isBehind ? ask({ ...asked, url: last }) : told;
    },
  },
  'a search for proposed finds every status': {
    rules: ['search/status', 'search/parameters-combine'],
    ...(() => {
      const every = 'proposed,pending,booked,arrived,checked-in,fulfilled,cancelled,noshow,entered-in-error';
      return {
        ...searched('Appointment', (url) => url.replace(/([?&]status=)proposed(?=&|$)/, `$1${every}`)),
        ...bundles(
          (bundle) =>
            JSON.parse(
              JSON.stringify(bundle).replaceAll(`status=${encodeURIComponent(every)}`, 'status=proposed'),
            ) as Json,
        ),
      };
    })(),
  },
  'a visit without a reason is found by no search': {
    rules: [
      'searchset/total',
      'search/id',
      'search/practitioner',
      'search/patient',
      'search/date',
      'search/status',
      'read/other-events',
    ],
    ...findingOtherwise((found) =>
      found.filter(({ resource }) => resource['reasonCode'] !== undefined || resource['description'] !== undefined),
    ),
  },
  'a long visit takes only the slot in which it begins': {
    rules: ['slot/booked-time-is-taken'],
    mock: { without: ['slot/booked-time-is-taken'] },
    act: async (told, asked, ask) => {
      if (!isSearchOf('Slot', asked) || !isSearchset(told.body) || told.body['entry'] === undefined) return told;
      const [, who = ''] = /Staff\.(\w+)/.exec(asked.url) ?? [];
      const all = await allFound('Appointment', [`practitioner=${who}`], inside('GET', ''), ask);
      const starts = all.filter(({ resource }) => blocking(resource)).map(({ resource }) => timeOf(resource['start']));
      const entry = entriesOf(told.body).filter(
        ({ resource: { start, end } }) => !starts.some((at) => at >= timeOf(start) && at < timeOf(end)),
      );
      const bundle = { ...without(told.body, 'entry'), total: entry.length };
      return { ...told, body: entry.length === 0 ? bundle : { ...bundle, entry } };
    },
  },
  'an update of a patient that does not say active makes the patient active': {
    rules: [
      'interaction/partial-update',
      'patient/active-by-default',
      'patient/active-finds',
      'patient/shows-what-was-written',
    ],
    ask: (asked) => {
      const isMeant =
        asked.method === 'PUT' && asked.url.startsWith('/Patient/') && Object.keys(bodyOf(asked)).length > 0;
      return isMeant ? withBody(asked, { active: true, ...bodyOf(asked) }) : asked;
    },
  },
  'an encounter stays at the location of the create': {
    rules: ['encounter/comes-with-the-appointment'],
    ...(() => {
      const places = new Map<string, string | undefined>();
      const reads = shown('Encounter', (one) => {
        const [, id = ''] = /Appointment\/([^"]+)/.exec(JSON.stringify(one['appointment'] ?? [])) ?? [];
        const reference = places.get(id);
        if (!places.has(id)) return one;
        return reference === undefined
          ? without(one, 'location')
          : { ...one, location: [{ location: { reference, type: 'Location' } }] };
      });
      return {
        tell: (told: Told, asked: Asked) => {
          if (isCreate(asked) && told.status === 201) {
            const sent = supporting(bodyOf(asked)).map(({ reference }) => String(reference));
            const [, id = ''] = sent.flatMap((one) => /^Location\/(.+)$/.exec(one) ?? []);
            const place = locations.find((one) => one.id === id || String(one.number) === id);
            places.set(idIn(asked, told), place === undefined ? undefined : `Location/${place.id}`);
          }
          return reads(told, asked);
        },
      };
    })(),
  },
  'If-Unmodified-Since is not looked at for patients': {
    rules: ['interaction/if-unmodified-since'],
    ask: (asked) => (asked.method === 'PUT' && asked.url.startsWith('/Patient/') ? withoutCondition(asked) : asked),
  },
  'a token of a patient sees the encounters of all': {
    rules: ['access/patient-token-sees-own'],
    ...(() => {
      const scopes = knowingScopes();
      return {
        tell: scopes.tell,
        act: async (told: Told, asked: Asked, ask: AskMock) => {
          const isMeant = asked.method === 'GET' && /^\/Encounter(\/|\?|$)/.test(asked.url);
          const isOfPatient = scopes.of(asked).some((scope) => /^patient\/(Encounter|\*)\.(read|\*)$/.test(scope));
          return isMeant && isOfPatient && [200, 404].includes(told.status) ? ask(withDevelopmentToken(asked)) : told;
        },
      };
    })(),
  },
  'a scope that reads or writes every type gives nothing': {
    rules: ['access/scope-required', 'access/scope-granted'],
    ...(() => {
      const scopes = knowingScopes();
      return {
        tell: scopes.tell,
        ask: (asked: Asked) => {
          const [, type = ''] = /^\/([A-Z][A-Za-z]+)/.exec(asked.url) ?? [];
          const held = scopes.of(asked).map((scope) => scope.split('/')[1] ?? '');
          const isWide = held.includes('*.read') || held.includes('*.write');
          const isNamed = held.some((scope) => scope === '*.*' || scope.startsWith(`${type}.`));
          return type !== '' && isWide && !isNamed ? refusal(403, 'Authorization failed', 'forbidden') : asked;
        },
      };
    })(),
  },
} as const satisfies Readonly<Record<string, Fault>>;
