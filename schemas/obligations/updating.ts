// How a client changes what it has read.
import { restingOn, fromStandard, type ObligationTopic } from './obligation.ts';

export const updating = {
  'updating/unknown-parts-are-kept': {
    ...fromStandard('FHIR R4', 'section RESTful API, update', 'identifier/list-replaces-current', 'read/note-id'),
    on: ['update'],
    statement: 'A client that puts back what it has read keeps the members and extensions that it does not know.',
    matters: 'What a list does not hold any more is deleted: another system loses its data.',
    remedy: 'Change the parsed JSON in place and PUT it, or send only the members that change.',
    exercise: 'read an appointment that has an extension or an unknown member, and put it back with a change',
  },
  'updating/if-unmodified-since-is-sent': {
    ...restingOn('interaction/if-unmodified-since'),
    on: ['update'],
    statement: 'An update that writes what was read before carries If-Unmodified-Since.',
    matters: 'What the clinic has changed in the chart since the read is overwritten without a word.',
    remedy: 'Keep the Date header of the read, and send it as If-Unmodified-Since with the PUT.',
    exercise: 'read an appointment, and put it back with a change',
  },
  'updating/conflict-is-read-again': {
    ...restingOn('interaction/if-unmodified-since'),
    on: ['update'],
    statement: 'After a 412 the appointment is read again before the next update.',
    matters: 'An update that is forced through overwrites the change that the 412 has told of.',
    remedy: 'On 412, GET the appointment, apply the change to what it now is, and PUT that.',
    exercise: 'update an appointment that the chart has changed since it was read',
  },
  'updating/cancelled-is-final': {
    ...restingOn('status/cancelled-is-final', 'status/cancelled-stays-until-reverted'),
    on: ['update'],
    statement: 'The status of an appointment that is cancelled is not changed any more.',
    matters: 'The update is answered 200 and ignored, or refused: the client takes a cancelled visit for booked.',
    remedy: 'Where status is cancelled, send no other status. Create a new appointment instead.',
    exercise: 'see an appointment cancelled, and go on working with it',
  },
} as const satisfies ObligationTopic;
