// When a client sends a request again.
import { fromStandard, type ObligationTopic } from './obligation.ts';

export const repeat = {
  'repeat/retry-after-is-obeyed': {
    ...fromStandard('RFC 9110', 'section 10.2.3'),
    on: ['create', 'read', 'update', 'search'],
    statement: 'A request that was answered with Retry-After is not sent again before that time has passed.',
    matters: 'A client that repeats at once keeps itself and others locked out.',
    remedy: 'On 429 or 503, wait as many seconds as Retry-After says (or until its date), then send the request again.',
    exercise: 'send a request again after an answer with Retry-After',
  },
  'repeat/create-is-looked-for-first': {
    ...fromStandard('RFC 9110', 'section 9.2.2', 'interaction/create-makes-one', 'interaction/create-location-header'),
    on: ['create'],
    statement: 'A create without an answer is not sent again before a search has shown that it did not happen.',
    matters: 'The first create may have happened: the patient is booked twice.',
    remedy:
      'After a timeout or a lost connection search for the appointment (patient, practitioner, date), and create again only where it is not found.',
    exercise: 'lose the answer to a create',
  },
} as const satisfies ObligationTopic;
