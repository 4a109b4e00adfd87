// What a server demands of every body though nobody asks for it: whoever writes without it is refused, whatever a scenario is about.
import type { JsonObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isRefused, objectOf, objectsIn } from './parts.ts';

/** Something that a body of an appointment may have or leave out. */
interface Demand {
  /** The rule that leaves it open. */
  readonly rule: RuleId;
  /** As a reader knows it. */
  readonly what: string;
  /** Whether a body has it; a body without the member that it stands in does. */
  readonly isMet: (body: JsonObject) => boolean;
}

const participants = (body: JsonObject): readonly JsonObject[] => objectsIn(body['participant']);

const actors = (body: JsonObject): readonly JsonObject[] => participants(body).map(({ actor }) => objectOf(actor));

const isTo =
  (type: string) =>
  ({ reference }: JsonObject): boolean =>
    typeof reference === 'string' && reference.startsWith(`${type}/`);

const isShort = (time: unknown): boolean => typeof time === 'string' && /T\d\d:\d\d(Z|[+-]|$)/.test(time);

const ofCreates: readonly Demand[] = [
  {
    rule: 'participant/any-order',
    what: 'a type of each actor',
    isMet: (body) => actors(body).every(({ type }) => type !== undefined),
  },
  {
    rule: 'participant/any-order',
    what: 'the practitioner before the patient',
    isMet: (body) => actors(body).length < 2 || isTo('Practitioner')(actors(body)[0] ?? {}),
  },
  {
    rule: 'participant/status-unused',
    what: 'participants that have accepted',
    isMet: (body) => participants(body).every(({ status }) => status === 'accepted'),
  },
  {
    rule: 'participant/patient-optional',
    what: 'a patient',
    isMet: (body) => actors(body).length === 0 || actors(body).some(isTo('Patient')),
  },
  {
    rule: 'supporting-information/location',
    what: 'a type of the Location reference',
    isMet: (body) =>
      objectsIn(body['supportingInformation'])
        .filter(isTo('Location'))
        .every(({ type }) => type !== undefined),
  },
  {
    rule: 'booking/start',
    what: 'seconds of the times',
    isMet: ({ start, end }) => !isShort(start) && !isShort(end),
  },
  {
    rule: 'appointment-type/default-on-create',
    what: 'a type of the appointment',
    isMet: ({ appointmentType }) => appointmentType !== undefined,
  },
  {
    rule: 'status/create-is-always-proposed',
    what: 'a status of the appointment',
    isMet: ({ status }) => status !== undefined,
  },
];

/** A member that an update may leave out. */
const ofUpdate = (rule: RuleId, member: string, what: string): Demand => ({
  rule,
  what,
  isMet: (body) => body[member] !== undefined,
});

const ofUpdates: readonly Demand[] = [
  // Which of the two is in force depends on the edition.
  ofUpdate('appointment-type/default-on-update', 'appointmentType', 'a type of the appointment'),
  ofUpdate('appointment-type/omitted-type-is-kept', 'appointmentType', 'a type of the appointment'),
  ofUpdate('reason-code/omitted-reason-is-kept', 'reasonCode', 'a reason for visit'),
  ofUpdate('status/omitted-status-is-kept', 'status', 'a status'),
  ofUpdate('interaction/partial-update', 'reasonCode', 'a reason for visit'),
  ofUpdate('interaction/partial-update', 'participant', 'participants'),
  ofUpdate('interaction/partial-update', 'start', 'a start'),
  ofUpdate('interaction/partial-update', 'end', 'an end'),
  ofUpdate('interaction/partial-update', 'supportingInformation', 'supporting information'),
];

/** So many writes have to be refused alike before a server is said to demand something of all. */
const fewestRefused = 5;

const isWrite = ({ request: { method, path } }: Exchange): boolean =>
  (method === 'POST' && path === '/Appointment') || (method === 'PUT' && path.startsWith('/Appointment/'));

const isUpdate = (one: Exchange): boolean => isWrite(one) && one.request.method === 'PUT';

const bodyOf = ({ request: { body } }: Exchange): JsonObject => objectOf(body);

/** What a refusal says, with its status. */
const wordsOf = ({ response: { status, body } }: Exchange): string => `${status} ${JSON.stringify(body ?? null)}`;

/** The words that most refusals use, and how many do. */
const mostFrequent = (refusals: readonly Exchange[]): readonly [words: string, count: number] => {
  const counts = new Map<string, number>();
  for (const words of refusals.map(wordsOf)) counts.set(words, (counts.get(words) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0];
};

const causeOf = (
  { rule, what, isMet }: Demand,
  writes: readonly Exchange[],
  exchanged: Exchanged,
  isMeant: (one: Exchange) => boolean,
): readonly Cause[] => {
  const lacking = writes.filter((one) => !isMet(bodyOf(one)));
  const others = writes.filter((one) => isMet(bodyOf(one)));
  const [words, count] = mostFrequent(lacking);
  if (count < fewestRefused || !lacking.every(isRefused) || others.every(isRefused)) return [];
  const isHit = (one: Exchange): boolean => isMeant(one) && wordsOf(one) === words;
  return [
    {
      rule,
      what: `a write without ${what}, which this server refuses`,
      isWhole: true,
      explains: (_mismatch, scenario: Scenario) => (exchanged.get(scenario) ?? []).some(isHit),
    },
  ];
};

/** The causes of a run in which every create, or every update, that lacks something optional is refused, most in the same words. */
export const extraDemands = (exchanged: Exchanged): readonly Cause[] => {
  const writes = [...exchanged.values()].flat().filter(isWrite);
  const [creates, updates] = ['POST', 'PUT'].map((method) => writes.filter(({ request }) => request.method === method));
  return [
    ...ofCreates.flatMap((demand) => causeOf(demand, creates ?? [], exchanged, isWrite)),
    ...ofUpdates.flatMap((demand) => causeOf(demand, updates ?? [], exchanged, isUpdate)),
  ];
};
