// How a client gets its tokens, and where it carries them.
import { restingOn, fromStandard, type ObligationTopic } from './obligation.ts';

export const credentials = {
  'credentials/token-is-renewed-after-401': {
    ...restingOn('access/token-expires', 'access/token-required'),
    on: ['create', 'read', 'update', 'search'],
    statement: 'After a 401 the client asks for a new token and sends the request again with it.',
    matters: 'A token lasts ten hours: a client that does not renew it stops working in the middle of a day.',
    remedy: 'On 401, POST to /auth/token/ once, then send the same request again with the new token.',
    exercise: 'get a token from the token endpoint, and meet a 401 afterwards',
  },
  'credentials/token-is-renewed-once': {
    ...restingOn('access/token-required', 'access/token-expires'),
    on: ['create', 'read', 'update', 'search'],
    statement: 'Where the request is answered 401 with the new token, too, the client gives up.',
    matters: 'A client that was shut out asks for tokens without end, and is blocked as an attack.',
    remedy: 'Renew the token once for each request. Where the second answer is 401 as well, stop and tell the user.',
    exercise: 'meet a 401 that a new token does not cure',
  },
  'credentials/token-is-kept': {
    ...restingOn('access/token-expires'),
    on: ['token'],
    statement: 'A token serves further requests until it expires or is refused.',
    matters:
      'The token endpoint is asked as often as the API: it limits or blocks the client, and each request takes twice as long.',
    remedy: 'Keep access_token for expires_in seconds, and ask for a new one shortly before that or on a 401.',
    exercise: 'get a token from the token endpoint, and send several requests with it',
  },
  'credentials/least-scopes-are-asked': {
    ...fromStandard('RFC 9700', 'section 2.3', 'access/scope-granted', 'access/scope-required'),
    on: ['token'],
    statement: 'The scopes that are asked for name the resource types that the client works with, and no wildcard.',
    matters: 'A token that leaks opens all of the chart, and a reviewer of the instance refuses the application.',
    remedy: 'Ask for what is used, as scope=user/Appointment.read user/Appointment.write.',
    exercise: 'name scopes in a token request',
  },
  'credentials/urls-hold-no-secrets': {
    ...fromStandard('RFC 6750', 'section 5.3', 'access/token-required'),
    on: ['create', 'read', 'update', 'search', 'token'],
    statement: 'Tokens and client secrets stand in headers or bodies, never in a URL.',
    matters: 'A URL is written into the logs of every server and proxy on its way: whoever reads one has the secret.',
    remedy: 'Send the token in the Authorization header, and client_secret in the body of the token request.',
    exercise: 'send a request',
  },
} as const satisfies ObligationTopic;
