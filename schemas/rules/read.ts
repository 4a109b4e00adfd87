// The Appointment as it is read: which members, in which order, with which ids.
import type { Topic } from './rule.ts';

const reads = ['read', 'search'] as const;

export const read = {
  'read/id': {
    on: reads,
    stage: 'element',
    basis: 'stated',
    statement: 'An Appointment always shows its id, a dashed UUID.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section id, lines 15-19; read response, line 207',
      sum: 'f9f19cd01b12163a',
    },
    since: '2024-01-16',
    covers: ['APT-READ-03', 'APT-XFORM-01', 'APT-XFORM-15'],
  },
  'read/member-order': {
    on: reads,
    stage: 'inherent',
    basis: 'shown',
    statement:
      'The members stand in the order resourceType, id, contained, identifier, status, appointmentType, reasonCode, description, supportingInformation, start, end, participant.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section read response, lines 205-308',
      sum: '07382463d91004da',
    },
    since: '2024-01-16',
    until: '2024-01-25',
    covers: ['APT-READ-01'],
  },
  'read/member-order-with-extension': {
    on: reads,
    stage: 'inherent',
    basis: 'assumed',
    statement:
      'The members stand in the order they had before, with extension between contained and identifier, as FHIR orders them.',
    source: { document: 'Release note 2024-01-25', at: 'note reference' },
    since: '2024-01-25',
    decision: '029',
    replaces: 'read/member-order',
    clientChange: 'Nothing, unless you rely on which member comes second.',
  },
  'read/note-id': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement:
      'An Appointment whose patient has a note of it in the timeline, an other event with a patient too, shows the id of that note in an extension, which cannot be written.',
    source: { document: 'Release note 2024-01-25', at: 'note reference' },
    since: '2024-01-25',
    until: '2025-05-05',
    decision: '029',
    clientChange: 'Nothing: a read has one member more. Do not send it back as your own.',
  },
  'read/note-id-of-visits': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement:
      'A patient appointment shows the id of its note in an extension; an other event has no note, even with a patient.',
    source: { document: 'Release note 2025-04-07', at: 'schedule events' },
    since: '2025-05-05',
    decision: '031',
    replaces: 'read/note-id',
    clientChange: 'Do not expect a note, or its id, for an other event.',
  },
  'read/no-metadata': {
    on: reads,
    stage: 'inherent',
    basis: 'shown',
    statement: 'An Appointment shows no meta, no text and no extension.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section read response, lines 205-308',
      sum: '07382463d91004da',
    },
    since: '2024-01-16',
    until: '2024-01-25',
    covers: ['APT-READ-02'],
  },
  'read/no-meta-nor-text': {
    on: reads,
    stage: 'inherent',
    basis: 'documented',
    statement: 'An Appointment shows no meta and no text, and no extension but that of the note.',
    source: { document: 'Release note 2024-01-25', at: 'note reference' },
    since: '2024-01-25',
    replaces: 'read/no-metadata',
    clientChange: 'Let a read have an extension.',
  },
  'read/same-in-searchset': {
    on: ['search'],
    stage: 'inherent',
    basis: 'shown',
    statement: 'A search entry shows the Appointment as a read shows it.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section read response, lines 205-308; section search response, lines 397-500',
      sum: 'f2594660badb4259',
    },
    since: '2024-01-16',
    covers: ['APT-XFORM-16'],
  },
  'read/other-events': {
    on: reads,
    stage: 'inherent',
    basis: 'stated',
    statement: 'The same resource type carries patient appointments and other events, which need no patient.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section description, line 13',
      sum: 'ab10881fce3227e0',
    },
    since: '2024-01-16',
    covers: ['APT-SURF-10'],
    decision: '012',
  },
} as const satisfies Topic;
