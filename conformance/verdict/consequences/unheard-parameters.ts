// Parameters of a search that a server does not hear, or takes for others: its links lose them, and its pages their order.
import { isObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Mismatch } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isOfSearch, isSearchByParameters, parametersOf } from './parts.ts';

export const ruleOfParameter: Readonly<Record<string, RuleId>> = {
  _id: 'search/id',
  _sort: 'search/sort',
  'appointment-type': 'search/appointment-type',
  date: 'search/date',
  identifier: 'search/identifier',
  location: 'search/location',
  patient: 'search/patient',
  practitioner: 'search/practitioner',
  status: 'search/status',
};

/** An address without a parameter. */
const without = (parameter: string, address: string): string => {
  const [path = '', query = ''] = address.split('?');
  const left = query.split('&').filter((part) => !part.startsWith(`${parameter}=`));
  return `${path}?${left.join('&')}`;
};

const isLinkWithout = (parameter: string, { what, expected, actual }: Mismatch): boolean =>
  what.startsWith('The link ') &&
  typeof expected === 'string' &&
  typeof actual === 'string' &&
  expected !== actual &&
  without(parameter, expected) === actual;

const isOrder = ({ what, expected, actual }: Mismatch): boolean =>
  what === 'The matches, in their order' &&
  Array.isArray(expected) &&
  Array.isArray(actual) &&
  String(expected.toSorted()) === String(actual.toSorted());

const addressesIn = ({ response: { body } }: Exchange): readonly string[] =>
  isObject(body) && Array.isArray(body['link'])
    ? body['link'].flatMap((link) => (isObject(link) && typeof link['url'] === 'string' ? [link['url']] : []))
    : [];

/** Causes of what differs where no link of the run has a parameter that a search was asked with. */
export const lostParameters = (exchanged: Exchanged): readonly Cause[] => {
  const addresses = [...exchanged.values()].flat().flatMap(addressesIn);
  const isLost = (parameter: string): boolean =>
    addresses.every((url) => !url.includes('/Appointment?') || without(parameter, url) === url);
  return Object.entries(ruleOfParameter).flatMap(([parameter, rule]): readonly Cause[] =>
    isLost(parameter)
      ? [
          {
            rule,
            what: `the parameter ${parameter} of a search, which this server does not hear`,
            isWhole: false,
            explains: (mismatch) => isLinkWithout(parameter, mismatch) || (parameter === '_sort' && isOrder(mismatch)),
          },
        ]
      : [],
  );
};

/** The rule of bad values of a parameter, which a server that does not hear it takes. */
const ruleOfBadValues: Readonly<Record<string, RuleId>> = {
  date: 'search/bad-date-is-refused',
  _sort: 'search/bad-sort-is-refused',
};

const isTaken = ({ what, actual }: Mismatch): boolean =>
  what === 'The rejection of the search' && isObject(actual) && actual['status'] === 200;

/** Causes of what differs where the rule of a parameter is broken: a search that combines it with others, its bad values, an order. */
export const misheardParameters = (exchanged: Exchanged): readonly Cause[] =>
  Object.entries(ruleOfParameter).map(([parameter, rule]) => ({
    rule,
    what: `the parameter ${parameter} of a search, which this server does not hear as documented`,
    isWhole: false,
    explains: (mismatch, scenario) =>
      mismatch.rule === rule ||
      (isTaken(mismatch) && scenario.ruleIds.includes(ruleOfBadValues[parameter] ?? '')) ||
      (parameter === '_sort' &&
        isOrder(mismatch) &&
        (exchanged.get(scenario) ?? []).some(({ request: { path } }) => path.includes('_sort='))),
  }));

/** So many parameters make a search that a server may not hear to its end. */
const crowd = 3;

/** The cause of what differs in searches with many parameters alone, where a server passes some of them over. */
export const crowdedSearches = (exchanged: Exchanged): Cause => ({
  rule: 'search/parameters-combine',
  what: 'a search with three or more parameters, which this server does not hear to the end',
  isWhole: false,
  explains: (mismatch, scenario) =>
    isOfSearch(mismatch) &&
    (exchanged.get(scenario) ?? []).some(
      (one) => isSearchByParameters(one) && parametersOf(one).filter((name) => !name.startsWith('_')).length >= crowd,
    ),
});
