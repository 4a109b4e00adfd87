// What is asked before the body of a request is looked at: who calls, and what the caller may do.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { World } from '../world.ts';
import { allows, type Tokens } from './tokens.ts';

/** The value of a bearer token header. */
export const bearer = (authorization: string | undefined): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];

/** The rejection of a call without a valid token, or undefined. */
export const authenticate = (authorization: string | undefined, tokens: Tokens, world: World): Rejection | undefined =>
  world.contract.holds('access/token-required') && tokens.valid(bearer(authorization) ?? '', world) === undefined
    ? reject('access/token-required', {})
    : undefined;

/** The rejection of a call that the token's scopes do not cover, or undefined. */
export const authorize = (
  authorization: string | undefined,
  tokens: Tokens,
  world: World,
  type: string,
  access: 'read' | 'write',
): Rejection | undefined => {
  if (!world.contract.holds('access/scope-required')) return undefined;
  const token = tokens.valid(bearer(authorization) ?? '', world);
  return token === undefined || allows(token, type, access) ? undefined : reject('access/scope-required', {});
};

/** The patient to whose records the token of a call is limited. */
export const patientOf = (authorization: string | undefined, tokens: Tokens, world: World): string | undefined =>
  world.contract.holds('access/patient-token-sees-own')
    ? tokens.valid(bearer(authorization) ?? '', world)?.patient
    : undefined;
