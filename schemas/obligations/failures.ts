// What a client does where something goes wrong.
import { restingOn, fromStandard, type ObligationTopic } from './obligation.ts';

export const failures = {
  'failures/refusal-text-is-shown': {
    ...restingOn('interaction/outcome-shape'),
    on: ['create', 'update'],
    statement: 'The text of a refusal (422, issue[0].details.text) reaches the one who runs the client.',
    matters: 'The text is the only place that says why: without it nobody knows what to change.',
    remedy: 'On 422, show issue[0].details.text of the OperationOutcome as it is.',
    exercise: 'have a create or an update refused with 422',
  },
  'failures/html-error-is-survived': {
    ...fromStandard('RFC 9110', 'section 15.6'),
    on: ['read', 'search'],
    statement: 'An error whose body is HTML is handled as an error, and does not end in a parser.',
    matters: 'A gateway in front of the server answers in HTML: the client ends with a stack trace.',
    remedy: 'Look at the status before the body, and parse JSON only where the content-type says JSON.',
    exercise: 'meet a 502 with an HTML page on a read or a search',
  },
  'failures/server-error-is-survived': {
    ...fromStandard('RFC 9110', 'section 15.6'),
    on: ['read', 'search'],
    statement: 'A server error on a read or search is handled: repeated, or told in words.',
    matters: 'Servers restart: one 500 must not end the client with a stack trace.',
    remedy: 'Repeat a GET that was answered 5xx a few times, with growing pauses, then tell the user.',
    exercise: 'meet a 500 on a read or a search',
  },
  'failures/reset-is-survived': {
    ...fromStandard('RFC 9110', 'section 9.2.2'),
    on: ['read', 'search'],
    statement: 'A connection that is lost during a read or search is handled: repeated, or told in words.',
    matters: 'Connections break: one of them must not end the client with a stack trace.',
    remedy: 'Repeat a GET whose connection was lost, a few times, then tell the user.',
    exercise: 'lose the connection of a read or a search',
  },
  'failures/slow-body-is-survived': {
    ...fromStandard('RFC 9110', 'section 6.1'),
    on: ['read', 'search'],
    statement: 'A body that comes in parts over seconds is read to its end, or given up in words.',
    matters: 'A client that parses the first part of a body fails on large answers and slow networks.',
    remedy: 'Read the body to its end before it is parsed, with a timeout that is longer than a few seconds.',
    exercise: 'receive the body of a read or a search slowly',
  },
} as const satisfies ObligationTopic;
