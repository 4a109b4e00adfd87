// Repairs of searches: dates, orders, pages, and what the search for slots needs.
import type { RefusalId } from '../../schemas/rules/index.ts';
import { datePrefixes, sortKeys } from '../../schemas/search-parameters.ts';
import { formatInstant, parseDay, dayLength } from '../../schemas/canvas/instant.ts';
import type { World } from '../worlds/world.ts';
import { nearest } from './nearest.ts';
import type { Context, Fix, Repair } from './repair.ts';
import { withParameter, type Sent } from './sent.ts';

/** A search by POST carries its parameters in the body; what is repaired moves into the query. */
const inQuery = (sent: Sent): Sent =>
  sent.text === '' || sent.method === 'GET'
    ? sent
    : { ...sent, text: '', query: [...sent.query, ...new URLSearchParams(sent.text)] };

const valueOf = ({ query }: Sent, name: string): string => query.findLast(([key]) => key === name)?.[1] ?? '';

const fix = (sent: Sent, name: string, value: string | undefined, advice: string): Fix => ({
  sent: withParameter(inQuery(sent), name, value),
  where: `query ${name}`,
  advice,
});

const day = (instant: number): string => formatInstant(instant).slice(0, 10);

/** The day that a text probably means: four, two and two digits, or today. */
const meantDay = (text: string, { clock }: World): string => {
  const [, year, month = '', date = ''] = /(\d{4})\D?(\d{1,2})\D?(\d{1,2})/.exec(text) ?? [];
  const candidate = `${year ?? ''}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return parseDay(candidate) === undefined ? day(clock.now()) : candidate;
};

const prefixes: readonly string[] = datePrefixes.map(({ prefix }) => prefix);

const dateFix =
  (name: string): Repair =>
  (sent, { world }) => {
    const text = sent.method === 'GET' ? valueOf(sent, name) : valueOf(inQuery(sent), name);
    const prefix = prefixes.find((known) => text.startsWith(known) && known !== 'ne') ?? '';
    const advice = `A date is a day, YYYY-MM-DD, after one of ${prefixes.join(', ')} or nothing: ge2031-03-04`;
    return fix(sent, name, `${prefix}${meantDay(text, world)}`, advice);
  };

const sortFix =
  (keys: readonly string[]): Repair =>
  (sent, { parameters: { value = '' } }) => {
    const key = nearest(value.replace(/^-/, ''), keys, (known) => known) ?? '';
    const order = `${value.startsWith('-') ? '-' : ''}${key}`;
    return fix(sent, '_sort', order, `_sort takes ${keys.join(', ')}, each also with a leading minus sign`);
  };

/** A schedule of this world, as the search for slots takes it. */
const someSchedule = ({ store }: World): string | undefined => {
  const locations = [...store().locations.values()].filter(({ active }) => active);
  for (const { id, scheduleable, active, locations: where } of store().practitioners.values()) {
    const location = locations.find((each) => where.includes(each.id));
    if (scheduleable && active && location !== undefined) return `Location.${location.number}-Staff.${id}`;
  }
  return undefined;
};

const startOf = (sent: Sent, { world }: Context): number =>
  parseDay(valueOf(inQuery(sent), 'start')) ?? world.clock.now();

export const searchRepairs = {
  'search/bad-date-is-refused': dateFix('date'),
  'search/bad-sort-is-refused': sortFix(sortKeys),
  'search/bad-paging-is-refused': (sent, { parameters: { name = '_count' } }) =>
    fix(sent, name, name === '_count' ? '10' : '0', `${name} is a whole number of 0 or more`),
  'patient/bad-birthdate-is-refused': dateFix('birthdate'),
  'patient/bad-sort-is-refused': sortFix(['_id', 'birthdate', 'family', 'given']),
  'slot/schedule-is-required': (sent, { world }) =>
    fix(sent, 'schedule', someSchedule(world), 'Name the schedule whose slots are wanted; all by GET /Schedule'),
  'slot/bad-day-is-refused': (sent, { world, parameters: { name = 'start', value = '' } }) =>
    fix(sent, name, meantDay(value, world), `${name} is a day, YYYY-MM-DD`),
  'slot/bad-duration-is-refused': (sent) =>
    fix(sent, 'duration', '20', 'duration is a whole number of minutes from 1 to 1440'),
  'slot/end-before-start-is-refused': (sent, context) =>
    fix(sent, 'end', day(startOf(sent, context) + 7 * dayLength), 'end lies on start or after it'),
  'slot/window-is-bounded': (sent, context) => {
    const days = Number(context.parameters['days'] ?? 0);
    return fix(sent, 'end', day(startOf(sent, context) + days * dayLength), `Ask for at most ${days} days at once`);
  },
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
