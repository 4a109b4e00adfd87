// Practitioner: the staff, of whom a search shows those that can be scheduled.
import type { Topic } from './rule.ts';

const search = ['search'] as const;

export const practitioner = {
  'practitioner/shows-the-credentialed-name': {
    on: ['read', 'search'],
    stage: 'inherent',
    basis: 'documented',
    statement:
      'A Practitioner shows its id of 32 hexadecimal digits, the NPI as identifier, and one usual name whose text ends in the credentials.',
    source: { document: 'Practitioner page', at: 'section read response' },
    since: '2024-01-16',
  },
  'practitioner/only-scheduleable-are-found': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: 'A search finds only practitioners that can be scheduled, unless it asks for the others as well.',
    source: { document: 'Practitioner page', at: 'section include-non-scheduleable-practitioners' },
    since: '2024-01-16',
  },
  'practitioner/include-non-scheduleable': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement:
      'include-non-scheduleable-practitioners with the value true finds those that cannot be scheduled as well.',
    source: { document: 'Practitioner page', at: 'section include-non-scheduleable-practitioners' },
    since: '2024-01-16',
    until: '2024-07-02',
  },
  'practitioner/include-non-schedulable': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement:
      'include-non-schedulable-practitioners, the later spelling, finds those that cannot be scheduled as well.',
    source: { document: 'Release note 2024-05-02', at: 'include-non-schedulable-practitioners' },
    since: '2024-07-02',
    replaces: 'practitioner/include-non-scheduleable',
    clientChange: 'Rename the parameter: the old spelling is ignored.',
  },
  'practitioner/name-finds-by-part': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: 'name finds by any part of the name, in any case.',
    source: { document: 'Practitioner page', at: 'section name' },
    since: '2024-01-16',
  },
  'practitioner/id-finds': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: '_id finds the practitioner with that id.',
    source: { document: 'Practitioner page', at: 'section _id' },
    since: '2024-01-16',
  },
} as const satisfies Topic;
