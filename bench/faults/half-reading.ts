// Faults of what is read off a request: part of a value that a server does not look at, or demands though nobody asks for it.
import {
  bodyOf,
  bundles,
  entriesOf,
  isCreate,
  isSearch,
  searched,
  isUpdate,
  isWrite,
  refusal,
  refusedWrites,
  supporting,
  withBody,
  without,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

/** The bodies of writes changed before they arrive. */
const written = (change: (body: Json) => Json): Pick<Fault, 'ask'> => ({
  ask: (asked) =>
    isWrite(asked) && Object.keys(bodyOf(asked)).length > 0 ? withBody(asked, change(bodyOf(asked))) : asked,
});

const listIn = (body: Json, member: string): readonly Json[] =>
  Array.isArray(body[member]) ? (body[member] as Json[]) : [];

const actorsIn = (body: Json): readonly Json[] => listIn(body, 'participant').map(({ actor }) => (actor ?? {}) as Json);

/** Each item of a list of a body changed. */
const each =
  (member: string, change: (item: Json) => Json) =>
  (body: Json): Json =>
    Array.isArray(body[member]) ? { ...body, [member]: listIn(body, member).map(change) } : body;

/** The text of each reason changed. */
const texts = (change: (text: string) => string): Pick<Fault, 'ask'> =>
  written(
    each('reasonCode', (reason) =>
      typeof reason['text'] === 'string' ? { ...reason, text: change(reason['text']) } : reason,
    ),
  );

const withoutOffset = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[+-]\d\d:\d\d$/, 'Z') : value;

const headers = (told: Told, change: Readonly<Record<string, string>>): Told => ({
  ...told,
  headers: { ...told.headers, ...change },
});

/** A request that is never answered. */
const unanswered = (isMeant: (asked: Asked) => boolean): Pick<Fault, 'ask'> => ({
  ask: (request) => (isMeant(request) ? new Promise<never>(() => undefined) : request),
});

const unknownPatient = (request: Asked): boolean =>
  isCreate(request) &&
  actorsIn(bodyOf(request)).some(({ reference }) => /^Patient\/(0{8}|f{8})/.test(String(reference)));

export const halfReading = {
  'the offset of a time is not looked at': {
    rules: ['booking/start', 'booking/shown-in-utc', 'booking/end'],
    ...written((body) => ({
      ...body,
      ...(body['start'] === undefined ? {} : { start: withoutOffset(body['start']) }),
      ...(body['end'] === undefined ? {} : { end: withoutOffset(body['end']) }),
    })),
  },
  'a time with an offset is refused': {
    rules: ['booking/start', 'booking/shown-in-utc', 'booking/times-are-instants'],
    ...refusedWrites(({ start }) => /[+-](?!00:00)\d\d:\d\d$/.test(String(start)), 'start: UTC only'),
  },
  'a time without seconds is refused': {
    rules: ['booking/start', 'booking/times-are-instants'],
    ...refusedWrites(({ start }) => /T\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(String(start)), 'start: seconds are missing'),
  },
  'a text keeps ASCII only': {
    rules: ['reason-code/text', 'reason-code/description-mirrors-text'],
    ...texts((text) => text.replace(/[^ -~]/g, '?')),
  },
  'a text is cut after sixty characters': {
    rules: ['reason-code/text', 'reason-code/description-mirrors-text'],
    ...texts((text) => text.slice(0, 60)),
  },
  'a text is escaped as HTML': {
    rules: ['reason-code/text', 'reason-code/description-mirrors-text'],
    ...texts((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  },
  'the address of a link loses its query': {
    rules: ['supporting-information/meeting-link', 'supporting-information/meeting-link-as-read'],
    ...written(each('contained', (one) => ({ ...one, address: String(one['address']).replace(/\?.*/, '') }))),
  },
  'an identifier keeps no system': {
    rules: ['identifier/stored'],
    ...written(each('identifier', (one) => without(one, 'system'))),
  },
  'an identifier keeps no period': {
    rules: ['identifier/stored', 'identifier/expired-survive', 'identifier/list-replaces-current'],
    ...written(each('identifier', (one) => without(one, 'period'))),
  },
  'an identifier is stored in capitals': {
    rules: ['identifier/stored'],
    ...written(each('identifier', (one) => ({ ...one, value: String(one['value']).toUpperCase() }))),
  },
  'only the first identifier is stored': {
    rules: ['identifier/stored', 'identifier/list-replaces-current', 'identifier/id-assigned'],
    ...written((body) =>
      Array.isArray(body['identifier']) ? { ...body, identifier: (body['identifier'] as Json[]).slice(0, 1) } : body,
    ),
  },
  'an actor without a type is refused': {
    rules: ['participant/any-order'],
    ...refusedWrites((body) => actorsIn(body).some(({ type }) => type === undefined), 'actor: type is missing'),
  },
  'a participant status of active is refused': {
    rules: ['participant/status-unused'],
    ...refusedWrites(
      (body) => listIn(body, 'participant').some(({ status }) => status === 'active'),
      'participant: status must be accepted',
    ),
  },
  'a Location reference without a type is refused': {
    rules: ['supporting-information/location'],
    ...refusedWrites(
      (body) =>
        supporting(body).some(({ reference, type }) => String(reference).startsWith('Location/') && type === undefined),
      'supportingInformation: type is missing',
    ),
  },
  'a status of pending is stored as booked': {
    rules: ['status/update-sets-status', 'status/canvas-to-fhir'],
    ask: (request) =>
      isUpdate(request) && bodyOf(request)['status'] === 'pending'
        ? withBody(request, { ...bodyOf(request), status: 'booked' })
        : request,
  },
  'a status of arrived is refused': {
    rules: ['status/update-sets-status'],
    ask: (request) =>
      isUpdate(request) && bodyOf(request)['status'] === 'arrived' ? refusal(422, 'status: not allowed') : request,
  },
  'an unknown patient is never answered': {
    rules: ['participant/unknown-patient'],
    ...unanswered(unknownPatient),
  },
  'a 404 has no body': {
    rules: ['interaction/unknown-id', 'interaction/outcome-shape'],
    tell: (told) => (told.status === 404 ? { ...told, body: undefined } : told),
  },
  'a refusal is no OperationOutcome': {
    rules: ['interaction/outcome-shape'],
    tell: (told) =>
      told.status >= 400
        ? { ...told, body: { error: JSON.stringify((told.body as Json | null)?.['issue'] ?? '') } }
        : told,
  },
  'a refusal is a list of outcomes': {
    rules: ['interaction/outcome-shape'],
    tell: (told) => (told.status >= 400 && told.body !== undefined ? { ...told, body: [told.body] } : told),
  },
  'the location header names another host': {
    rules: ['interaction/location-names-the-host'],
    tell: (told) =>
      told.status === 201
        ? headers(told, {
            location: (told.headers['location'] ?? '').replace(/^https?:\/\/[^/]+/, 'http://10.0.0.7:8000'),
          })
        : told,
  },
  'a search for arrived finds nothing': {
    rules: ['search/status'],
    ...searched('Appointment', (url) => url.replace(/status=arrived/, 'status=_arrived')),
  },
  'a searchset leaves out who is beside the first participant': {
    rules: ['read/same-in-searchset'],
    ...bundles((bundle, request) =>
      isSearch(request) && Array.isArray(bundle['entry'])
        ? {
            ...bundle,
            entry: entriesOf(bundle).map((one) => ({
              ...one,
              resource: { ...one.resource, participant: listIn(one.resource, 'participant').slice(0, 1) },
            })),
          }
        : bundle,
    ),
  },
} as const satisfies Record<string, Fault>;
