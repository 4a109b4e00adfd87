// Faults found by going through the documents statement by statement: each breaks one that no other fault breaks.
import { practitioners } from '../../fixtures/instance.ts';
import {
  appointments,
  bodyOf,
  bundles,
  deaf,
  isSearch,
  isSearchOf,
  isToken,
  isUpdate,
  isWrite,
  listOf,
  parametersOf,
  refusals,
  searched,
  sent,
  shown,
  supporting,
  withBody,
  without,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';
import { remembering } from './remembering.ts';

const memberOf = (value: unknown, member: string): unknown => (value as Json | undefined)?.[member];

/** A list of a resource changed, where it has one. */
const changed = (one: Json, member: string, change: (list: readonly Json[]) => readonly Json[]): Json =>
  Array.isArray(one[member]) ? { ...one, [member]: change(listOf(one[member])) } : one;

const isToLocation = ({ reference }: Json): boolean => String(reference).startsWith('Location/');

/** The words of a refusal changed. */
const inOtherWords = (told: Told, from: RegExp | string, to: string): Told => ({
  ...told,
  body: JSON.parse(JSON.stringify(told.body).replace(from, to)) as unknown,
});

/** The links of a searchset changed. */
const links = (bundle: Json, change: (link: Json) => Json): Json => changed(bundle, 'link', (all) => all.map(change));

/** A search parameter that is passed over, while the links still repeat it. */
const unheard = (type: string, parameter: string): Pick<Fault, 'ask' | 'tell'> => ({
  ...deaf(type, parameter),
  ...bundles((bundle, asked) => {
    const values = isSearchOf(type, asked) ? parametersOf(asked).getAll(parameter) : [];
    const heard = values.map((value) => `${parameter}=${encodeURIComponent(value)}&`).join('');
    return links(bundle, (link) => ({ ...link, url: String(link['url']).replace('_count=', `${heard}_count=`) }));
  }),
});

const dayBefore = (day: unknown): string =>
  new Date(Date.parse(String(day)) - 86_400_000).toISOString().slice(0, String(day).length);

export const byStatement = {
  'the payloadType of an Endpoint is no list': {
    rules: ['supporting-information/endpoint-completed'],
    ...appointments((one) =>
      changed(one, 'contained', (all) =>
        all.map((endpoint) => ({ ...endpoint, payloadType: listOf(endpoint['payloadType'])[0] })),
      ),
    ),
  },
  'an update does not change the address of a meeting link': {
    rules: ['supporting-information/meeting-link', 'interaction/partial-update'],
    ask: async (asked, ask) => {
      if (!isUpdate(asked) || !Array.isArray(bodyOf(asked)['contained'])) return asked;
      const stored = await ask({ ...asked, method: 'GET', body: '' });
      const address = listOf(memberOf(stored.body, 'contained'))[0]?.['address'];
      return address === undefined
        ? asked
        : withBody(
            asked,
            changed(bodyOf(asked), 'contained', (all) => all.map((endpoint) => ({ ...endpoint, address }))),
          );
    },
  },
  'the reference to an Endpoint has no type': {
    rules: ['supporting-information/endpoint-suffix'],
    ...appointments((one) =>
      changed(one, 'supportingInformation', (all) =>
        all.map((each) => (String(each['reference']).startsWith('#') ? without(each, 'type') : each)),
      ),
    ),
  },
  'the period of an identifier ends a day early': {
    rules: ['identifier/stored'],
    ...appointments((one) =>
      changed(one, 'identifier', (all) =>
        all.map((each) => {
          const end = memberOf(each['period'], 'end');
          return end === undefined ? each : { ...each, period: { ...(each['period'] as Json), end: dayBefore(end) } };
        }),
      ),
    ),
  },
  'an update is refused for its type with the words Appointment Update Error': {
    rules: ['appointment-type/must-exist', 'appointment-type/must-be-scheduleable'],
    tell: (told, asked) =>
      isUpdate(asked) && told.status === 422 ? inOtherWords(told, 'Create Error', 'Update Error') : told,
  },
  'userSelected is a text': {
    rules: ['reason-code/coding-shown'],
    ...appointments((one) =>
      changed(one, 'reasonCode', (all) =>
        all.map((reason) =>
          changed(reason, 'coding', (codings) =>
            codings.map((coding) => ({ ...coding, userSelected: String(coding['userSelected']) })),
          ),
        ),
      ),
    ),
  },
  'the system of a type reads SNOMED': {
    rules: ['appointment-type/canvas-display', 'appointment-type/stored'],
    ...appointments((one) => ({
      ...one,
      appointmentType: changed(one['appointmentType'] as Json, 'coding', (codings) =>
        codings.map((coding) =>
          coding['system'] === 'http://snomed.info/sct' ? { ...coding, system: 'SNOMED' } : coding,
        ),
      ),
    })),
  },
  'noshow reads as no-show': {
    rules: ['status/canvas-to-fhir', 'status/update-sets-status'],
    ...appointments((one) => (one['status'] === 'noshow' ? { ...one, status: 'no-show' } : one)),
  },
  'an order by practitioner goes by the date': {
    rules: ['search/sort'],
    ...searched('Appointment', (url) => url.replace(/([?&]_sort=-?)practitioner/, '$1date')),
    ...bundles((bundle, asked) =>
      parametersOf(asked).get('_sort')?.endsWith('practitioner') === true
        ? links(bundle, (link) => ({ ...link, url: String(link['url']).replace(/(_sort=-?)date/, '$1practitioner') }))
        : bundle,
    ),
  },
  'a link has its address under href': {
    rules: ['searchset/links', 'searchset/link-urls'],
    ...bundles((bundle, asked) =>
      isSearch(asked) ? links(bundle, ({ relation, url }) => ({ relation, href: url })) : bundle,
    ),
  },
  'a total of zero is left out': {
    rules: ['searchset/empty', 'searchset/total'],
    ...bundles((bundle, asked) => (isSearch(asked) && bundle['total'] === 0 ? without(bundle, 'total') : bundle)),
  },
  'a blank practitioner books the first in the list': {
    rules: ['participant/blank-practitioner'],
    ask: (asked) => {
      const body = asked.body.replace(/"Practitioner\/"/g, `"Practitioner/${practitioners[0]?.id ?? ''}"`);
      return isWrite(asked) ? { ...asked, body } : asked;
    },
  },
  'a location sent by its integer is read by its integer': {
    rules: ['supporting-information/integer-location'],
    ...remembering(
      (body) => {
        const reference = supporting(body).find(isToLocation)?.['reference'];
        return typeof reference !== 'string' ? undefined : /\/\d+$/.test(reference) ? reference : '';
      },
      (one, reference) =>
        reference === ''
          ? one
          : changed(one, 'supportingInformation', (all) =>
              all.map((each) => (isToLocation(each) ? { ...each, reference } : each)),
            ),
    ),
  },
  'a description that an update sends alone is passed over': {
    rules: ['reason-code/description-sent', 'reason-code/description-mirrors-text', 'interaction/partial-update'],
    ...sent('PUT', (body) => (body['reasonCode'] === undefined ? without(body, 'description') : body)),
  },
  'what an update says besides that it cancels is passed over': {
    rules: ['interaction/partial-update'],
    // The type stays: without it, the type would become the default.
    ...sent('PUT', (body) => {
      const { resourceType, status, appointmentType } = body;
      return status === 'cancelled' ? { resourceType, status, appointmentType } : body;
    }),
  },
  'a location has no status': {
    rules: ['location/inactive-is-marked', 'location/shows-the-practice-location'],
    tell: shown('Location', (one) => without(one, 'status')),
  },
  'a schedule that is named with its type has no slots': {
    rules: ['slot/schedule-selects'],
    ...searched('Slot', (url) => url.replace(/([?&]schedule=Schedule(?:\/|%2F))/i, '$1Schedule-')),
  },
  'a slot refers to its schedule by the bare id': {
    rules: ['slot/shows-a-free-time'],
    tell: shown('Slot', (one) => ({
      ...one,
      schedule: {
        ...(one['schedule'] as Json),
        reference: String(memberOf(one['schedule'], 'reference')).replace('Schedule/', ''),
      },
    })),
  },
  'a planned encounter has the type of one that has begun': {
    rules: ['encounter/planned-has-the-type-of-an-appointment', 'encounter/comes-with-the-appointment'],
    tell: shown('Encounter', (one) =>
      one['status'] === 'planned'
        ? {
            ...one,
            type: [{ coding: [{ system: 'http://snomed.info/sct', code: '308335008', display: 'Office Visit' }] }],
          }
        : one,
    ),
  },
  'the date of a search for encounters is passed over': {
    rules: ['encounter/date-finds'],
    ...unheard('Encounter', 'date'),
  },
  'the identifiers of a patient are added, never deleted': {
    rules: ['patient/identifier-list-replaces-current'],
    ask: async (asked, ask) => {
      const body = bodyOf(asked);
      if (asked.method !== 'PUT' || !asked.url.startsWith('/Patient/') || body['identifier'] === undefined)
        return asked;
      const stored = (await ask({ ...asked, method: 'GET', body: '' })).body;
      const ids = listOf(body['identifier']).map(({ id }) => id);
      const others = listOf(memberOf(stored, 'identifier')).filter(({ id }) => id !== undefined && !ids.includes(id));
      return withBody(asked, { ...body, identifier: [...listOf(body['identifier']), ...others] });
    },
  },
  'the life of a token is told in minutes': {
    rules: ['access/client-credentials'],
    tell: (told, asked) =>
      isToken(asked) && told.status === 200
        ? { ...told, body: { ...(told.body as Json), expires_in: Number(memberOf(told.body, 'expires_in')) / 60 } }
        : told,
  },
  'the code of a 401 is login': {
    rules: ['access/token-required', 'interaction/outcome-shape'],
    ...refusals(401, /Authentication failed/, (told) => inOtherWords(told, '"unknown"', '"login"')),
  },
} as const satisfies Record<string, Fault>;
