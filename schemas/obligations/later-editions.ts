// What later editions require of every client, and earlier ones allow.
import { restingOn, type ObligationTopic } from './obligation.ts';

const sooner = { since: '2024-01-16' } as const;

export const laterEditions = {
  'later-editions/required-members-are-sent': {
    ...restingOn('interaction/required-members', 'interaction/update-needs-id'),
    ...sooner,
    on: ['create', 'update'],
    statement: 'Every create and update holds status, supportingInformation, start, end and participant.',
    matters: 'A write without one of them is refused since the edition of 2024-01-25, also where little changes.',
    remedy: 'Send all five with every POST and PUT, with their values as last read where nothing changes.',
    exercise: 'create or update an appointment',
  },
  'later-editions/update-carries-its-id': {
    ...restingOn('interaction/update-needs-id'),
    ...sooner,
    on: ['update'],
    statement: 'The body of an update holds the id of the appointment.',
    matters: 'An update without it is refused since the edition of 2026-03-09.',
    remedy: 'Send id in the body of the PUT, equal to the id of the URL.',
    exercise: 'update an appointment',
  },
  'later-editions/values-stay-supported': {
    ...restingOn('participant/status-is-accepted', 'participant/practitioner-is-named', 'booking/end-is-after-start'),
    ...sooner,
    on: ['create', 'update'],
    statement: 'Participants are accepted, the practitioner is named, and the appointment ends after it starts.',
    matters: 'Any other value is refused since the edition of 2024-04-19.',
    remedy: 'Send participant.status accepted, Practitioner/<id> with an id, and an end after the start.',
    exercise: 'create or update an appointment',
  },
} as const satisfies ObligationTopic;
