// The Appointment as it is read: which members, in which order, with which ids.
import type { Topic } from './rule.ts';

const reads = ['read', 'search'] as const;

export const read = {
  'read/id': {
    on: reads,
    stage: 'element',
    basis: 'stated',
    statement: 'An Appointment always shows its id, a dashed UUID.',
    source: { document: 'seed', at: 'L15-L19, L207', sum: 'f9f19cd01b12163a' },
    since: '2024-01-16',
    covers: ['APT-READ-03', 'APT-XFORM-01', 'APT-XFORM-15'],
  },
  'read/member-order': {
    on: reads,
    stage: 'inherent',
    basis: 'shown',
    statement:
      'The members stand in the order resourceType, id, contained, identifier, status, appointmentType, reasonCode, description, supportingInformation, start, end, participant.',
    source: { document: 'seed', at: 'L205-L308', sum: '07382463d91004da' },
    since: '2024-01-16',
    covers: ['APT-READ-01'],
  },
  'read/no-metadata': {
    on: reads,
    stage: 'inherent',
    basis: 'shown',
    statement: 'An Appointment shows no meta, no text and no extension.',
    source: { document: 'seed', at: 'L205-L308', sum: '07382463d91004da' },
    since: '2024-01-16',
    until: '2024-01-25',
    covers: ['APT-READ-02'],
  },
  'read/same-in-searchset': {
    on: ['search'],
    stage: 'inherent',
    basis: 'shown',
    statement: 'A search entry shows the Appointment as a read shows it.',
    source: { document: 'seed', at: 'L205-L308, L397-L500', sum: 'f2594660badb4259' },
    since: '2024-01-16',
    covers: ['APT-XFORM-16'],
  },
  'read/other-events': {
    on: reads,
    stage: 'inherent',
    basis: 'stated',
    statement: 'The same resource type carries patient appointments and other events, which need no patient.',
    source: { document: 'seed', at: 'L13', sum: 'ab10881fce3227e0' },
    since: '2024-01-16',
    covers: ['APT-SURF-10'],
    decision: '012',
  },
} as const satisfies Topic;
