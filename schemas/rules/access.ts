// Who may call: tokens, scopes, and how a token is had.
import type { Topic } from './rule.ts';

const every = ['create', 'read', 'update', 'search'] as const;

export const access = {
  'access/token-required': {
    on: every,
    stage: 'guard',
    basis: 'shown',
    statement: 'A call without a valid bearer token is refused as unauthenticated.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section read response, lines 312-327',
      sum: '4eba4fb829ea3a87',
      also: ['a4fa29d0ebcbfdf8', 'fc32324729bd1707', 'aa77bd9a47b35ef7'],
    },
    since: '2024-01-16',
    covers: ['APT-SURF-03', 'APT-READ-401', 'APT-SEARCH-401 / 403'],
    outcome: { status: 401, code: 'unknown', text: 'Authentication failed', match: 'template' },
  },
  'access/scope-required': {
    on: every,
    stage: 'guard',
    basis: 'shown',
    statement: 'A token whose scopes do not cover the resource type and the kind of access is refused as unauthorized.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section read response, lines 329-344',
      sum: '60f9668c4eb9237b',
      also: ['7c51a0e83975b114'],
    },
    since: '2024-01-16',
    covers: ['APT-READ-403', 'APT-SEARCH-401 / 403'],
    outcome: { status: 403, code: 'forbidden', text: 'Authorization failed', match: 'template' },
  },
  'access/patient-token-writes-own': {
    on: ['create', 'update'],
    stage: 'guard',
    basis: 'assumed',
    statement: 'A token for one patient writes no record that is not that of the patient.',
    source: { document: 'Migration guide', at: 'section patient-scoped tokens' },
    since: '2024-01-16',
    decision: '034',
    outcome: { status: 403, code: 'forbidden', text: 'Authorization failed', match: 'template' },
  },
  'access/client-credentials': {
    on: ['token'],
    stage: 'inherent',
    basis: 'documented',
    statement:
      'The client credentials grant, form-encoded, gives a Bearer token valid for 36,000 seconds and no refresh token.',
    source: { document: 'Customer authentication page', at: 'section client credentials' },
    since: '2024-01-16',
  },
  'access/scope-granted': {
    on: ['token'],
    stage: 'inherent',
    basis: 'documented',
    statement: 'A token carries the scopes that were asked for; asking for none gives full access.',
    source: { document: 'Customer authentication page', at: 'section scopes' },
    since: '2024-01-16',
  },
  'access/token-expires': {
    on: every,
    stage: 'inherent',
    basis: 'documented',
    statement: 'A token is refused once its lifetime has passed.',
    source: { document: 'Customer authentication page', at: 'section expires_in' },
    since: '2024-01-16',
  },
  'access/token-errors': {
    on: ['token'],
    stage: 'inherent',
    basis: 'assumed',
    statement:
      'A wrong client secret is answered with 401 invalid_client, a grant type that is not served with 400 unsupported_grant_type.',
    source: { document: 'Django OAuth Toolkit', at: 'error responses' },
    since: '2024-01-16',
    decision: '009',
  },
  'access/authorization-code': {
    on: ['token'],
    stage: 'inherent',
    basis: 'documented',
    statement:
      'The authorization code grant gives, for a code that the user agreed to, a token together with a refresh token.',
    source: { document: 'Customer authentication page', at: 'section authorization code' },
    since: '2024-01-16',
  },
  'access/refresh-token-once': {
    on: ['token'],
    stage: 'inherent',
    basis: 'documented',
    statement: 'A refresh token gives a new token and a new refresh token, once.',
    source: { document: 'Customer authentication page', at: 'section refresh tokens' },
    since: '2024-01-16',
  },
  'access/patient-token': {
    on: ['token'],
    stage: 'inherent',
    basis: 'documented',
    statement:
      'Client credentials with a patient and scopes give a token for that patient, with the members of a SMART launch.',
    source: { document: 'Migration guide', at: 'section patient-scoped tokens' },
    since: '2024-01-16',
  },
  'access/patient-token-sees-own': {
    on: ['read', 'search'],
    stage: 'inherent',
    basis: 'documented',
    statement: 'To a token for one patient the records of other patients are neither found nor listed.',
    source: { document: 'Migration guide', at: 'section patient-scoped tokens' },
    since: '2024-01-16',
    decision: '034',
  },
  'access/introspection': {
    on: ['token'],
    stage: 'inherent',
    basis: 'documented',
    statement: 'A token can be introspected on the EHR host: active or not, its scope, client and expiry.',
    source: { document: "Canvas's example requests", at: 'introspect' },
    since: '2024-01-16',
  },
} as const satisfies Topic;
