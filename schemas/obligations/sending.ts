// What a client sends, and what it does not rely on.
import { restingOn, type ObligationTopic } from './obligation.ts';

export const sending = {
  'sending/instants-have-a-zone': {
    ...restingOn('booking/times-are-instants'),
    on: ['create', 'update'],
    statement: 'The instants start and end are sent with a zone: Z or an offset.',
    matters: 'A time without a zone is refused, or is taken for one of another zone: the patient comes hours too late.',
    remedy: 'Send start and end as FHIR instants, such as 2031-03-04T17:00:00Z.',
    exercise: 'send start or end',
  },
  'sending/new-appointment-is-proposed': {
    ...restingOn('status/create-is-always-proposed'),
    until: '2024-04-19',
    on: ['create'],
    statement: 'A create does not rely on its status: any but proposed is ignored.',
    matters: 'The appointment is proposed whatever was sent: the client takes it for booked, and the clinic does not.',
    remedy: 'Create with status proposed, then set the status that is meant by an update.',
    exercise: 'create an appointment with a status',
  },
  'sending/one-reason-is-sent': {
    ...restingOn('reason-code/first-only'),
    on: ['create', 'update'],
    statement: 'One reasonCode is sent: the others would be dropped.',
    matters: 'The second reason for visit is lost without an error.',
    remedy: 'Send one reasonCode, and put what else has to be said into its text.',
    exercise: 'send a reasonCode',
  },
  'sending/display-identifies-nothing': {
    ...restingOn('appointment-type/canvas-display'),
    on: ['create', 'update'],
    statement: 'Types, reasons and people are named by code or reference, not by a display text alone.',
    matters: 'A display is not read: the appointment gets another type, another reason or another practitioner.',
    remedy: 'Send coding.system and coding.code, and actor.reference. A display may stand beside them.',
    exercise: 'send a coding or a reference',
  },
  'sending/description-is-not-relied-on': {
    ...restingOn('reason-code/description-sent', 'reason-code/description-mirrors-text'),
    on: ['create', 'update'],
    statement: 'The reason for visit is sent as reasonCode, not in the deprecated description.',
    matters: 'The member description is deprecated in favour of reasonCode: where both are sent, its text is dropped.',
    remedy: 'Send the text as reasonCode[0].text. Leave description out, or let it repeat that text.',
    exercise: 'send a reasonCode or a description',
  },
} as const satisfies ObligationTopic;
