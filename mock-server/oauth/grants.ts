// The grants of the token endpoint: from a form to a grant, or to an error in OAuth's words. Nothing here answers.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { World } from '../worlds/world.ts';
import { isAboutPatient, scopeAsGranted, scopeGivingNothing, scopeWithoutAsking } from '../access/scopes.ts';
import type { Code, Grant, RefreshToken, Tokens } from '../access/tokens.ts';

export interface OAuthError {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

/** What the token endpoint answers with: a grant, and of a user's consent what to go on with. */
export interface Granted {
  readonly grant: Grant;
  readonly refresh?: RefreshToken;
}

interface GrantRequest {
  readonly form: URLSearchParams;
  readonly client: string;
  /** Whether the client came without a secret. */
  readonly isPublic: boolean;
  readonly world: World;
  readonly tokens: Tokens;
}

type GrantType = (request: GrantRequest) => Granted | OAuthError;

const refuse = (error: string, description: string, status = 400): OAuthError => ({ status, error, description });

export const unknownClient = refuse('invalid_client', 'client_id and client_secret do not name a known client', 401);

/** None of the scopes is granted because of one that would give nothing. */
const invalidScope = (scope: string): OAuthError =>
  refuse('invalid_scope', `scope: '${scope}' gives nothing to this token in this edition`);

const worldOf = ({ world }: GrantRequest): Pick<Grant, 'world'> => ({ world: world.name });

const clientCredentials: GrantType = (request) => {
  const { form, client, world } = request;
  if (request.isPublic) return unknownClient;
  const [patient, scope = ''] = [form.get('patient'), form.get('scope')?.trim()];
  const nothing = scopeGivingNothing(scope, world.contract, { isUser: false, isPatient: patient !== null });
  if (nothing !== undefined) return invalidScope(nothing);
  if (patient === null) return { grant: { client, scope: scope || scopeWithoutAsking(world), ...worldOf(request) } };
  if (!isAboutPatient(scope))
    return refuse('invalid_scope', 'scope: a token for a patient needs scopes like patient/Appointment.read');
  const id = patient.replace(/^Patient\//, '');
  if (world.store().patients.get(id) === undefined)
    return refuse('invalid_request', `patient: there is no Patient '${id}'`);
  return { grant: { client, scope: scopeAsGranted(scope, world.contract, true), patient: id, ...worldOf(request) } };
};

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

const isProven = ({ challenge }: Code, verifier: string | null): boolean => {
  if (challenge === undefined || verifier === null) return challenge === undefined && verifier === null;
  // RFC 7636: a verifier has 43 to 128 characters.
  return (
    /^[\w.~-]{43,128}$/.test(verifier) && isSame(createHash('sha256').update(verifier).digest('base64url'), challenge)
  );
};

const faultOfCode = (code: Code | undefined, { form, client, isPublic, world }: GrantRequest): string | undefined => {
  if (code === undefined) return 'code: there is no such code, or it has been used';
  if (world.clock.now() >= code.expires) return 'code: it has expired';
  if (code.client !== client) return 'code: it was given to another client';
  if (code.redirectUri !== form.get('redirect_uri')) return 'redirect_uri: it is not that of the authorization request';
  return isProven(code, form.get('code_verifier')) && !(isPublic && code.challenge === undefined)
    ? undefined
    : 'code_verifier: it does not fit the code_challenge of the authorization request';
};

const authorizationCode: GrantType = (request) => {
  const { form, client, isPublic, world, tokens } = request;
  const value = form.get('code');
  if (value === null) return refuse('invalid_request', 'code is missing');
  const code = tokens.codes.get(value);
  // Whatever becomes of it, a code has been used with the first try of its own client.
  if (code?.client === client) tokens.codes.use(value);
  if (code === undefined) tokens.forgetGivenFor(value, client);
  const fault = faultOfCode(code, request);
  if (code === undefined || fault !== undefined) return refuse('invalid_grant', fault ?? 'code: there is no such code');
  const { challenge: _challenge, expires: _expires, redirectUri, ...agreed } = code;
  const scope = scopeAsGranted(agreed.scope, world.contract, agreed.patient !== undefined);
  const grant = { ...agreed, scope, code: value };
  return { grant, refresh: { ...grant, redirectUri, isPublic } };
};

const isWithin = (scope: string, granted: string): boolean =>
  scope.split(/\s+/).every((one) => granted.split(/\s+/).includes(one));

const faultOfRefresh = (token: RefreshToken | undefined, request: GrantRequest): OAuthError | undefined => {
  const { form, client, isPublic, world } = request;
  const [redirectUri, scope] = [form.get('redirect_uri'), form.get('scope')?.trim()];
  if (token?.client !== client || (isPublic && !token.isPublic))
    return refuse('invalid_grant', 'refresh_token: there is no such token of this client, or it has been used');
  if (world.clock.now() >= (token.expires ?? Infinity))
    return refuse('invalid_grant', 'refresh_token: it has expired; ask the user again');
  if (redirectUri !== null && redirectUri !== token.redirectUri)
    return refuse('invalid_grant', 'redirect_uri: it is not that of the authorization request');
  return scope && !isWithin(scope, token.scope)
    ? refuse('invalid_scope', 'scope: it goes beyond what was granted')
    : undefined;
};

const refreshToken: GrantType = (request) => {
  const { form, tokens } = request;
  const value = form.get('refresh_token');
  if (value === null) return refuse('invalid_request', 'refresh_token is missing');
  const token = tokens.refreshTokens.get(value);
  const fault = faultOfRefresh(token, request);
  if (token === undefined || fault !== undefined) return fault ?? refuse('invalid_grant', 'refresh_token is unknown');
  if (request.world.contract.isInForce('access/refresh-token-once')) tokens.refreshTokens.use(value);
  const { redirectUri: _redirectUri, isPublic: _isPublic, expires: _expires, ...grant } = token;
  return { grant: { ...grant, scope: form.get('scope')?.trim() || grant.scope }, refresh: token };
};

export const grantTypes: Readonly<Record<string, GrantType>> = {
  client_credentials: clientCredentials,
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
};
