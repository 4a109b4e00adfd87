// Location: the practice locations, which can only be read and found.
import type { Topic } from './rule.ts';

export const location = {
  'location/shows-the-practice-location': {
    on: ['read', 'search'],
    stage: 'inherent',
    basis: 'documented',
    statement:
      'A Location shows its dashed id, the group NPI as identifier, its full name, its short name as alias, a description of organization and name, and one work address.',
    source: { document: 'Location page', at: 'section attributes' },
    since: '2024-01-16',
  },
  'location/inactive-is-marked': {
    on: ['read', 'search'],
    stage: 'element',
    basis: 'documented',
    statement: 'The status is active or inactive; an inactive location can still be read and found.',
    source: { document: 'Location page', at: 'section status' },
    since: '2024-01-16',
  },
  'location/id-finds': {
    on: ['search'],
    stage: 'filter',
    basis: 'documented',
    statement: '_id finds the location with that id.',
    source: { document: 'Location page', at: 'section _id' },
    since: '2024-01-16',
  },
} as const satisfies Topic;
