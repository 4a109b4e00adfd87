// Encounter: read and found by way of the appointments it comes from.
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import { dayLength, dayOf } from '../../../schemas/canvas/instant.ts';
import type { AppointmentRecord } from '../../../schemas/canvas/record.ts';
import type { Resource } from '../any-type/handler.ts';
import { isInside, parseDate, type Span } from '../../search/date.ts';
import type { Condition } from '../../search/match.ts';
import { idsIn } from '../../search/values.ts';
import type { Ids } from '../../store/record-index.ts';
import { recordsIn } from '../../store/records-in.ts';
import type { World } from '../../worlds/world.ts';
import { viewEncounter, type Visit } from './view.ts';
import { readOf, type Readable } from '../any-type/read.ts';
import { idFilter, searchOf, type Filter } from '../any-type/search.ts';

const isHere = <T>(value: T | undefined): value is T => value !== undefined;

/** An encounter exists where an appointment refers to it; it follows the one that has not been rescheduled. */
const visitOf = (id: string, { store }: World): Visit | undefined => {
  const { appointments, encounters } = store();
  const chain = [...recordsIn(appointments, [appointments.under('encounter', id)])];
  const ordered = chain.toSorted((one, other) => one.createdAt - other.createdAt);
  const current = ordered.findLast(({ rescheduledTo }) => rescheduledTo === null) ?? ordered.at(-1);
  return current === undefined
    ? undefined
    : { id, appointments: ordered, current, provider: encounters.get(id)?.practitioner ?? null };
};

/** The encounters of some appointments, each once. */
const visitsOf = (appointments: Iterable<AppointmentRecord>, world: World): Visit[] => {
  const found = new Set([...appointments].map(({ encounter }) => encounter).filter((id) => id !== null));
  return [...found].map((id) => visitOf(id, world)).filter(isHere);
};

/** The encounters of the appointments with some ids, which stand in several sets. */
const visitsUnder = (sets: readonly Ids[], world: World): Visit[] =>
  visitsOf(recordsIn(world.store().appointments, sets), world);

/** The longest span that the index by day is used for: for a longer one it would save nothing. */
const maxIndexedSpan = 31 * dayLength;

const visitsIn = ({ from, to, isOutside = false }: Span, world: World): Pick<Condition<Visit>, 'candidates'> => {
  if (isOutside || to - from > maxIndexedSpan) return {};
  const { appointments } = world.store();
  const records = () => visitsUnder(appointments.onDays(dayOf(from), dayOf(to - 1) + 1), world);
  return { candidates: () => ({ records }) };
};

const patientFilter = (parameter: string): Filter<Visit> => ({
  parameter,
  condition: (value, world) => {
    const wanted = idsIn('Patient', value);
    const { appointments } = world.store();
    return {
      isMet: ({ current }) => wanted.has(current.patient ?? ''),
      candidates: () => {
        const sets = [...wanted].map((patient) => appointments.under('patient', patient));
        return { records: () => visitsUnder(sets, world) };
      },
    };
  },
});

const readable: Readable<Visit> = { type: 'Encounter', find: visitOf, view: viewEncounter };

const filters: Readonly<Record<IdsOf<'filter'> & IdsIn<'encounter'>, Filter<Visit>>> = {
  'encounter/id-finds': idFilter(readable),
  'encounter/appointment-finds': {
    parameter: 'appointment',
    condition: (value, world) => {
      const wanted = idsIn('Appointment', value);
      return {
        isMet: ({ appointments }) => appointments.some(({ id }) => wanted.has(id)),
        candidates: () => ({ records: () => visitsUnder([wanted], world) }),
      };
    },
  },
  'encounter/patient-finds': patientFilter('patient'),
  'encounter/subject-finds': patientFilter('subject'),
  'encounter/date-finds': {
    parameter: 'date',
    condition: (value, world) => {
      const span = parseDate(value, world.contract);
      if ('rule' in span) return span;
      return { isMet: ({ current }) => isInside(span, current.start), ...visitsIn(span, world) };
    },
  },
};

/** Encounter: read, search. */
export const encounter: Resource = {
  read: readOf(readable),
  search: searchOf({
    ...readable,
    filters,
    all: (world) => new Set(visitsOf(world.store().appointments.values(), world)),
  }),
};
