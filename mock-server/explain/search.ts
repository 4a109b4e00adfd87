// What to do about a date, an order or a page that a search does not take.
import { parametersOf, sortKeys, type ResourceType } from '../../schemas/search-parameters.ts';
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

/** Parameters that are not documented: they filter nothing. */
export const unknownParameters: IgnoredParameters = (request, world) => {
  const [, type = ''] = request.path.split('/');
  const known = new Set<string>([
    ...pagingParameters,
    ...parametersOf(type as ResourceType, world.contract.edition).map(({ name }) => name),
  ]);
  return parametersIn(request)
    .filter(([name]) => !known.has(name))
    .map(([name, sent]) => ignoredBy('search/unknown-parameter-is-ignored', name, { sent }));
};
