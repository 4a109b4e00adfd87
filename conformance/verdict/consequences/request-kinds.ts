// Kinds of requests that are to be taken, each with its rule: a body lacks what nobody asks for, or holds what it may hold; a search
// names a parameter.
import { objectsIn, type JsonObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange } from '../../suite/messages/index.ts';
import { ruleOfParameter } from './unheard-parameters.ts';
import { actorsIn, hasHeader, objectOf, parametersOf, supportingIn } from './parts.ts';

/** A kind of requests, among those that it is told from. */
export interface Kind {
  /** The rule by which they are taken. */
  readonly rule: RuleId;
  /** As a reader knows them, behind "it rests on". */
  readonly what: string;
  readonly isAmong: (exchange: Exchange) => boolean;
  /** Which requests may meet the same refusal; those that it is among where nothing is said. */
  readonly mayMeetIt?: (exchange: Exchange) => boolean;
  readonly isOfKind: (exchange: Exchange) => boolean;
}

/** True of a create or update of an appointment. */
export const isWrite = ({ request: { method, path } }: Exchange): boolean =>
  (method === 'POST' && path === '/Appointment') || (method === 'PUT' && path.startsWith('/Appointment/'));

/** True of a create of an appointment. */
export const isCreate = (one: Exchange): boolean => isWrite(one) && one.request.method === 'POST';

/** True of an update of an appointment. */
export const isUpdate = (one: Exchange): boolean => isWrite(one) && one.request.method === 'PUT';

const isSearch = ({ request: { method, path } }: Exchange): boolean =>
  method === 'GET' && /^\/Appointment(\?|$)/.test(path);

const bodyOf = ({ request: { body } }: Exchange): JsonObject => objectOf(body);

const participants = (body: JsonObject): readonly JsonObject[] => objectsIn(body['participant']);

const isTo =
  (type: string) =>
  ({ reference }: JsonObject): boolean =>
    typeof reference === 'string' && reference.startsWith(`${type}/`);

const hasLocation = (body: JsonObject): boolean => supportingIn(body).some(isTo('Location'));

/** True for a time of UTC as a read shows it. */
const isAsRead = (time: unknown): boolean => typeof time === 'string' && time.endsWith('+00:00');

const isShort = (time: unknown): boolean => typeof time === 'string' && /T\d\d:\d\d(Z|[+-]|$)/.test(time);

/** Bodies that differ from others in one thing, each with the rule by which they are taken. */
type Bodies = readonly (readonly [rule: RuleId, what: string, isMeant: (body: JsonObject) => boolean])[];

const lackedByCreates: Bodies = [
  ['participant/any-order', 'a type of each actor', (body) => actorsIn(body).some(({ type }) => type === undefined)],
  [
    'participant/any-order',
    'the practitioner before the patient',
    (body) => actorsIn(body).length > 1 && !isTo('Practitioner')(actorsIn(body)[0] ?? {}),
  ],
  [
    'participant/status-unused',
    'participants that have accepted',
    (body) => participants(body).some(({ status }) => status !== 'accepted'),
  ],
  [
    'participant/patient-optional',
    'a patient',
    (body) => actorsIn(body).length > 0 && !actorsIn(body).some(isTo('Patient')),
  ],
  [
    'supporting-information/location',
    'a type of the Location reference',
    (body) => supportingIn(body).some((one) => isTo('Location')(one) && one['type'] === undefined),
  ],
  [
    'supporting-information/meeting-link',
    'types of the Endpoint',
    (body) => objectsIn(body['contained']).some(({ payloadType }) => String(payloadType) === ''),
  ],
  ['booking/start', 'seconds of the times', ({ start, end }) => isShort(start) || isShort(end)],
  [
    'appointment-type/default-on-create',
    'a type of the appointment',
    ({ appointmentType }) => appointmentType === undefined,
  ],
  ['status/create-is-always-proposed', 'a status of the appointment', ({ status }) => status === undefined],
];

const withoutMember = (rule: RuleId, what: string, member: string): Bodies[number] => [
  rule,
  what,
  (body) => body[member] === undefined,
];

const lackedByUpdates: Bodies = [
  // Which of the two is in force depends on the edition.
  withoutMember('appointment-type/default-on-update', 'a type of the appointment', 'appointmentType'),
  withoutMember('appointment-type/omitted-type-is-kept', 'a type of the appointment', 'appointmentType'),
  withoutMember('reason-code/omitted-reason-is-kept', 'a reason for visit', 'reasonCode'),
  withoutMember('status/omitted-status-is-kept', 'a status', 'status'),
  withoutMember('interaction/update-target', 'an id in the body', 'id'),
  withoutMember('interaction/partial-update', 'a reason for visit', 'reasonCode'),
  withoutMember('interaction/partial-update', 'participants', 'participant'),
  withoutMember('interaction/partial-update', 'a start', 'start'),
  withoutMember('interaction/partial-update', 'an end', 'end'),
  withoutMember('interaction/partial-update', 'supporting information', 'supportingInformation'),
];

const heldByWrites: Bodies = [
  ['booking/times-are-instants', 'a time as a read shows it', ({ start, end }) => isAsRead(start) || isAsRead(end)],
  ['identifier/stored', 'an identifier', (body) => objectsIn(body['identifier']).length > 0],
  ['supporting-information/meeting-link', 'a meeting link', (body) => objectsIn(body['contained']).length > 0],
  [
    'reason-code/structured',
    'a coding of the reason',
    (body) => objectsIn(body['reasonCode']).some(({ coding }) => objectsIn(coding).length > 0),
  ],
  ['reason-code/text', 'a reason for visit', ({ reasonCode }) => reasonCode !== undefined],
  ['reason-code/description-sent', 'a description', ({ description }) => description !== undefined],
  ['participant/patient', 'a patient', (body) => actorsIn(body).some(isTo('Patient'))],
  ['supporting-information/location', 'a location', hasLocation],
  ['appointment-type/stored', 'a type of the appointment', ({ appointmentType }) => appointmentType !== undefined],
];

const kindsOf = (
  bodies: Bodies,
  named: (what: string) => string,
  isAmong: Kind['isAmong'],
  mayMeetIt = isAmong,
): readonly Kind[] =>
  bodies.map(([rule, what, isMeant]) => ({
    rule,
    what: named(what),
    isAmong,
    mayMeetIt,
    isOfKind: (one) => isMeant(bodyOf(one)),
  }));

const unconditional: Kind = {
  rule: 'interaction/if-unmodified-since',
  what: 'an update without If-Unmodified-Since',
  isAmong: isUpdate,
  isOfKind: (one) => !hasHeader(one, 'if-unmodified-since'),
};

const searchesWith = ([parameter, rule]: readonly [string, RuleId]): Kind => ({
  rule,
  what: `a search with the parameter ${parameter}`,
  isAmong: isSearch,
  isOfKind: (one) => parametersOf(one).includes(parameter),
});

const namesIn = (one: Exchange): readonly string[] => parametersOf(one).filter((name) => !name.startsWith('_'));

/** Searches with several parameters, where one that comes twice counts twice, or once. */
const combined: readonly Kind[] = [namesIn, (one: Exchange) => [...new Set(namesIn(one))]].map((namesOf) => ({
  rule: 'search/parameters-combine',
  what: 'a search with several parameters',
  isAmong: isSearch,
  isOfKind: (one) => namesOf(one).length > 1,
}));

const searchesWithout = (rule: RuleId, what: string, isOfKind: Kind['isOfKind']): Kind => ({
  rule,
  what: `a search without ${what}`,
  isAmong: isSearch,
  isOfKind,
});

/** Searches that a server may not ask more of, each with the rule of another parameter that finds alone; the narrowest first. */
const lackedBySearches: readonly Kind[] = [
  searchesWithout('searchset/shape', 'a parameter', (one) =>
    parametersOf(one).every((name) => ['_count', '_offset', '_sort'].includes(name)),
  ),
  searchesWithout('search/practitioner', 'the parameter patient', (one) => !parametersOf(one).includes('patient')),
  searchesWithout('search/patient', 'the parameter date', (one) => !parametersOf(one).includes('date')),
];

export const kinds: readonly Kind[] = [
  ...kindsOf(lackedByCreates, (what) => `a write without ${what}`, isCreate, isWrite),
  ...kindsOf(lackedByUpdates, (what) => `an update without ${what}`, isUpdate),
  unconditional,
  ...kindsOf(heldByWrites, (what) => `a write with ${what}`, isWrite),
  ...lackedBySearches,
  ...combined,
  ...Object.entries({ ...ruleOfParameter, _count: 'searchset/paging', _offset: 'searchset/paging' } as const).map(
    searchesWith,
  ),
];
