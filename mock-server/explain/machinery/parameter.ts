// Repairs of one parameter of a search.
import { entryOf } from '../../../schemas/json.ts';
import { datePrefixes, type DatePrefix } from '../../../schemas/search-parameters.ts';
import { parseDate } from '../../search/date.ts';
import type { World } from '../../worlds/world.ts';
import { meantDay, meantPeriod } from './calendar-text.ts';
import { meantBy } from './meant.ts';
import { noFix, type Fix, type Repair } from './repair.ts';
import { withParameter, type ClientRequest } from './client-request.ts';

/** A search by POST carries its parameters in the body; what is repaired moves into the query. */
export const inQuery = (request: ClientRequest): ClientRequest =>
  request.text === '' || request.method === 'GET'
    ? request
    : { ...request, text: '', query: [...request.query, ...new URLSearchParams(request.text)] };

export const valueOf = ({ query }: ClientRequest, name: string): string =>
  query.findLast(([key]) => key === name)?.[1] ?? '';

export const parameterFix = (request: ClientRequest, name: string, value: string | undefined, advice: string): Fix => ({
  request: withParameter(inQuery(request), name, value),
  where: `query ${name}`,
  advice,
});

/** The repair of a parameter whose value may be recognized; without one there is advice alone. */
export const recognizedFix = (request: ClientRequest, name: string, value: string | undefined, advice: string): Fix =>
  value === undefined ? noFix(`query ${name}`, advice) : parameterFix(request, name, value, advice);

/** The prefixes that the contract in force has. */
const prefixesIn = ({ contract }: World): readonly DatePrefix[] =>
  datePrefixes.filter((known) => !('rule' in known) || contract.isInForce(known.rule)).map(({ prefix }) => prefix);

/** What people write for a prefix: signs, words, the prefixes of FHIR that mean the same for a day. */
const prefixWords: Readonly<Record<string, DatePrefix>> = {
  '': 'eq',
  '=': 'eq',
  '==': 'eq',
  '>': 'gt',
  '>=': 'ge',
  '<': 'lt',
  '<=': 'le',
  '!=': 'ne',
  '<>': 'ne',
  gte: 'ge',
  lte: 'le',
  sa: 'gt',
  after: 'gt',
  eb: 'lt',
  before: 'lt',
  since: 'ge',
  from: 'ge',
  until: 'le',
};

const isPrefix = (text: string): text is DatePrefix => datePrefixes.some(({ prefix }) => prefix === text);

const prefixOf = (text: string): DatePrefix | undefined => {
  const word = text.toLowerCase().replace(/[\s:]+$/, '');
  return isPrefix(word) ? word : entryOf(prefixWords, word);
};

/** What each prefix makes of a period longer than a day: of its first day, and of the first day after it. */
const periodValues: Readonly<Record<DatePrefix, (from: string, until: string) => readonly string[]>> = {
  eq: (from, until) => [`ge${from}`, `lt${until}`],
  ge: (from) => [`ge${from}`],
  gt: (_from, until) => [`ge${until}`],
  lt: (from) => [`lt${from}`],
  le: (_from, until) => [`lt${until}`],
  ne: () => [],
};

/** The values that say what one value means; none where that cannot be said. */
const meantDates = (value: string, world: World): readonly string[] => {
  const [, letters = '', rest = ''] = /^((?:[a-z]+|[<>=!]+)?[\s:]*)(.*)$/is.exec(value.trim()) ?? [];
  const asWord = meantDay(value, world.clock.now());
  const prefix = asWord === undefined ? prefixOf(letters) : 'eq';
  if (prefix === undefined || !prefixesIn(world).includes(prefix)) return [];
  const day = asWord ?? meantDay(rest, world.clock.now());
  if (day !== undefined) return [`${prefix === 'eq' ? '' : prefix}${day}`];
  const period = meantPeriod(rest);
  return period === undefined ? [] : periodValues[prefix](...period);
};

const isNegated = (value: string): boolean => /^(ne|!=|<>)/i.test(value.trim());

/** Repairs the first value of a date parameter that is refused; the others stay as they are. */
export const dateFix =
  (name: string): Repair =>
  (sent, { world }) => {
    const request = inQuery(sent);
    const prefixes = prefixesIn(world);
    const at = request.query.findIndex(([key, value]) => key === name && 'rule' in parseDate(value, world.contract));
    const value = request.query[at]?.[1] ?? '';
    const where = `query ${name}`;
    const form = `A date is a day, YYYY-MM-DD, after one of ${prefixes.join(', ')} or nothing: ge2031-03-04`;
    if (isNegated(value) && !prefixes.includes('ne'))
      return noFix(where, `${form}. Ask for the days before with lt and for those after with gt, in two searches`);
    const meant = meantDates(value, world);
    if (at < 0 || meant.length === 0) return noFix(where, form);
    const values = meant.map((text) => [name, text] as const);
    return { request: { ...request, query: request.query.toSpliced(at, 1, ...values) }, where, advice: form };
  };

/** What people write for the order: a word for the direction behind the key, other words for the keys. */
const sortWords: Readonly<Record<string, string>> = {
  start: 'date',
  time: 'date',
  provider: 'practitioner',
  dob: 'birthdate',
  lastname: 'family',
  firstname: 'given',
  id: '_id',
};

const meantOrder = (value: string, keys: readonly string[]): string | undefined => {
  const [, sign = '', word = '', direction = ''] =
    /^([-+]?)\s*(\w+)(?:[\s:,]+(asc|desc|ascending|descending))?$/i.exec(value.trim()) ?? [];
  const other = entryOf(sortWords, word.toLowerCase());
  const key = meantBy(word, keys, (known) => [known]) ?? keys.find((known) => known === other);
  return key && `${sign === '-' || /^desc/i.test(direction) ? '-' : ''}${key}`;
};

export const sortFix =
  (keys: readonly string[]): Repair =>
  (request, { parameters: { value = '' } }) =>
    recognizedFix(
      request,
      '_sort',
      meantOrder(value, keys),
      `_sort takes one of ${keys.join(', ')}, each also with a leading minus sign`,
    );
