// A live appointment as the record that a mock keeps of it.
import { isObject } from '../../schemas/json.ts';
import {
  actorIn,
  codingIn,
  idIn,
  keyOf,
  listOf,
  references,
  supportingIdOf,
  textOf,
  type Resource,
} from './learn-records.ts';
import type { Appointment, LiveState } from './live-state.ts';

const statuses: Readonly<Record<string, Appointment['status']>> = {
  proposed: 'unconfirmed',
  pending: 'attempted',
  booked: 'confirmed',
  arrived: 'arrived',
  'checked-in': 'roomed',
  'check-in': 'roomed',
  fulfilled: 'exited',
  noshow: 'no-showed',
  cancelled: 'cancelled',
  'entered-in-error': 'deleted',
};

const appointmentsBy = (resource: Resource, display: RegExp): readonly string[] =>
  references(resource).flatMap(({ reference, display: words }) =>
    display.test(textOf(words) ?? '') ? (idIn(reference, 'Appointment') ?? []) : [],
  );

const identifiersIn = (resource: Resource): Appointment['identifiers'] =>
  listOf(resource['identifier']).map(({ id, use, system, value, period }) => {
    const { start, end } = isObject(period) ? period : {};
    const textOrNull = (member: unknown): string | null => textOf(member) ?? null;
    return {
      id: textOrNull(id) ?? '',
      use: textOrNull(use),
      system: textOrNull(system),
      value: textOrNull(value),
      issued: textOrNull(start),
      expires: textOrNull(end),
    };
  });

const linkIn = (resource: Resource): string | null => textOf(listOf(resource['contained'])[0]?.['address']) ?? null;

const reasonsIn = (resource: Resource, { collections }: LiveState): Appointment['reasons'] => {
  const [reason] = listOf(resource['reasonCode']);
  const text = textOf(reason?.['text']) ?? textOf(resource['description']) ?? null;
  const coding = codingIn(reason);
  if (coding === undefined && text === null) return [];
  const id = coding === undefined ? null : (collections.reasonCodings.get(keyOf(coding))?.id ?? null);
  return [{ coding: id, text }];
};

/** A live appointment as a record; undefined where it shows what no record holds. */
export const recordOf = (
  resource: Resource,
  state: LiveState,
  before: Appointment | undefined,
): Appointment | undefined => {
  const status = statuses[textOf(resource['status']) ?? ''];
  const coding = codingIn(resource['appointmentType']);
  const [start, end] = [Date.parse(textOf(resource['start']) ?? ''), Date.parse(textOf(resource['end']) ?? '')];
  const practitioner = actorIn(resource, 'Practitioner');
  const type = coding === undefined ? undefined : state.collections.noteTypes.get(keyOf(coding));
  if (status === undefined || type === undefined || practitioner === undefined || Number.isNaN(start + end))
    return undefined;
  const room = state.collections.practitioners.get(practitioner)?.meetingRoom;
  const link = linkIn(resource);
  return {
    id: resource.id,
    status,
    noteType: type.id,
    start,
    durationMinutes: (end - start) / 60_000,
    practitioner,
    patient: actorIn(resource, 'Patient') ?? null,
    location: supportingIdOf(resource, 'Location'),
    reasons: reasonsIn(resource, state),
    meetingLink: link === room ? null : link,
    identifiers: identifiersIn(resource),
    encounter: supportingIdOf(resource, 'Encounter'),
    rescheduledFrom: appointmentsBy(resource, /previously rescheduled/i)[0] ?? null,
    rescheduledTo: appointmentsBy(resource, /rescheduled replacement/i)[0] ?? null,
    coScheduled: appointmentsBy(resource, /co-scheduled/i),
    createdAt: before?.createdAt ?? 0,
    modifiedAt: before?.modifiedAt ?? 0,
  };
};
