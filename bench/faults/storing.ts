// Faults of what is stored: a member that a write loses, keeps, rounds or takes from elsewhere.
import {
  appointments,
  bodyOf,
  bundles,
  entriesOf,
  isCreate,
  isUpdate,
  refusedWrites,
  sent,
  supporting,
  withBody,
  without,
  type Asked,
  type Fault,
  type Json,
} from './fault.ts';

const quarter = 15 * 60_000;

const rounded = (value: unknown): unknown => {
  const time = Date.parse(String(value));
  return Number.isNaN(time) ? value : new Date(Math.floor(time / quarter) * quarter).toISOString();
};

/** What an update leaves out is stored as if it had been sent empty. */
const losing = (member: string, nothing: unknown): Pick<Fault, 'ask'> =>
  sent('PUT', (body) => (body[member] === undefined ? { ...body, [member]: nothing } : body));

const identifiers = (change: (one: Json) => Json): Pick<Fault, 'tell'> =>
  appointments((one) =>
    Array.isArray(one['identifier']) ? { ...one, identifier: (one['identifier'] as Json[]).map(change) } : one,
  );

const inSearchsets = (change: (resource: Json) => Json): Pick<Fault, 'tell'> =>
  bundles((bundle, { url }) =>
    Array.isArray(bundle['entry']) && url.startsWith('/Appointment')
      ? { ...bundle, entry: entriesOf(bundle).map((one) => ({ ...one, resource: change(one.resource) })) }
      : bundle,
  );

const codings = (change: (coding: Json) => Json): Pick<Fault, 'tell'> =>
  appointments((one) => ({
    ...one,
    reasonCode: ((one['reasonCode'] ?? []) as Json[]).map((reason) =>
      Array.isArray(reason['coding']) ? { ...reason, coding: (reason['coding'] as Json[]).map(change) } : reason,
    ),
  }));

export const storing = {
  'an update loses the identifiers': {
    rules: ['interaction/partial-update', 'identifier/list-replaces-current'],
    ...losing('identifier', []),
  },
  'an update cannot move the start': {
    rules: ['booking/start'],
    ...sent('PUT', (body) => without(body, 'start')),
  },
  'an update does not change the practitioner': {
    rules: ['participant/practitioner', 'interaction/partial-update'],
    ...sent('PUT', (body) => without(body, 'participant')),
  },
  'an update does not change the reason': {
    rules: ['reason-code/update-replaces'],
    ...sent('PUT', (body) =>
      JSON.stringify(body['reasonCode'] ?? '').includes('coding') ? body : without(body, 'reasonCode'),
    ),
  },
  'start and end are rounded to a quarter of an hour': {
    rules: ['booking/start', 'booking/end'],
    ask: (asked) => {
      const body = bodyOf(asked);
      if (!(isCreate(asked) || isUpdate(asked))) return asked;
      const times = Object.fromEntries(
        ['start', 'end'].filter((name) => body[name] !== undefined).map((name) => [name, rounded(body[name])]),
      );
      return withBody(asked, { ...body, ...times });
    },
  },
  'the seconds of a start are demanded': {
    rules: ['booking/start', 'booking/times-are-instants'],
    ...refusedWrites(({ start }) => /T\d\d:\d\d(Z|[+-]|$)/.test(String(start))),
  },
  'an end before the start is refused': {
    rules: ['booking/end-is-not-validated'],
    ...refusedWrites(({ start, end }) => Date.parse(String(end)) < Date.parse(String(start))),
  },
  'a second reason is refused': {
    rules: ['reason-code/first-only'],
    ...refusedWrites(({ reasonCode }) => Array.isArray(reasonCode) && reasonCode.length > 1),
  },
  'a type of another system is found by its code': {
    rules: ['appointment-type/must-exist', 'appointment-type/snomed-or-internal'],
    ask: (asked) =>
      isCreate(asked) || isUpdate(asked)
        ? {
            ...asked,
            body: asked.body.replace(
              /"appointmentType":\{"coding":\[\{"system":"[^"]*","code":"(448337001)"/,
              '"appointmentType":{"coding":[{"system":"http://snomed.info/sct","code":"$1"',
            ),
          }
        : asked,
  },
  'two codings of a type are taken': {
    rules: ['appointment-type/one-coding'],
    ask: (asked) => {
      const type = bodyOf(asked)['appointmentType'] as { coding?: Json[] } | undefined;
      return (isCreate(asked) || isUpdate(asked)) && Array.isArray(type?.coding) && type.coding.length > 1
        ? withBody(asked, { ...bodyOf(asked), appointmentType: { ...type, coding: type.coding.slice(0, 1) } })
        : asked;
    },
  },
  'a blank practitioner is refused': {
    rules: ['participant/blank-practitioner'],
    ...refusedWrites(({ participant }) => JSON.stringify(participant ?? []).includes('"Practitioner/"')),
  },
  'a patient that comes first is refused': {
    rules: ['participant/any-order'],
    ...refusedWrites(({ participant }) =>
      /^\[\{"actor":\{("type":"Patient",)?"reference":"Patient/.test(JSON.stringify(participant ?? [])),
    ),
  },
  'entered-in-error can be set': {
    rules: ['status/entered-in-error-cannot-be-set', 'status/unsupported-status-is-refused'],
    ...(() => {
      const marked = new Set<string>();
      const idOf = ({ url }: Asked): string => /^\/Appointment\/([^/?]+)/.exec(url)?.[1] ?? '';
      return {
        ask: (asked: Asked) => {
          if (!isUpdate(asked) || bodyOf(asked)['status'] !== 'entered-in-error') return asked;
          marked.add(idOf(asked));
          return withBody(asked, without(bodyOf(asked), 'status'));
        },
        ...appointments((one) => (marked.has(String(one['id'])) ? { ...one, status: 'entered-in-error' } : one)),
      };
    })(),
  },
  'an update without a status makes it proposed': {
    rules: ['status/omitted-status-is-kept', 'interaction/partial-update'],
    ...sent('PUT', (body) => ({ status: 'proposed', ...body })),
  },
  'checked-in reads as arrived': {
    rules: ['status/update-sets-status', 'status/canvas-to-fhir'],
    ...appointments((one) => (one['status'] === 'checked-in' ? { ...one, status: 'arrived' } : one)),
  },
  'fulfilled is stored as booked': {
    rules: ['status/update-sets-status'],
    ...sent('PUT', (body) => (body['status'] === 'fulfilled' ? { ...body, status: 'booked' } : body)),
  },
  'an expired identifier is deleted': {
    rules: ['identifier/expired-survive'],
    ...appointments((one) => ({
      ...one,
      identifier: ((one['identifier'] ?? []) as Json[]).filter(({ value }) => value !== 'expired'),
    })),
  },
  'an identifier with an id is added anew': {
    rules: ['identifier/updated-by-id'],
    ...sent('PUT', (body) =>
      Array.isArray(body['identifier'])
        ? { ...body, identifier: (body['identifier'] as Json[]).map((one) => without(one, 'id')) }
        : body,
    ),
  },
  'the period of an identifier has times': {
    rules: ['identifier/stored'],
    ...identifiers((one) =>
      one['period'] === undefined
        ? one
        : {
            ...one,
            period: Object.fromEntries(
              Object.entries(one['period'] as Json).map(([name, day]) => [name, `${String(day)}T00:00:00+00:00`]),
            ),
          },
    ),
  },
  'all identifiers have one id': {
    rules: ['identifier/id-assigned'],
    ...identifiers((one) => ({ ...one, id: '11111111-1111-4111-8111-111111111111' })),
  },
  'a link without a reference to it is taken': {
    rules: ['supporting-information/link-needs-reference'],
    ask: (asked) => {
      const body = bodyOf(asked);
      return (isCreate(asked) || isUpdate(asked)) &&
        Array.isArray(body['contained']) &&
        !asked.body.includes('#appointment')
        ? withBody(asked, {
            ...body,
            supportingInformation: [
              ...supporting(body),
              { reference: '#appointment-meeting-endpoint', type: 'Endpoint' },
            ],
          })
        : asked;
    },
  },
  'the integer of a location is unknown': {
    rules: ['supporting-information/integer-location'],
    ...refusedWrites((body) => supporting(body).some(({ reference }) => /^Location\/\d+$/.test(String(reference)))),
  },
  'an entry of a search has no description': {
    rules: ['read/same-in-searchset', 'reason-code/description-mirrors-text'],
    ...inSearchsets((one) => without(one, 'description')),
  },
  'an entry of a search shows no endpoint': {
    rules: ['read/same-in-searchset'],
    ...inSearchsets((one) => without(one, 'contained')),
  },
  'an id has no dashes': {
    rules: ['read/id', 'interaction/create-location-header'],
    ...appointments((one) => ({ ...one, id: String(one['id']).replaceAll('-', '') })),
  },
  'userSelected is true': {
    rules: ['reason-code/coding-shown'],
    ...codings((coding) => ({ ...coding, userSelected: true })),
  },
  'a reason has a coding that nobody sent': {
    rules: ['reason-code/text', 'reason-code/structured'],
    ...appointments((one) => ({
      ...one,
      reasonCode: ((one['reasonCode'] ?? []) as Json[]).map((reason) => ({
        coding: [{ system: 'INTERNAL', code: 'INIV', display: 'Initial Visit', userSelected: false }],
        ...reason,
      })),
    })),
  },
  'an actor has a display': {
    rules: ['participant/actor-type'],
    ...appointments((one) => ({
      ...one,
      participant: (one['participant'] as { actor: Json }[]).map((each) => ({
        ...each,
        actor: { ...each.actor, display: 'Somebody' },
      })),
    })),
  },
  'a type that is left out is that of the first in the list': {
    rules: ['appointment-type/default-on-create', 'appointment-type/default-on-update'],
    ask: (asked) =>
      (isCreate(asked) || isUpdate(asked)) && bodyOf(asked)['appointmentType'] === undefined
        ? withBody(asked, {
            ...bodyOf(asked),
            appointmentType: { coding: [{ system: 'http://snomed.info/sct', code: '185389009' }] },
          })
        : asked,
  },
  'a body without a start is taken': {
    rules: ['booking/time-required', 'interaction/required-members'],
    ask: (asked) =>
      (isCreate(asked) || isUpdate(asked)) && bodyOf(asked)['start'] === undefined && bodyOf(asked)['end'] !== undefined
        ? withBody(asked, { ...bodyOf(asked), start: bodyOf(asked)['end'] })
        : asked,
  },
} as const satisfies Record<string, Fault>;
