// Schedule: who can be booked where.
import type { Topic } from './rule.ts';

const search = ['search'] as const;

export const schedule = {
  'schedule/one-for-each-practitioner-and-location': {
    on: search,
    stage: 'inherent',
    basis: 'documented',
    statement: 'There is one Schedule for each practitioner that can be scheduled and each location of theirs.',
    source: { document: 'Schedule page', at: 'section search response' },
    since: '2024-01-16',
  },
  'schedule/id-names-location-and-practitioner': {
    on: search,
    stage: 'inherent',
    basis: 'documented',
    statement:
      "A Schedule's id is Location.<number>-Staff.<practitioner>, with the integer of the location and never its UUID.",
    source: { document: 'Schedule page', at: 'section id' },
    since: '2024-01-16',
  },
  'schedule/says-whose-and-where': {
    on: search,
    stage: 'inherent',
    basis: 'documented',
    statement:
      'A Schedule names the practitioner as its only actor, and practitioner and location in its comment and its narrative.',
    source: { document: 'Schedule page', at: 'section text, actor, comment' },
    since: '2024-01-16',
  },
  'schedule/all-at-once': {
    on: search,
    stage: 'inherent',
    basis: 'documented',
    statement: 'A search for schedules takes no parameters and shows all of them on one page.',
    source: { document: 'Schedule page', at: 'section search' },
    since: '2024-01-16',
  },
  'schedule/no-links': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: 'The searchset of schedules has no links.',
    source: { document: 'Schedule page', at: 'section search response' },
    since: '2024-01-16',
  },
} as const satisfies Topic;
