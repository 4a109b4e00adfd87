// Kinds of requests that a server refuses, all of them, though they are to be taken: whoever sends one is refused, whatever a
// scenario is about. A body lacks what nobody asks for, or holds what it may hold; a search names a parameter.
import type { JsonObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { ruleOfParameter } from './lost-parameters.ts';
import { isRefused, objectOf, objectsIn } from './parts.ts';
import { saysTaken } from './taken-times.ts';

/** A kind of requests, among those that it is told from. */
interface Kind {
  /** The rule by which they are taken. */
  readonly rule: RuleId;
  /** As a reader knows them, behind "it rests on". */
  readonly what: string;
  readonly isAmong: (exchange: Exchange) => boolean;
  /** Which requests may meet the same refusal. */
  readonly mayMeetIt: (exchange: Exchange) => boolean;
  readonly isOfKind: (exchange: Exchange) => boolean;
}

const isWrite = ({ request: { method, path } }: Exchange): boolean =>
  (method === 'POST' && path === '/Appointment') || (method === 'PUT' && path.startsWith('/Appointment/'));

const isCreate = (one: Exchange): boolean => isWrite(one) && one.request.method === 'POST';

const isUpdate = (one: Exchange): boolean => isWrite(one) && one.request.method === 'PUT';

const isSearch = ({ request: { method, path } }: Exchange): boolean =>
  method === 'GET' && /^\/Appointment(\?|$)/.test(path);

const bodyOf = ({ request: { body } }: Exchange): JsonObject => objectOf(body);

const participants = (body: JsonObject): readonly JsonObject[] => objectsIn(body['participant']);

const actors = (body: JsonObject): readonly JsonObject[] => participants(body).map(({ actor }) => objectOf(actor));

const isTo =
  (type: string) =>
  ({ reference }: JsonObject): boolean =>
    typeof reference === 'string' && reference.startsWith(`${type}/`);

const hasLocation = (body: JsonObject): boolean => objectsIn(body['supportingInformation']).some(isTo('Location'));

const isShort = (time: unknown): boolean => typeof time === 'string' && /T\d\d:\d\d(Z|[+-]|$)/.test(time);

/** Bodies that differ from others in one thing, each with the rule by which they are taken. */
type Bodies = readonly (readonly [rule: RuleId, what: string, isMeant: (body: JsonObject) => boolean])[];

const lackedByCreates: Bodies = [
  ['participant/any-order', 'a type of each actor', (body) => actors(body).some(({ type }) => type === undefined)],
  [
    'participant/any-order',
    'the practitioner before the patient',
    (body) => actors(body).length > 1 && !isTo('Practitioner')(actors(body)[0] ?? {}),
  ],
  [
    'participant/status-unused',
    'participants that have accepted',
    (body) => participants(body).some(({ status }) => status !== 'accepted'),
  ],
  [
    'participant/patient-optional',
    'a patient',
    (body) => actors(body).length > 0 && !actors(body).some(isTo('Patient')),
  ],
  [
    'supporting-information/location',
    'a type of the Location reference',
    (body) =>
      objectsIn(body['supportingInformation']).some((one) => isTo('Location')(one) && one['type'] === undefined),
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
  ['identifier/stored', 'an identifier', (body) => objectsIn(body['identifier']).length > 0],
  ['supporting-information/meeting-link', 'a meeting link', (body) => objectsIn(body['contained']).length > 0],
  [
    'reason-code/structured',
    'a coding of the reason',
    (body) => objectsIn(body['reasonCode']).some(({ coding }) => objectsIn(coding).length > 0),
  ],
  ['reason-code/text', 'a reason for visit', ({ reasonCode }) => reasonCode !== undefined],
  ['reason-code/description-sent', 'a description', ({ description }) => description !== undefined],
  ['participant/patient', 'a patient', (body) => actors(body).some(isTo('Patient'))],
  ['supporting-information/location', 'a location', hasLocation],
  ['appointment-type/stored', 'a type of the appointment', ({ appointmentType }) => appointmentType !== undefined],
];

const kindsOf = (
  bodies: Bodies,
  named: (what: string) => string,
  isAmong: Kind['isAmong'],
  mayMeetIt: Kind['mayMeetIt'] = isAmong,
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
  mayMeetIt: isUpdate,
  isOfKind: ({ request: { headers } }) =>
    !Object.keys(headers).some((name) => name.toLowerCase() === 'if-unmodified-since'),
};

const parametersOf = ({ request: { path } }: Exchange): URLSearchParams =>
  new URLSearchParams(path.replace(/^[^?]*/, ''));

const searchesWith = ([parameter, rule]: readonly [string, RuleId]): Kind => ({
  rule,
  what: `a search with the parameter ${parameter}`,
  isAmong: isSearch,
  mayMeetIt: isSearch,
  isOfKind: (one) => parametersOf(one).has(parameter),
});

const namesIn = (one: Exchange): readonly string[] =>
  [...parametersOf(one).keys()].filter((name) => !name.startsWith('_'));

/** Searches with several parameters, where one that comes twice counts twice, or once. */
const combined: readonly Kind[] = [namesIn, (one: Exchange) => [...new Set(namesIn(one))]].map((namesOf) => ({
  rule: 'search/parameters-combine',
  what: 'a search with several parameters',
  isAmong: isSearch,
  mayMeetIt: isSearch,
  isOfKind: (one) => namesOf(one).length > 1,
}));

const kinds: readonly Kind[] = [
  ...kindsOf(lackedByCreates, (what) => `a write without ${what}`, isCreate, isWrite),
  ...kindsOf(lackedByUpdates, (what) => `an update without ${what}`, isUpdate),
  unconditional,
  ...kindsOf(heldByWrites, (what) => `a write with ${what}`, isWrite),
  ...combined,
  ...Object.entries({ ...ruleOfParameter, _count: 'searchset/paging', _offset: 'searchset/paging' } as const).map(
    searchesWith,
  ),
];

/** So many have to be refused alike before a server is said to refuse them all. */
const fewestRefused = 5;

/** What a refusal says, with its status. */
const wordsOf = ({ response: { status, body } }: Exchange): string => `${status} ${JSON.stringify(body ?? null)}`;

/** The words that most refusals use, and how many do. */
const mostFrequent = (refusals: readonly Exchange[]): readonly [words: string, count: number] => {
  const counts = new Map<string, number>();
  for (const words of refusals.map(wordsOf)) counts.set(words, (counts.get(words) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0];
};

const causeOf = (kind: Kind, all: readonly Exchange[], exchanged: Exchanged): readonly Cause[] => {
  const { rule, what, isAmong, mayMeetIt, isOfKind } = kind;
  const asked = all.filter(isAmong);
  const [own, others] = [asked.filter(isOfKind), asked.filter((one) => !isOfKind(one))];
  const [words, count] = mostFrequent(own);
  if (count < fewestRefused || !own.every(isRefused) || others.every(isRefused) || saysTaken(words)) return [];
  // What others are refused with as well has another reason.
  if (others.some((one) => wordsOf(one) === words)) return [];
  const isHit = (one: Exchange): boolean => mayMeetIt(one) && wordsOf(one) === words;
  return [
    {
      rule,
      what: `${what}, which this server refuses`,
      isWhole: true,
      explains: (_mismatch, scenario: Scenario) => (exchanged.get(scenario) ?? []).some(isHit),
    },
  ];
};

/** Refusals that say why by themselves: a token, a scope, a rate. */
const ownReasons = [401, 403, 429];

/** The cause of a run in which no create of an appointment was taken, most refused in the same words: why cannot be told. */
const everyCreate = (all: readonly Exchange[], exchanged: Exchanged): readonly Cause[] => {
  const creates = all.filter(isCreate).filter(({ response: { status } }) => !ownReasons.includes(status));
  const [words, count] = mostFrequent(creates);
  if (!creates.every(isRefused) || count < fewestRefused || count <= creates.length / 2) return [];
  return [
    {
      rule: 'interaction/create-makes-one',
      what: 'a create, and this server takes none of this run',
      isWhole: true,
      explains: (_mismatch, scenario: Scenario) =>
        (exchanged.get(scenario) ?? []).some((one) => isWrite(one) && wordsOf(one) === words),
    },
  ];
};

/** The causes of a run in which every request of a kind is refused, most in the same words, and others are taken. */
export const refusedKinds = (exchanged: Exchanged): readonly Cause[] => {
  const all = [...exchanged.values()].flat();
  return [...everyCreate(all, exchanged), ...kinds.flatMap((kind) => causeOf(kind, all, exchanged))];
};
