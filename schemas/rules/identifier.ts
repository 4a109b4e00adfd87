// identifier: external ids, their periods, and what an update replaces.
import type { Topic } from './rule.ts';

export const identifier = {
  'identifier/stored': {
    on: ['create', 'update'],
    stage: 'effect',
    basis: 'stated',
    statement:
      'External identifiers are stored with use, system, value and period, and read back unchanged; dates stay dates.',
    source: { document: 'seed', at: 'L46, L48', sum: 'f64a64b4d472c818' },
    since: '2024-01-16',
    covers: ['APT-CREATE-IDENT-01', 'APT-XFORM-07'],
    decision: '007',
  },
  'identifier/id-assigned': {
    on: ['create', 'update'],
    stage: 'effect',
    basis: 'shown',
    statement: 'Each identifier is given a UUID of its own as id.',
    source: { document: 'seed', at: 'L234, L596-L604', sum: 'c5fa4e982536e181' },
    since: '2024-01-16',
    covers: ['APT-CREATE-IDENT-02', 'APT-XFORM-07'],
    decision: '007',
  },
  'identifier/updated-by-id': {
    on: ['update'],
    stage: 'effect',
    basis: 'stated',
    statement: 'An identifier sent with the id of a stored one changes that one in place.',
    source: { document: 'seed', at: 'L49', sum: '2493a4151941297b' },
    since: '2024-01-16',
    covers: ['APT-UPDATE-IDENT-01'],
    decision: '007',
  },
  'identifier/list-replaces-current': {
    on: ['update'],
    stage: 'effect',
    basis: 'stated',
    statement: 'The list sent replaces the stored identifiers whose period has not ended: those left out are deleted.',
    source: { document: 'seed', at: 'L50, L51', sum: '98d95a7a370f36eb' },
    since: '2024-01-16',
    covers: ['APT-UPDATE-IDENT-02'],
    decision: '007',
  },
  'identifier/expired-survive': {
    on: ['update'],
    stage: 'inherent',
    basis: 'stated',
    statement: 'A stored identifier whose period.end lies in the past survives an update that leaves it out.',
    source: { document: 'seed', at: 'L51', sum: '62c3bc4c4d709a86' },
    since: '2024-01-16',
    covers: ['APT-UPDATE-IDENT-03'],
    decision: '007',
  },
} as const satisfies Topic;
