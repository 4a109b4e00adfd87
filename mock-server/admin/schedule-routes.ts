// GET /__admin/schedule: some days of a world in figures, and whose they are. No cost grows with the world.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayOf } from '../../schemas/canvas/instant.ts';
import { localWriter } from '../domain/local-time.ts';
import { canvasStatuses, type AppointmentRecord } from '../../schemas/canvas/record.ts';
import { fhirStatus } from '../domain/status.ts';
import { recordsIn } from '../store/records-in.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../worlds/world.ts';
import { practitionerName } from './appointment-line.ts';
import { clockShown } from './clock-routes.ts';
import { badRequest, faultOfQuery, repeatedIn, type Query } from './json.ts';
import { formatDay, localDay, spanOf, type Span } from './span.ts';

/** Appointments of a span that are looked at; what lies beyond is not counted, and the answer says so. */
const maxCounted = 50_000;

/** Practitioners that are listed. */
const maxPractitioners = 100;

/** The appointments that start in a span, by the days that have an index. */
export function* startingIn({ appointments }: Store, { from, to }: Span): Generator<AppointmentRecord> {
  for (const record of recordsIn(appointments, appointments.onDays(dayOf(from), dayOf(to - 1) + 1)))
    if (record.start >= from && record.start < to) yield record;
}

/** The first of some records, as many as are looked at, and whether there are more. */
export const lookedAt = (records: Iterable<AppointmentRecord>) => {
  const first: AppointmentRecord[] = [];
  for (const record of records) {
    if (first.length === maxCounted) return { records: first, isPartial: true };
    first.push(record);
  }
  return { records: first, isPartial: false };
};

interface Counts {
  readonly total: number;
  readonly isPartial: boolean;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byPractitioner: ReadonlyMap<string, number>;
}

const counted = (all: Iterable<AppointmentRecord>): Counts => {
  const { records, isPartial } = lookedAt(all);
  const byStatus: Record<string, number> = Object.fromEntries(canvasStatuses.map((status) => [status, 0]));
  const byPractitioner = new Map<string, number>();
  for (const { status, practitioner } of records) {
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    byPractitioner.set(practitioner, (byPractitioner.get(practitioner) ?? 0) + 1);
  }
  return { total: records.length, isPartial, byStatus, byPractitioner };
};

const practitionerOf = (id: string, store: Store, { byPractitioner }: Counts) => ({
  id,
  name: practitionerName(id, store.practitioners.get(id)),
  appointments: byPractitioner.get(id) ?? 0,
});

/** Everybody who could have an appointment or has one in the span, by name, so far as the name is asked for. */
const practitionersOf = (store: Store, counts: Counts, word: string) => {
  const { byPractitioner } = counts;
  const known = [...store.practitioners.values()].filter(
    ({ id, active, scheduleable }) => (active && scheduleable) || byPractitioner.has(id),
  );
  const unknown = [...byPractitioner.keys()].filter((id) => store.practitioners.get(id) === undefined);
  return [...known.map(({ id }) => id), ...unknown]
    .map((id) => practitionerOf(id, store, counts))
    .filter(({ id, name }) => id === word || name.toLowerCase().includes(word.toLowerCase()))
    .toSorted((one, other) => one.name.localeCompare(other.name));
};

/** The start nearest to a span on one side, by the days that have appointments, the nearest first. */
const findNearest = (
  { appointments }: Store,
  days: readonly number[],
  isThere: (start: number) => boolean,
  nearer: (one: number, other: number) => number,
) => {
  for (const day of days) {
    const starts = [...recordsIn(appointments, appointments.onDays(day, day + 1))].map(({ start }) => start);
    const there = starts.filter(isThere);
    if (there.length > 0) return there.reduce((one, other) => nearer(one, other));
  }
  return undefined;
};

/** The nearest days with appointments before and after a span, so that an empty week leads somewhere. */
const nearestTo = (store: Store, { from, to }: Span, timeZone: string) => {
  const days = [...store.appointments.days()].toSorted((one, other) => one - other);
  const earlier = days.filter((day) => day <= dayOf(from)).toReversed();
  const later = days.filter((day) => day >= dayOf(to - 1));
  const dayText = (start: number | undefined) => (start === undefined ? null : formatDay(localDay(start, timeZone)));
  return {
    before: dayText(findNearest(store, earlier, (start) => start < from, Math.max)),
    after: dayText(findNearest(store, later, (start) => start >= to, Math.min)),
  };
};

interface Asked {
  readonly span: Span;
  readonly word: string;
  readonly chosen: readonly string[];
}

const scheduleOf = (world: World, { span, word, chosen }: Asked, readOnly: boolean) => {
  const { name, clock, contract } = world;
  const store = world.store();
  const { timeZone } = world.settings();
  const counts = counted(startingIn(store, span));
  const practitioners = practitionersOf(store, counts, word);
  return {
    world: name,
    edition: contract.edition,
    readOnly,
    timeZone,
    clock: { ...clockShown(world), local: localWriter(timeZone)(clock.now()) },
    from: span.first,
    days: span.days,
    total: store.appointments.size,
    byStatus: Object.fromEntries(
      canvasStatuses.map((status) => [status, store.appointments.under('status', status).size]),
    ),
    fhirStatuses: Object.fromEntries(canvasStatuses.map((status) => [status, fhirStatus(status, world.settings())])),
    inSpan: { total: counts.total, partial: counts.isPartial, byStatus: counts.byStatus },
    nearest: nearestTo(store, span, timeZone),
    practitioners: practitioners.slice(0, maxPractitioners),
    practitionersFound: practitioners.length,
    chosen: chosen.slice(0, maxPractitioners).map((id) => practitionerOf(id, store, counts)),
  };
};

export const registerSchedule = (app: FastifyInstance, readOnly: boolean): void => {
  app.get('/schedule', ({ query, world }: FastifyRequest, reply): FastifyReply => {
    const fault = faultOfQuery(query as Query, ['from', 'days', 'q'], ['practitioner']);
    if (fault !== undefined) return badRequest(reply, fault);
    const { from, days, q = '' } = query as Readonly<Record<string, string>>;
    const span = spanOf({ from, days }, world.clock.now(), world.settings().timeZone);
    if (typeof span === 'string') return badRequest(reply, span);
    return reply.send(
      scheduleOf(world, { span, word: q, chosen: repeatedIn((query as Query)['practitioner']) }, readOnly),
    );
  });
};
