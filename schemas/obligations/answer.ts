// What a client makes of the answer to a create.
import { restingOn, type ObligationTopic } from './obligation.ts';

export const answer = {
  'answer/id-is-taken-from-location': {
    ...restingOn('interaction/create-location-header', 'interaction/location-has-version'),
    on: ['create'],
    statement: 'The id of a new appointment is taken from the location header, from the segment after Appointment/.',
    matters: 'The id stands nowhere else: without it the appointment exists, and the client cannot read or cancel it.',
    remedy:
      'After a 201 take the segment after Appointment/ in the location header. Do not take the last segment (it can be the version of /_history/1), nor the body.',
    exercise: 'create an appointment, then read, update or cancel it',
  },
  'answer/empty-body-is-a-success': {
    ...restingOn('interaction/create-answers-null', 'interaction/create-answers-nothing'),
    on: ['create', 'update'],
    statement: 'A 201 or a 200 to a write is a success although its body is null or empty.',
    matters:
      'The write has happened. A client that fails on the body reports an error for an appointment that exists, and often books it a second time.',
    remedy: 'Judge a write by its status. Do not parse the body of a 201, nor of the 200 to an update.',
    exercise: 'create or update an appointment, and go on working afterwards',
  },
} as const satisfies ObligationTopic;
