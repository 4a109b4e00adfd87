// What a client that listens to events does with them.
import { restingOn, fromStandard, type ObligationTopic } from './obligation.ts';

export const events = {
  'events/repeated-event-acts-once': {
    ...fromStandard('RFC 9110', 'section 9.2.2'),
    on: ['create', 'update'],
    statement: 'An event that is delivered twice has the effect of one.',
    matters: 'Deliveries are repeated when an answer is late: the client books or cancels twice.',
    remedy: 'Remember the ids of the events that were handled, or compare with the appointment as it reads now.',
    exercise:
      'listen to events (--run or --while with --receiver, or /__admin/webhooks), have one delivered twice, and write what it tells the client to write',
  },
  'events/late-event-is-checked': {
    ...restingOn('status/cancelled-is-final'),
    on: ['read', 'update'],
    statement: 'Before the client acts on an event it looks at the appointment as it is now.',
    matters:
      'An event may come after later ones: the client confirms or books for an appointment that is cancelled by then.',
    remedy: 'Take an event as a hint: GET the appointment that it names, and act on what the answer says.',
    exercise:
      'listen to events (--run or --while with --receiver, or /__admin/webhooks), have one delivered after its appointment was cancelled, and act on it',
  },
  'events/missed-event-is-found': {
    ...restingOn('search/patient'),
    on: ['read', 'search'],
    statement: 'A change whose event never came is found all the same, within ten seconds here.',
    matters: 'An event may be lost: the client waits for a patient whose appointment was cancelled long ago.',
    remedy: 'Search the appointments from time to time, and before each use read the one that is used.',
    exercise:
      'listen to events (--run or --while with --receiver, or /__admin/webhooks), act on cancellations, have one lost, and go on for ten seconds',
  },
} as const satisfies ObligationTopic;
