// The paths around the resources: what the server says of itself, and the tokens of the EHR host.
import { componentRef } from './components.ts';
import { content, fhirJson } from './responses.ts';
import type { JsonObject } from '../../schemas/json.ts';

const json = 'application/json';

const text = { type: 'string' } as const;

/** A response in the words of OAuth. */
const oauthError = (description: string): JsonObject => ({
  description,
  ...content(json, {
    type: 'object',
    required: ['error'],
    properties: { error: text, error_description: text },
  }),
});

const grant = {
  type: 'object',
  required: ['grant_type'],
  properties: {
    grant_type: { type: 'string', enum: ['client_credentials', 'authorization_code', 'refresh_token'] },
    client_id: text,
    client_secret: text,
    scope: text,
    patient: { type: 'string', description: 'The id of the patient that a client_credentials token is limited to' },
    code: text,
    redirect_uri: text,
    code_verifier: text,
    refresh_token: text,
  },
};

const introspection = {
  type: 'object',
  required: ['active'],
  properties: {
    active: { type: 'boolean' },
    scope: text,
    client_id: text,
    exp: { type: 'integer' },
    patient: text,
  },
};

const authorizeParameters: readonly (readonly [name: string, required: boolean])[] = [
  ['response_type', true],
  ['client_id', true],
  ['redirect_uri', true],
  ['scope', false],
  ['state', false],
  ['code_challenge', false],
  ['code_challenge_method', false],
  ['aud', false],
  ['launch', false],
];

const form = (schema: JsonObject): JsonObject => ({
  required: true,
  ...content('application/x-www-form-urlencoded', schema),
});

/** What the FHIR base says of itself, to everybody. */
export const metadataPaths = (): JsonObject => ({
  '/metadata': {
    get: {
      operationId: 'readCapabilities',
      summary: 'Read the CapabilityStatement',
      tags: ['Server'],
      security: [],
      responses: {
        200: { description: 'What the server offers', ...content(fhirJson, componentRef('CapabilityStatement')) },
      },
    },
  },
  '/.well-known/smart-configuration': {
    get: {
      operationId: 'readSmartConfiguration',
      summary: 'Read where tokens come from',
      tags: ['Server'],
      security: [],
      responses: {
        200: {
          description: 'The addresses of the EHR host, as SMART on FHIR names them',
          ...content(json, {
            type: 'object',
            required: ['authorization_endpoint', 'token_endpoint'],
            properties: { authorization_endpoint: text, token_endpoint: text, introspection_endpoint: text },
          }),
        },
      },
    },
  },
});

const tokenPath: JsonObject = {
  post: {
    operationId: 'requestToken',
    summary: 'Ask for an access token',
    tags: ['Access'],
    security: [],
    requestBody: form(grant),
    responses: {
      200: { description: 'A token', ...content(json, componentRef('TokenResponse')) },
      400: oauthError('The grant is refused'),
      401: oauthError('The client is not known'),
    },
  },
};

const introspectResponses: JsonObject = {
  200: { description: 'What the token is good for', ...content(json, introspection) },
  401: oauthError('The caller has no valid token'),
};

const introspectPath: JsonObject = {
  get: {
    operationId: 'readToken',
    summary: 'Ask about a token',
    tags: ['Access'],
    parameters: [{ name: 'token', in: 'query', description: 'The token', schema: text }],
    responses: introspectResponses,
  },
  post: {
    operationId: 'introspectToken',
    summary: 'Ask about a token by form',
    tags: ['Access'],
    requestBody: form({ type: 'object', required: ['token'], properties: { token: text } }),
    responses: introspectResponses,
  },
};

const authorizePath: JsonObject = {
  get: {
    operationId: 'authorize',
    summary: 'Ask a user for consent',
    tags: ['Access'],
    security: [],
    parameters: authorizeParameters.map(([name, required]) => ({
      name,
      in: 'query',
      description: `OAuth's ${name}`,
      required,
      schema: text,
    })),
    responses: {
      200: { description: 'The page on which the user agrees', ...content('text/html', text) },
      302: { description: 'Back to the client, with a code or an error' },
      400: { description: 'Nobody can be sent back', ...content('text/html', text) },
    },
  },
};

/** The EHR host, where tokens come from. */
export const ehrPaths = (servers: readonly JsonObject[]): JsonObject =>
  Object.fromEntries(
    Object.entries({
      '/auth/token/': tokenPath,
      '/auth/introspect/': introspectPath,
      '/auth/authorize/': authorizePath,
    }).map(([path, operations]) => [path, { servers, ...operations }]),
  );
