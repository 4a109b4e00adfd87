// What an answer says about the server that gave it: a FHIR server, another host, a firewall, a refused token.
import type { Answer } from '../../targets/index.ts';
import type { Conclusion } from '../run/exit-codes.ts';
import { jsonIn } from '../../schemas/json.ts';

export type Diagnosis =
  | 'fhir'
  | 'token-refused'
  | 'scope-missing'
  | 'blocked'
  | 'not-enabled'
  | 'other-host'
  | 'limited'
  | 'server-error'
  | 'not-fhir';

/** The body as a JSON object, or undefined. */
export const jsonOf = ({ text }: Pick<Answer, 'text'>): Readonly<Record<string, unknown>> | undefined => {
  const value = jsonIn(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
};

type Test = (answer: Answer, json: Readonly<Record<string, unknown>> | undefined) => boolean;

/** In order: the first that applies. */
const tests: readonly (readonly [Diagnosis, Test])[] = [
  ['server-error', ({ status }) => status >= 500],
  ['limited', ({ status }) => status === 429],
  ['token-refused', ({ status }) => status === 401],
  ['blocked', ({ status }, json) => status === 403 && json === undefined],
  ['scope-missing', ({ status }) => status === 403],
  ['not-enabled', ({ status }, json) => status === 404 && json === undefined],
  ['other-host', ({ status }, json) => (status >= 300 && status < 400) || (status < 300 && json === undefined)],
  ['fhir', (_answer, json) => typeof json?.['resourceType'] === 'string'],
];

/** What one answer to a FHIR request says about the server. */
export const diagnosisOf = (answer: Answer): Diagnosis =>
  tests.find(([, applies]) => applies(answer, jsonOf(answer)))?.[0] ?? 'not-fhir';

const conclusions: Readonly<Record<Diagnosis, Conclusion>> = {
  fhir: 'conformant',
  'token-refused': 'configuration',
  'scope-missing': 'configuration',
  'not-enabled': 'configuration',
  'other-host': 'configuration',
  'not-fhir': 'configuration',
  blocked: 'stopped',
  limited: 'stopped',
  'server-error': 'configuration',
};

/** What every command ends in where the server says nothing else. */
export const conclusionOf = (diagnosis: Diagnosis): Conclusion => conclusions[diagnosis];

/** Each diagnosis as a reader should see it, with what to do. */
export const remedies: Readonly<Record<Diagnosis, string>> = {
  fhir: 'a FHIR answer',
  'token-refused': 'the token is not accepted: it has expired, or it belongs to another instance; get a new one',
  'scope-missing':
    'the token is accepted, but its scopes do not cover this: ask for user/*.* or leave CANVAS_SCOPE out',
  blocked: 'something before the server refuses (a firewall answers, not FHIR): have this address let through',
  'not-enabled':
    'a page and no FHIR: the FHIR application is not enabled there, or the address is not the FHIR host (https://fumage-…)',
  'other-host': 'a page or a redirect and no FHIR: set CANVAS_FHIR_BASE_URL to the FHIR host (https://fumage-…)',
  limited: 'the server says: too many requests (429): lower --rate, or try again later',
  'server-error': 'the server fails (5xx): try again later, or tell whoever runs it',
  'not-fhir': 'an answer that is not FHIR: set CANVAS_FHIR_BASE_URL to the base of the FHIR API',
};
