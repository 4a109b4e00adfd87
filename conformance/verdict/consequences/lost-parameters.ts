// Parameters of a search that a server does not hear: its links lose them, and its pages their order.
import { isObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Mismatch } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';

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
