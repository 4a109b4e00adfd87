// The authorization endpoint: a user agrees on a page, or a setting does, and the client is sent back with a code.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../worlds/world.ts';
import { defaultWorld, type Worlds } from '../worlds/worlds.ts';
import { worldOfClient } from '../http/receive.ts';
import { consentPage, refusalPage, type Choice } from './consent-page.ts';
import { clientOf, type Clients } from './clients.ts';
import { isAboutPatient, scopeGivingNothing } from '../access/scopes.ts';
import { fullAccess, type Code, type Tokens } from '../access/tokens.ts';

/** Seconds that a code is good for, by the clock of its world. */
const codeLifetime = 60;

/** More patients than these are not listed: the user has to type the id. */
const maxListed = 200;

interface AuthorizationRequest {
  readonly client: string;
  readonly redirectUri: string;
  /** Whether the client is registered with that address. */
  readonly isRegistered: boolean;
  readonly state: string | null;
  readonly scope: string;
  readonly world: World;
  readonly parameters: URLSearchParams;
}

const html = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .send(page);

/** Schemes that a browser would run or show instead of calling somebody. */
const unsafe = /^(javascript|data|vbscript|file|blob|about):/i;

const faultOfRedirect = (uri: string, allowed: readonly string[] | undefined): string | undefined => {
  if (uri === '') return 'redirect_uri is missing';
  // A browser passes over blanks and controls: `java\nscript:` is `javascript:` to it.
  if (/[\s\p{Cc}]/u.test(uri) || !URL.canParse(uri) || unsafe.test(uri))
    return `redirect_uri: '${uri}' is not an address that a client can have`;
  if (uri.includes('#')) return 'redirect_uri: it must have no fragment';
  return allowed === undefined || allowed.includes(uri)
    ? undefined
    : `redirect_uri: '${uri}' is not registered for this client`;
};

/** The request of a client; or in words why nobody can be sent back. */
const authorizationRequestOf = (
  request: FastifyRequest,
  parameters: URLSearchParams,
  worlds: Worlds,
  clients: Clients | undefined,
): AuthorizationRequest | { readonly fault: string } => {
  const client = parameters.get('client_id') ?? '';
  const known = clientOf(client, clients);
  if (known === undefined)
    return { fault: client === '' ? 'client_id is missing' : `client_id: '${client}' is not a known client` };
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const fault = faultOfRedirect(redirectUri, known.redirectUris);
  if (fault !== undefined) return { fault };
  const world = worldOfClient(request, client, worlds);
  if ('fault' in world) return { fault: `client_id: ${world.fault}` };
  const scope = parameters.get('scope')?.trim() || fullAccess;
  const isRegistered = known.redirectUris !== undefined;
  return { client, redirectUri, isRegistered, state: parameters.get('state'), scope, world, parameters };
};

const sendBack = (
  reply: FastifyReply,
  { redirectUri, state }: AuthorizationRequest,
  answer: Record<string, string>,
): FastifyReply => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return reply.code(302).headers({ location: url.href, 'cache-control': 'no-store' }).send();
};

/** The SHA-256 of a verifier as base64url. */
const challengeForm = /^[\w-]{43}$/;

interface Fault {
  readonly error: string;
  readonly error_description: string;
}

/** What is wrong with the request as such. */
const faultOf = ({ parameters }: AuthorizationRequest): Fault | undefined => {
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

/** Tells the client of a fault; the user, where nobody has checked that the address is the client's. */
const tell = (reply: FastifyReply, authorization: AuthorizationRequest, fault: Fault): FastifyReply =>
  authorization.isRegistered
    ? sendBack(reply, authorization, { ...fault })
    : html(reply, 400, refusalPage(`${fault.error}: ${fault.error_description}`));

const challengeOf = ({ parameters }: AuthorizationRequest): Pick<Code, 'challenge'> => {
  const value = parameters.get('code_challenge');
  return value === null ? {} : { challenge: value };
};

const approve = (reply: FastifyReply, authorization: AuthorizationRequest, tokens: Tokens): FastifyReply => {
  const { client, redirectUri, scope, world, parameters } = authorization;
  const nothing = scopeGivingNothing(scope, world.contract, isAboutPatient(scope) ? 'patient' : 'user');
  if (nothing !== undefined)
    return tell(reply, authorization, {
      error: 'invalid_scope',
      error_description: `scope: '${nothing}' gives nothing to a user's token in this edition`,
    });
  const patient = (parameters.get('patient') ?? parameters.get('launch') ?? '').replace(/^Patient\//, '');
  const { patients } = world.store();
  const chosen = patients.get(patient) ?? (patient === '' ? [...patients.values()][0] : undefined);
  if (isAboutPatient(scope) && chosen === undefined)
    return html(reply, 400, refusalPage(`patient: there is no Patient '${patient}'`));
  const value = world.ids.hex();
  const now = world.clock.now();
  const code: Code = {
    client,
    redirectUri,
    scope,
    ...(world.name === defaultWorld ? {} : { world: world.name }),
    ...(isAboutPatient(scope) && chosen !== undefined ? { patient: chosen.id } : {}),
    ...challengeOf(authorization),
    expires: now + codeLifetime * 1000,
  };
  tokens.codes.add(value, code, now);
  return sendBack(reply, authorization, { code: value });
};

const patientsIn = ({ scope, world }: AuthorizationRequest): readonly Choice[] | undefined => {
  const { patients } = world.store();
  if (!isAboutPatient(scope) || patients.size > maxListed) return undefined;
  return [...patients.values()].map(({ id, given, family, birthDate }) => ({
    id,
    label: `${given} ${family}, ${birthDate}`,
  }));
};

/** Registers `/auth/authorize/`: the page by GET, what was clicked on it by POST. */
export const registerAuthorize = (
  app: FastifyInstance,
  worlds: Worlds,
  tokens: Tokens,
  clients: Clients | undefined,
): void => {
  app.get('/authorize/', (request, reply) => {
    const parameters = new URLSearchParams(request.url.slice(request.url.indexOf('?') + 1));
    const authorization = authorizationRequestOf(request, parameters, worlds, clients);
    if ('fault' in authorization) return html(reply, 400, refusalPage(authorization.fault));
    const fault = faultOf(authorization);
    if (fault !== undefined) return tell(reply, authorization, fault);
    if (authorization.world.settings().consent === 'approve') return approve(reply, authorization, tokens);
    const { client, scope } = authorization;
    const page = {
      client,
      scope,
      patients: patientsIn(authorization),
      isAboutPatient: isAboutPatient(scope),
      parameters,
    };
    return html(reply, 200, consentPage(page));
  });
  app.post<{ Body: string | undefined }>('/authorize/', (request, reply) => {
    const authorization = authorizationRequestOf(request, new URLSearchParams(request.body ?? ''), worlds, clients);
    if ('fault' in authorization) return html(reply, 400, refusalPage(authorization.fault));
    const fault = faultOf(authorization);
    if (fault !== undefined) return tell(reply, authorization, fault);
    if (authorization.parameters.get('decision') === 'allow') return approve(reply, authorization, tokens);
    return sendBack(reply, authorization, { error: 'access_denied', error_description: 'The user said no' });
  });
};
