// GET /__admin/schedule: some days of a world in figures, and whose they are. No cost grows with the world.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayOf, formatInstant } from '../domain/instant.ts';
import { localWriter } from '../domain/local-time.ts';
import { canvasStatuses, type AppointmentRecord } from '../domain/record.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { practitionerName } from './appointment-line.ts';
import { badRequest, faultOfQuery, repeatedIn, type Query } from './json.ts';
import { formatDay, localDay, spanOf, type Span } from './span.ts';

/** Appointments of a span that are looked at; what lies beyond is not counted, and the answer says so. */
export const mostCounted = 50_000;

/** Practitioners that are listed. */
const mostPractitioners = 100;

/** The appointments that start in a span, by the days that have an index. */
export function* startingIn({ appointments }: Store, { from, to }: Span): Generator<AppointmentRecord> {
  for (const ids of appointments.onDays(dayOf(from), dayOf(to - 1) + 1))
    for (const id of ids) {
      const record = appointments.get(id);
      if (record !== undefined && record.start >= from && record.start < to) yield record;
    }
}

interface Counts {
  readonly total: number;
  readonly isPartial: boolean;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byPractitioner: ReadonlyMap<string, number>;
}

const counted = (records: Iterable<AppointmentRecord>): Counts => {
  const byStatus: Record<string, number> = Object.fromEntries(canvasStatuses.map((status) => [status, 0]));
  const byPractitioner = new Map<string, number>();
  let total = 0;
  for (const { status, practitioner } of records) {
    if (total === mostCounted) return { total, isPartial: true, byStatus, byPractitioner };
    total += 1;
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    byPractitioner.set(practitioner, (byPractitioner.get(practitioner) ?? 0) + 1);
  }
  return { total, isPartial: false, byStatus, byPractitioner };
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
const nearest = ({ appointments }: Store, days: readonly number[], isThere: (start: number) => boolean) => {
  for (const day of days) {
    const starts = [...(appointments.onDays(day, day + 1)[0] ?? [])].map((id) => appointments.get(id)?.start ?? NaN);
    const there = starts.filter(isThere);
    if (there.length > 0) return there[0];
  }
  return undefined;
};

/** The nearest days with appointments before and after a span, so that an empty week leads somewhere. */
const nearestTo = (store: Store, { from, to }: Span, timeZone: string) => {
  const days = [...store.appointments.days()].toSorted((one, other) => one - other);
  const earlier = days.filter((day) => day <= dayOf(from)).toReversed();
  const later = days.filter((day) => day >= dayOf(to - 1));
  const shown = (start: number | undefined) => (start === undefined ? null : formatDay(localDay(start, timeZone)));
  return {
    before: shown(nearest(store, earlier, (start) => start < from)),
    after: shown(nearest(store, later, (start) => start >= to)),
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
    clock: { now: formatInstant(clock.now()), local: localWriter(timeZone)(clock.now()), frozen: clock.isFrozen() },
    from: span.first,
    days: span.days,
    total: store.appointments.size,
    byStatus: Object.fromEntries(
      canvasStatuses.map((status) => [status, store.appointments.under('status', status).size]),
    ),
    inSpan: { total: counts.total, partial: counts.isPartial, byStatus: counts.byStatus },
    nearest: nearestTo(store, span, timeZone),
    practitioners: practitioners.slice(0, mostPractitioners),
    practitionersFound: practitioners.length,
    chosen: chosen.slice(0, mostPractitioners).map((id) => practitionerOf(id, store, counts)),
  };
};

export const registerSchedule = (app: FastifyInstance, readOnly: boolean): void => {
  app.get('/__admin/schedule', ({ query, world }: FastifyRequest, reply): FastifyReply => {
    const fault = faultOfQuery(query as Query, ['from', 'days', 'q'], ['practitioner']);
    if (fault !== undefined) return badRequest(reply, fault);
    const { practitioner, ...others } = query as Query;
    const { q = '', ...sent } = others as Readonly<Record<string, string>>;
    const span = spanOf(sent, world.clock.now(), world.settings().timeZone);
    if (typeof span === 'string') return badRequest(reply, span);
    return reply.send(scheduleOf(world, { span, word: q, chosen: repeatedIn(practitioner) }, readOnly));
  });
};
