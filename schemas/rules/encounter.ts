// Encounter: what an appointment becomes in the chart; nobody writes one over FHIR.
import type { Topic } from './rule.ts';

const reads = ['read', 'search'] as const;
const search = ['search'] as const;

export const encounter = {
  'encounter/comes-with-the-appointment': {
    on: reads,
    stage: 'inherent',
    basis: 'documented',
    statement:
      'The encounter that an appointment refers to can be read: its id repeated as identifier, its patient, practitioner and location those of the appointment.',
    source: { document: 'Encounter page', at: 'section attributes' },
    since: '2024-01-16',
  },
  'encounter/note-id': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement: 'An Encounter shows the id of its note in an extension, the same as the appointment.',
    source: { document: 'Release note 2024-01-25', at: 'note reference' },
    since: '2024-01-25',
    clientChange: 'Nothing: a read has one member more.',
  },
  'encounter/status-follows-the-appointment': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement:
      'The status is planned until the patient is roomed, then in-progress, finished once the patient has left, and cancelled where the appointment was cancelled, missed or deleted.',
    source: { document: 'Encounter page', at: 'section status' },
    since: '2024-01-16',
  },
  'encounter/planned-has-the-type-of-an-appointment': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement:
      'Before it has begun an encounter is typed as an appointment that was made (SNOMED 185418009), afterwards by the note type.',
    source: { document: 'Encounter page', at: 'section type' },
    since: '2024-01-16',
  },
  'encounter/period-begins-with-the-visit': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement: 'A period is shown once the encounter has begun, its end only once the encounter is finished.',
    source: { document: 'Encounter page', at: 'section period' },
    since: '2024-01-16',
  },
  'encounter/rescheduled-appointments-share-one': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement: 'An encounter names every appointment of a rescheduled chain, and follows the one that holds.',
    source: { document: 'Encounter page', at: 'section appointment' },
    since: '2024-01-16',
  },
  'encounter/provider-stays': {
    on: reads,
    stage: 'inherent',
    basis: 'assumed',
    statement: 'The practitioner of an encounter stays the one of its note when the appointment gets another.',
    source: { document: 'Release note 2026-06-10', at: 'what it changes' },
    since: '2024-01-16',
    until: '2026-06-22',
    decision: '055',
  },
  'encounter/provider-follows-the-appointment': {
    on: reads,
    stage: 'element',
    basis: 'documented',
    statement: 'An appointment that gets another practitioner gives its encounter the same one.',
    source: { document: 'Release note 2026-06-10', at: 'provider of a note' },
    since: '2026-06-22',
    decision: '055',
    replaces: 'encounter/provider-stays',
    clientChange: 'Nothing has to change: an encounter shows the practitioner of its appointment.',
  },
  'encounter/id-finds': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: '_id finds the encounter with that id.',
    source: { document: 'Encounter page', at: 'section _id' },
    since: '2024-01-16',
  },
  'encounter/appointment-finds': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: 'appointment finds the encounter of an appointment.',
    source: { document: 'Encounter page', at: 'section appointment parameter' },
    since: '2024-01-16',
  },
  'encounter/patient-finds': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: 'patient finds the encounters of a patient.',
    source: { document: 'Encounter page', at: 'section patient' },
    since: '2024-01-16',
  },
  'encounter/subject-finds': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: 'subject finds the encounters of a patient, as patient does.',
    source: { document: 'Encounter page', at: 'section subject' },
    since: '2024-01-16',
  },
  'encounter/date-finds': {
    on: search,
    stage: 'filter',
    basis: 'documented',
    statement: 'date compares the start of the visit in UTC days, with the prefixes of a date parameter.',
    source: { document: 'Encounter page', at: 'section date' },
    since: '2024-01-16',
  },
} as const satisfies Topic;
