// What a client asks at the authorization endpoint, and what is wrong with it. Nothing here answers.
import type { FastifyRequest } from 'fastify';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { worldOfClient } from '../http/receive.ts';
import { clientOf, type Clients } from './clients.ts';
import { isAboutPatient, scopeGivingNothing } from '../access/scopes.ts';
import { fullAccess } from '../access/tokens.ts';
import { patientOfLaunch } from './launch-context.ts';
import { faultOfRepeated } from './repeated-parameters.ts';

export interface AuthorizationRequest {
  readonly client: string;
  readonly redirectUri: string;
  /** Whether the client is registered with that address. */
  readonly isRegistered: boolean;
  readonly state: string | null;
  readonly scope: string;
  readonly world: World;
  readonly parameters: URLSearchParams;
}

/** Schemes that a browser would run or show instead of calling somebody. */
const unsafe =
  /^(javascript|data|vbscript|file|filesystem|blob|about|view-source|chrome|resource|jar|mailto|tel|sms|wss?|ftp):/i;

const faultOfRedirect = (uri: string, allowed: readonly string[] | undefined): string | undefined => {
  if (uri === '') return 'redirect_uri is missing';
  // A browser passes over blanks and controls: `java\nscript:` is `javascript:` to it.
  if (/[\s\p{Cc}]/u.test(uri) || !URL.canParse(uri) || unsafe.test(uri))
    return `redirect_uri: '${uri}' is not an address that a client can have`;
  const { username, password } = new URL(uri);
  // What stands before @, or behind a backslash, passes for the host with those who look at the text alone.
  if (username !== '' || password !== '' || uri.includes('\\'))
    return 'redirect_uri: it must have no user and no backslash';
  if (uri.includes('#')) return 'redirect_uri: it must have no fragment';
  return allowed === undefined || allowed.includes(uri)
    ? undefined
    : `redirect_uri: '${uri}' is not registered for this client`;
};

/** The request of a client; or in words why nobody can be sent back. */
export const authorizationRequestOf = (
  request: FastifyRequest,
  parameters: URLSearchParams,
  worlds: Worlds,
  clients: Clients | undefined,
): AuthorizationRequest | { readonly fault: string } => {
  const repeated = faultOfRepeated(parameters);
  if (repeated !== undefined) return { fault: repeated };
  const client = parameters.get('client_id') ?? '';
  const known = clientOf(client, clients);
  if (known === undefined)
    return { fault: client === '' ? 'client_id is missing' : `client_id: '${client}' is not a known client` };
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const fault = faultOfRedirect(redirectUri, known.redirectUris);
  if (fault !== undefined) return { fault };
  const world = worldOfClient(request, client, worlds);
  if ('fault' in world) return { fault: `client_id: ${world.fault}` };
  const asked = parameters.get('scope')?.trim() ?? '';
  const scope = asked === '' && !world.contract.isInForce('access/authorization-names-scopes') ? fullAccess : asked;
  const isRegistered = known.redirectUris !== undefined;
  return { client, redirectUri, isRegistered, state: parameters.get('state'), scope, world, parameters };
};

/** The SHA-256 of a verifier as base64url. */
const challengeForm = /^[\w-]{43}$/;

export interface Fault {
  readonly error: string;
  readonly error_description: string;
}

/** What is wrong with the request as such. */
export const faultOf = ({ parameters }: AuthorizationRequest): Fault | undefined => {
  const [challenge, method] = [parameters.get('code_challenge'), parameters.get('code_challenge_method')];
  if (parameters.get('response_type') !== 'code')
    return { error: 'unsupported_response_type', error_description: 'response_type has to be code' };
  if (challenge === null && method === null) return undefined;
  if (method !== 'S256') return { error: 'invalid_request', error_description: 'code_challenge_method has to be S256' };
  return challengeForm.test(challenge ?? '')
    ? undefined
    : {
        error: 'invalid_request',
        error_description: 'code_challenge has to be the 43 characters of an S256 challenge',
      };
};

const invalidScope = (description: string): Fault => ({
  error: 'invalid_scope',
  error_description: `scope: ${description}`,
});

/** What is wrong with the scopes. */
export const faultOfScope = ({ scope, world }: AuthorizationRequest): Fault | undefined => {
  if (scope === '') return invalidScope('an authorization request has to name the scopes it asks for');
  const nothing = scopeGivingNothing(scope, world.contract, { isUser: true, isPatient: isAboutPatient(scope) });
  return nothing === undefined
    ? undefined
    : invalidScope(`'${nothing}' gives nothing to a user's token in this edition`);
};

/** Why a member of staff is denied. Whoever asks for no scope of a patient is one (decision 054). */
export const denialOfStaff = ({ scope, world, parameters }: AuthorizationRequest): Fault | undefined =>
  world.contract.isInForce('access/launch-for-staff') &&
  !isAboutPatient(scope) &&
  patientOfLaunch(parameters.get('launch')) === undefined
    ? {
        error: 'access_denied',
        error_description: 'launch: staff send it, as base64 of a JSON object such as {"patient":""}',
      }
    : undefined;
