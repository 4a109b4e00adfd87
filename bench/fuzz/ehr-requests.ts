// Requests to the host that issues tokens: every grant, the consent page and introspection, right and wrong.
import fc from 'fast-check';
import { oddHeaders } from './fhir-requests.ts';
import type { FuzzRequest } from './request.ts';
import { encodedForUrl, oddText } from './values.ts';

const verifier = 'a-verifier-of-forty-three-characters-or-more-0';

/** The S256 challenge of the verifier above. */
const challenge = 'EZ7-Z0w7u1Y0cBuWMt9kfkIyF49b13ZOIP42wG-kmK4';

const usualValues: Readonly<Record<string, readonly string[]>> = {
  grant_type: ['client_credentials', 'authorization_code', 'refresh_token', 'password'],
  client_id: ['client', 'other', 'world.{world}', 'world.x y'],
  client_secret: ['secret'],
  scope: ['user/*.*', 'patient/*.read launch/patient', 'system/*.read', 'offline_access', 'user/Appointment.crus'],
  patient: ['ee1c7803325b47b492008f3e7c9d7a3d', 'Patient/ee1c7803325b47b492008f3e7c9d7a3d'],
  code: ['{code:0}', '{code:1}', 'x'],
  refresh_token: ['{refresh:0}', '{refresh:1}', 'x'],
  redirect_uri: ['https://app.example/callback', 'myapp://back', 'java\nscript:alert(1)', 'http://[', 'https://a/#b'],
  code_verifier: [verifier, ''],
  code_challenge: [challenge, '', 'é'],
  code_challenge_method: ['S256', 'plain', ''],
  response_type: ['code', 'token', ''],
  state: ['s', 'a&b=c'],
  decision: ['allow', 'deny'],
  token: ['{token:0}', '{token:1}', 'canvas-development-token', 'x'],
  launch: ['ee1c7803325b47b492008f3e7c9d7a3d'],
};

const pair = (name: string): fc.Arbitrary<string> =>
  fc
    .oneof({ weight: 6, arbitrary: fc.constantFrom(...(usualValues[name] ?? [''])) }, { weight: 1, arbitrary: oddText })
    .map((value) => `${name}=${encodedForUrl(value).replaceAll('%7B', '{').replaceAll('%7D', '}')}`);

const formOf = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(...names.map((name) => fc.option(pair(name), { nil: '', freq: 8 })))
    .map((pairs) => pairs.filter(Boolean).join('&'));

const clientForm = formOf('grant_type', 'client_id', 'client_secret', 'scope', 'patient');
const codeForm = formOf('grant_type', 'client_id', 'code', 'redirect_uri', 'code_verifier').map((text) =>
  text.replace('client_credentials', 'authorization_code'),
);
const refreshForm = formOf('grant_type', 'client_id', 'refresh_token', 'scope').map((text) =>
  text.replace('client_credentials', 'refresh_token'),
);
const consentForm = formOf(
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'decision',
  'patient',
);

type Parts = Pick<FuzzRequest, 'method' | 'path' | 'body'>;

const parts: fc.Arbitrary<Parts> = fc.oneof(
  fc.oneof(clientForm, codeForm, refreshForm).map((body) => ({ method: 'POST', path: '/auth/token/', body })),
  consentForm.map((asked) => ({ method: 'GET', path: `/auth/authorize/?${asked}` })),
  consentForm.map((body) => ({ method: 'POST', path: '/auth/authorize/', body })),
  fc
    .tuple(formOf('token'), fc.constantFrom('GET', 'POST'))
    .map(([text, method]) =>
      method === 'GET'
        ? { method, path: `/auth/introspect/?${text}` }
        : { method, path: '/auth/introspect/', body: text },
    ),
  fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
      fc.constantFrom('/auth', '/auth/', '/auth/token', '/auth/x', '/auth/smart-style.json', '/auth/%zz'),
    )
    .map(([method, path]) => ({ method, path })),
);

const usual = {
  'content-type': 'application/x-www-form-urlencoded',
  authorization: 'Bearer canvas-development-token',
  'x-mock-world': '{world}',
};

/** A request to the host that issues tokens. */
export const ehrRequest: fc.Arbitrary<FuzzRequest> = fc
  .tuple(parts, oddHeaders)
  .map(([one, odd]) => ({ face: 'ehr', ...one, headers: { ...usual, ...odd } }));
