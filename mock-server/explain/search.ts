// What to do about a date, an order or a page that a search does not take.
import { parametersOf, sortKeys, type ResourceType } from '../../schemas/search-parameters.ts';
import { entryOf } from '../../schemas/json.ts';
import { distanceBetween, nearestName } from '../../schemas/nearest.ts';
import { dateFix, recognizedFix, sortFix } from './machinery/parameter.ts';
import { parametersIn } from './machinery/client-request.ts';
import type { Repairs } from './machinery/repair.ts';
import { ignoredBy, type IgnoredParameters } from './machinery/ignored.ts';

export const searchRepairs = {
  'search/bad-date-is-refused': dateFix('date'),
  'search/bad-sort-is-refused': sortFix(sortKeys),
  'search/bad-paging-is-refused': (request, { world, parameters: { name = '_count', value = '' } }) => {
    const [, digits] = /^\s*\+?(\d{1,9})(?:\.0*)?\s*$/.exec(value) ?? [];
    const largest = String(world.settings().largestPageSize);
    const all = name === '_count' && /^(all|max|-1)$/i.test(value.trim()) ? largest : undefined;
    return recognizedFix(
      request,
      name,
      digits ?? all,
      `${name} is a whole number of 0 or more; a page has ${largest} entries at most, and its next link leads on`,
    );
  },
} satisfies Repairs<'search'>;

/** Parameters that every search takes. */
const pagingParameters = ['_count', '_offset', '_sort'];

/** What other APIs call a parameter. */
const otherNames: Readonly<Record<string, string>> = {
  provider: 'practitioner',
  doctor: 'practitioner',
  staff: 'practitioner',
  subject: 'patient',
  start: 'date',
  day: 'date',
  type: 'appointment-type',
  limit: '_count',
  count: '_count',
  offset: '_offset',
  page: '_offset',
  sort: '_sort',
  id: '_id',
};

/** The parameter that was meant: without its modifier, by its other name, or a letter or two away. */
const meantParameter = (name: string, known: readonly string[]): string | undefined => {
  const [base = ''] = name.split(':');
  if (known.includes(base)) return base;
  const other = entryOf(otherNames, base.toLowerCase());
  if (other !== undefined && known.includes(other)) return other;
  const near = nearestName(base, known);
  return distanceBetween(base, near) <= 2 && base.length > 3 ? near : undefined;
};

const hintFor = (name: string, known: readonly string[]): string => {
  const meant = meantParameter(name, known);
  if (meant === undefined) return `There are ${known.join(', ')}`;
  return name.startsWith(`${meant}:`)
    ? `No modifier is documented: send ${meant}`
    : `Did you mean ${meant}? There are ${known.join(', ')}`;
};

/** Parameters that are not documented: they filter nothing. */
export const unknownParameters: IgnoredParameters = (request, world) => {
  const [, type = ''] = request.path.split('/');
  const own = parametersOf(type as ResourceType, world.contract.edition).map(({ name }) => name);
  const known = [...new Set([...own, ...pagingParameters])];
  return parametersIn(request)
    .filter(([name]) => !known.includes(name))
    .map(([name, sent]) => {
      const ignored = ignoredBy('search/unknown-parameter-is-ignored', name, { sent });
      return { ...ignored, why: `${ignored.why} ${hintFor(name, known)}` };
    });
};
