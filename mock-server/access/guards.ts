// What is asked before the body of a request is looked at: who calls, and what the caller may do.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { World } from '../worlds/world.ts';
import { canAccess, type Access } from './scopes.ts';
import type { Token, Tokens } from './tokens.ts';

/** The value of a bearer token header, '' where it is none. */
const bearer = (authorization: string): string => /^Bearer\s+(\S+)$/i.exec(authorization.trim())?.[1] ?? '';

/** The header that came last, and its value: most clients send the same one again. */
let last = { authorization: '', value: '' };

/** The token that a call brings, expired or not, or undefined. */
export const tokenOf = (authorization = '', tokens: Tokens): Token | undefined => {
  if (authorization !== last.authorization) last = { authorization, value: bearer(authorization) };
  return tokens.get(last.value);
};

/** The rejection of a call without a valid token, or undefined. */
export const authenticate = (token: Token | undefined, { contract }: World): Rejection | undefined =>
  token === undefined && contract.isInForce('access/token-required') ? reject('access/token-required', {}) : undefined;

/** The rejection of a call that the token's scopes do not cover, or undefined. */
export const authorize = (
  token: Token | undefined,
  { contract }: World,
  type: string,
  access: Access,
): Rejection | undefined =>
  token !== undefined && contract.isInForce('access/scope-required') && !canAccess(token, type, access)
    ? reject('access/scope-required', {})
    : undefined;

/** The patient to whose records a token is limited. */
export const patientOf = (token: Token | undefined, { contract }: World): string | undefined =>
  contract.isInForce('access/patient-token-sees-own') ? token?.patient : undefined;
