// GET /__admin/appointments: the appointments of some days, or of a status, as lines with names. As many as are asked for.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { canvasStatuses, type AppointmentRecord } from '../../schemas/canvas/record.ts';
import { recordsIn } from '../store/records-in.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../worlds/world.ts';
import { lineWriter } from './appointment-line.ts';
import { badRequest, faultOfQuery, repeatedIn, type Query } from './json.ts';
import { lookedAt, startingIn } from './schedule-routes.ts';
import { spanOf, type Span } from './span.ts';

interface Wanted {
  readonly span: Span | undefined;
  readonly practitioners: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  readonly limit: number;
}

/** Lines that one answer may have. */
const maxLines = 1000;

const statusFault = (statuses: readonly string[]): string | undefined => {
  const wrong = statuses.find((status) => !(canvasStatuses as readonly string[]).includes(status));
  return wrong === undefined
    ? undefined
    : `status: '${wrong.slice(0, 40)}' is none of Canvas's words: ${canvasStatuses.join(', ')}`;
};

/** What a query asks for, or in words what is wrong with it. */
const wantedBy = (query: Query, { clock, settings }: World): Wanted | string => {
  const wrong = faultOfQuery(query, ['from', 'days', 'limit'], ['practitioner', 'status']);
  if (wrong !== undefined) return wrong;
  const { from, days, limit = '100' } = query as Readonly<Record<string, string>>;
  if (!/^\d{1,6}$/.test(limit) || Number(limit) > maxLines)
    return `limit: must be a whole number from 0 to ${maxLines}`;
  if (from === undefined && days !== undefined) return 'days: needs from, the first of them';
  const span = from === undefined ? undefined : spanOf({ from, days }, clock.now(), settings().timeZone);
  if (typeof span === 'string') return span;
  const statuses = repeatedIn(query['status']);
  const fault = statusFault(statuses);
  if (fault !== undefined) return fault;
  return {
    span,
    practitioners: new Set(repeatedIn(query['practitioner'])),
    statuses: new Set(statuses),
    limit: Number(limit),
  };
};

const recordsUnder = (
  { appointments }: Store,
  name: 'practitioner' | 'status',
  keys: ReadonlySet<string>,
): Generator<AppointmentRecord> =>
  recordsIn(
    appointments,
    [...keys].map((key) => appointments.under(name, key)),
  );

/** Open ones that began before a span and reach into it, for the practitioners that are asked for. */
function* reachingInto({ appointments }: Store, { span, practitioners }: Wanted): Generator<AppointmentRecord> {
  if (span === undefined) return;
  for (const practitioner of practitioners)
    for (const record of appointments.overlapping(practitioner, span.from, span.from + 1))
      if (record.start < span.from) yield record;
}

/** The records among which the wanted ones are, by the index that says most. */
function* candidates(store: Store, wanted: Wanted): Generator<AppointmentRecord> {
  const { span, practitioners, statuses } = wanted;
  if (span !== undefined) {
    yield* reachingInto(store, wanted);
    yield* startingIn(store, span);
  } else if (practitioners.size > 0) yield* recordsUnder(store, 'practitioner', practitioners);
  else if (statuses.size > 0) yield* recordsUnder(store, 'status', statuses);
  else yield* store.appointments.values();
}

const findWanted = (store: Store, wanted: Wanted) => {
  const { practitioners, statuses } = wanted;
  const { records, isPartial } = lookedAt(candidates(store, wanted));
  const meant = records.filter(
    ({ practitioner, status }) =>
      (practitioners.size === 0 || practitioners.has(practitioner)) && (statuses.size === 0 || statuses.has(status)),
  );
  return { records: meant, isPartial };
};

export const registerAppointments = (app: FastifyInstance): void => {
  app.get('/appointments', ({ query, world }: FastifyRequest, reply): FastifyReply => {
    const wanted = wantedBy(query as Query, world);
    if (typeof wanted === 'string') return badRequest(reply, wanted);
    const { records, isPartial } = findWanted(world.store(), wanted);
    const lines = records.toSorted((one, other) => one.start - other.start).slice(0, wanted.limit);
    return reply.send({
      timeZone: world.settings().timeZone,
      total: records.length,
      partial: isPartial,
      appointments: lines.map(lineWriter(world)),
    });
  });
};
