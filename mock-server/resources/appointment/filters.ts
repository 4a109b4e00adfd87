// What each search parameter of Appointment asks of a record, and the orders it can be sorted in.
import type { Contract } from '../../../schemas/contract.ts';
import { dayOf } from '../../../schemas/canvas/instant.ts';
import type { AppointmentRecord, CanvasStatus } from '../../../schemas/canvas/record.ts';
import { reject } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import type { SortKey } from '../../../schemas/search-parameters.ts';
import { canvasStatus } from '../../domain/status.ts';
import { isInside, parseDate, type Span } from '../../search/date.ts';
import type { Condition } from '../../search/match.ts';
import { byText, type Order, type Sort } from '../../search/sort.ts';
import { alternatives, idsIn, isAnyMatch, isTokenMatch } from '../../search/values.ts';
import type { IndexName } from '../../store/appointments.ts';
import type { Ids } from '../../store/record-index.ts';
import { recordsIn } from '../../store/records-in.ts';
import type { World } from '../../worlds/world.ts';
import type { Readable } from '../any-type/read.ts';
import { idFilter, type Filter } from '../any-type/search.ts';

type TypeForm = Extract<IdsOf<'filter'>, `search/appointment-type${string}`>;
type FilterId = Exclude<
  IdsOf<'filter'> & IdsIn<'search'>,
  'search/date-not-equal' | Exclude<TypeForm, 'search/appointment-type'>
>;
type TokenForm = (token: string, system: string, code: string) => boolean;

const isSystemAndCode: TokenForm = (token, system, code) => token === `${system}|${code}`;

/** The forms in which each rule lets a type be named. */
const typeForms: Readonly<Record<TypeForm, TokenForm>> = {
  'search/appointment-type': (token, _system, code) => token === code,
  'search/appointment-type-with-system': isSystemAndCode,
  'search/appointment-type-by-system-and-code': isSystemAndCode,
  'search/appointment-type-token': isTokenMatch,
};

/** Whether a token names a type in one of the forms in force. */
export const namesType =
  ({ isInForce }: Contract): TokenForm =>
  (token, system, code) =>
    (Object.keys(typeForms) as TypeForm[]).some((rule) => isInForce(rule) && typeForms[rule](token, system, code));

const sizeOf = (sets: readonly Ids[]): number => sets.reduce((sum, { size }) => sum + size, 0);

/** A condition whose matches all stand in some sets of an index. */
const indexed = (
  isMet: (record: AppointmentRecord) => boolean,
  sets: () => readonly Ids[],
  { store }: World,
): Condition<AppointmentRecord> => ({
  isMet,
  candidates: () => {
    const found = sets();
    return { size: sizeOf(found), records: () => recordsIn(store().appointments, found) };
  },
});

/** The member of a record is one of some values. */
const memberIn = (member: IndexName, values: ReadonlySet<string>, world: World): Condition<AppointmentRecord> =>
  indexed(
    (record) => values.has(record[member] ?? ''),
    () => [...values].map((value) => world.store().appointments.under(member, value)),
    world,
  );

/** The start lies in a span. An open span goes through the index by day as far as that reaches. */
const startIn = (span: Span, world: World): Condition<AppointmentRecord> => {
  const isMet = ({ start }: AppointmentRecord): boolean => isInside(span, start);
  const { from, to, isOutside = false } = span;
  if (isOutside) return { isMet };
  const end = to === Infinity ? Infinity : dayOf(to - 1) + 1;
  return indexed(isMet, () => world.store().appointments.onDays(dayOf(from), end), world);
};

const referenceFilter = (
  member: 'patient' | 'practitioner',
  type: 'Patient' | 'Practitioner',
): Filter<AppointmentRecord> => ({
  parameter: member,
  condition: (value, world) => memberIn(member, idsIn(type, value), world),
});

const isStatus = (status: CanvasStatus | undefined): status is CanvasStatus => status !== undefined;

/** The filters of a search for appointments, by rule. */
export const appointmentFilters = (
  readable: Readable<AppointmentRecord>,
): Readonly<Record<FilterId, Filter<AppointmentRecord>>> => ({
  'search/id': idFilter(readable),
  'search/appointment-type': {
    parameter: 'appointment-type',
    condition: (value, world) => {
      const tokens = alternatives(value);
      const names = namesType(world.contract);
      const matching = [...world.store().noteTypes.values()].filter(({ system, code }) =>
        tokens.some((token) => names(token, system, code)),
      );
      return memberIn('noteType', new Set(matching.map(({ id }) => id)), world);
    },
  },
  'search/identifier': {
    parameter: 'identifier',
    condition: (value, world) => {
      const tokens = alternatives(value);
      return indexed(
        ({ identifiers }) => identifiers.some((identifier) => isAnyMatch(tokens, identifier)),
        () => [new Set(tokens.flatMap((token) => [...world.store().appointments.named(token)]))],
        world,
      );
    },
  },
  'search/location': {
    parameter: 'location',
    condition: (value, world) => {
      const locations = [...idsIn('Location', value)].map((id) => world.instance.location(id)?.id ?? id);
      return memberIn('location', new Set(locations), world);
    },
  },
  'search/patient': referenceFilter('patient', 'Patient'),
  'search/practitioner': referenceFilter('practitioner', 'Practitioner'),
  'search/date': {
    parameter: 'date',
    condition: (value, world) => {
      const span = parseDate(value, world.contract);
      return 'rule' in span ? span : startIn(span, world);
    },
  },
  'search/status': {
    parameter: 'status',
    condition: (value, world) => {
      const statuses = alternatives(value).map((status) => canvasStatus(status, world.instance.settings));
      return memberIn('status', new Set(statuses.filter(isStatus)), world);
    },
  },
  // The order leaves out no record; the rule stands here for the trace.
  'search/sort': { parameter: '_sort', condition: () => undefined },
});

const keys: Readonly<Record<SortKey, Order<AppointmentRecord>>> = {
  date: (first, second) => first.start - second.start,
  patient: (first, second) => byText(first.patient ?? '', second.patient ?? ''),
  practitioner: (first, second) => byText(first.practitioner, second.practitioner),
};

export const appointmentSort: Sort<AppointmentRecord> = {
  keys,
  rule: 'search/sort',
  refuse: (value) => reject('search/bad-sort-is-refused', { value }),
};

/** The order of creation. Two of one instant stay as the store has them, page after page. */
export const byCreation: Order<AppointmentRecord> = (first, second) => first.createdAt - second.createdAt;
