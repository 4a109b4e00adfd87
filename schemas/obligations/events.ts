// What a client that listens to events does with them.
import { standing, type ObligationTopic } from './obligation.ts';

export const events = {
  'events/repeated-event-acts-once': {
    ...standing('RFC 9110', 'section 9.2.2'),
    on: ['create', 'update'],
    statement: 'An event that is delivered twice has the effect of one.',
    matters: 'Deliveries are repeated when an answer is late: the client books or cancels twice.',
    remedy: 'Remember the ids of the events that were handled, or compare with the appointment as it reads now.',
    exercise: 'register a receiver at /__admin/webhooks, and act on what it is told',
  },
} as const satisfies ObligationTopic;
