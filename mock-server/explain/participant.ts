// Repairs of who takes part, where, and when.
import type { RefusalId } from '../../schemas/rules/index.ts';
import { endOf } from '../../schemas/canvas/record.ts';
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';
import type { PatientRecord, PractitionerRecord } from '../../schemas/canvas/record.ts';
import { firstIdOf } from '../domain/reference.ts';
import { freeTime, participantOf, somePatient, somePractitioner, soon } from './example.ts';
import { nearest } from './nearest.ts';
import { listIn, storedFor, withItem, type Context, type Fix, type Repair } from './repair.ts';
import { bodyOf, withMembers, type Json, type Sent } from './sent.ts';

const minute = 60_000;

const referenceOf = (participant: Json): string | undefined => {
  const reference = (participant['actor'] as Json | undefined)?.['reference'];
  return typeof reference === 'string' ? reference : undefined;
};

const positionOf = (sent: Sent, type: string): number =>
  listIn(sent, 'participant').findIndex((participant) => firstIdOf(type, [referenceOf(participant)]) !== undefined);

const withActor = (sent: Sent, at: number, reference: string): Sent =>
  withMembers(sent, {
    participant: withItem(listIn(sent, 'participant'), at, (participant) => ({
      ...participant,
      actor: { ...(participant['actor'] as Json), reference },
    })),
  });

const added = (sent: Sent, reference: string): Sent =>
  withMembers(sent, { participant: [...listIn(sent, 'participant'), participantOf(reference)] });

/** Puts the nearest known person in the place of one that is not known. */
const knownPerson = (
  sent: Sent,
  type: 'Patient' | 'Practitioner',
  people: Iterable<PatientRecord | PractitionerRecord>,
  { parameters }: Context,
): Fix | undefined => {
  const at = positionOf(sent, type);
  const person = nearest((parameters['reference'] ?? '').replace(`${type}/`, ''), people, ({ id }) => id);
  if (at < 0 || person === undefined) return undefined;
  const { id, given, family } = person;
  return {
    sent: withActor(sent, at, `${type}/${id}`),
    where: `$.participant[${at}].actor.reference`,
    advice: `No ${type} has that id; one that exists is ${id} (${given} ${family}), others by GET /${type}`,
  };
};

const sentInstant = (sent: Sent, name: string): number | undefined => {
  const text = bodyOf(sent)?.[name];
  return typeof text === 'string' ? parseInstant(text) : undefined;
};

/** A time for `start` or `end` that goes with the other one. */
const fittingTime = (sent: Sent, name: string, { world }: Context): number => {
  const other = sentInstant(sent, name === 'start' ? 'end' : 'start');
  if (other === undefined) return soon(world) + (name === 'start' ? 0 : 30 * minute);
  return name === 'start' ? other - 30 * minute : other + 30 * minute;
};

/** What people write for an instant: a blank for the T, a day alone, no leading zeros, an offset without colon. */
const readInstant = (text: string): number | undefined => {
  const [, year, month = '', day = '', hour = '9', minutes = '00', seconds = '00', zone = ''] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
      text.trim(),
    ) ?? [];
  if (year === undefined) return undefined;
  const two = (part: string): string => part.padStart(2, '0');
  const offset = zone.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return parseInstant(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minutes}:${seconds}${offset}`);
};

const timeFix = (sent: Sent, name: string, instant: number, advice: string): Fix => ({
  sent: withMembers(sent, { [name]: formatInstant(instant) }),
  where: `$.${name}`,
  advice,
});

/** Who is wanted, from when, for how long: of an update what it leaves out is what is stored. */
const wantedTime = (sent: Sent, context: Context) => {
  const stored = storedFor(sent, context);
  const start = sentInstant(sent, 'start') ?? stored?.start ?? soon(context.world);
  const end = sentInstant(sent, 'end') ?? (stored === undefined ? start + 30 * minute : endOf(stored));
  const named = firstIdOf('Practitioner', listIn(sent, 'participant').map(referenceOf));
  const practitioner = named === '' ? context.world.instance.canvasBot : (named ?? stored?.practitioner ?? '');
  return { start, length: Math.max(end - start, minute), practitioner, id: stored?.id ?? '' };
};

export const peopleRepairs = {
  'participant/practitioner-required': (sent, { world }) => ({
    sent: added(sent, `Practitioner/${somePractitioner(world)}`),
    where: '$.participant',
    advice: 'Add a participant whose actor is the practitioner to book; others by GET /Practitioner',
  }),
  'participant/status-required': (sent, { parameters }) => {
    const at = Number(/\d+/.exec(parameters['where'] ?? '')?.[0] ?? 0);
    const participant = withItem(listIn(sent, 'participant'), at, (item) => ({ ...item, status: 'accepted' }));
    const advice = "Each participant has a status, for example 'accepted'; its value is not used";
    return { sent: withMembers(sent, { participant }), where: `$.participant[${at}].status`, advice };
  },
  'participant/unknown-practitioner': (sent, context) =>
    knownPerson(sent, 'Practitioner', context.world.store().practitioners.values(), context),
  'participant/unknown-patient': (sent, context) =>
    knownPerson(sent, 'Patient', context.world.store().patients.values(), context),
  'participant/patient-required-by-type': (sent, { world }) => {
    const patient = somePatient(world);
    if (patient === undefined) return undefined;
    // A list of participants has to name the practitioner, so of an update it is sent along.
    const practitioner =
      positionOf(sent, 'Practitioner') < 0 ? added(sent, `Practitioner/${somePractitioner(world)}`) : sent;
    const advice = 'This type of appointment needs a patient: add one as a participant, others by GET /Patient';
    return { sent: added(practitioner, `Patient/${patient}`), where: '$.participant', advice };
  },
  'booking/time-required': (sent, context) => {
    const { where = 'start' } = context.parameters;
    const advice = `A new appointment needs ${where}, for example as 2031-03-04T15:00:00Z`;
    return timeFix(sent, where, fittingTime(sent, where, context), advice);
  },
  'booking/times-are-instants': (sent, context) => {
    const { where = 'start', value = '' } = context.parameters;
    const advice = 'Times are written YYYY-MM-DDTHH:MM:SS with Z or an offset, for example 2031-03-04T15:00:00Z';
    return timeFix(sent, where, readInstant(value) ?? fittingTime(sent, where, context), advice);
  },
  'booking/double-booking-refused': (sent, context) => {
    const { start, length, practitioner, id } = wantedTime(sent, context);
    const free = freeTime(context.world, practitioner, start, length, id);
    return {
      sent: withMembers(sent, { start: formatInstant(free), end: formatInstant(free + length) }),
      where: '$.start',
      advice: `The practitioner is booked at that time; the next time that is free is ${formatInstant(free)}`,
    };
  },
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
