// Scopes: which forms an edition knows, and what each of them allows.
import { entryOf } from '../../schemas/json.ts';
import type { Contract } from '../../schemas/contract.ts';
import { isWhole, type Access, type Level } from './scope-types.ts';
import type { World } from '../worlds/world.ts';
import { fullAccess, type Grant } from './tokens.ts';

export type { Access } from './scope-types.ts';

/** Whether some of the scopes are about the records of one patient. */
export const isAboutPatient = (scope: string): boolean => /(^|\s)(patient\/\S|launch\/patient(\s|$))/.test(scope);

interface Scope {
  readonly level: Level;
  readonly type: string;
  readonly accesses: readonly Access[];
}

/** Whose a token is: that of a user who signed in or a client's own, and whether it is limited to a patient. */
interface Holder {
  readonly isUser: boolean;
  readonly isPatient: boolean;
}

const isOfUser = ({ isUser }: Holder): boolean => isUser;

/** Scopes that concern the launch and the token, and no resource: to whom each gives something. */
const ofLaunch: Readonly<Record<string, (holder: Holder) => boolean>> = {
  launch: isOfUser,
  'launch/patient': ({ isPatient }) => isPatient,
  openid: isOfUser,
  profile: isOfUser,
  fhirUser: isOfUser,
  offline_access: isOfUser,
  online_access: isOfUser,
};

const byWord: Readonly<Record<string, readonly Access[]>> = {
  read: ['read', 'search'],
  write: ['create', 'update'],
  '*': ['create', 'read', 'update', 'search'],
};

const byLetter: Readonly<Record<string, Access>> = { c: 'create', r: 'read', u: 'update', s: 'search' };

const accessesOf = (permission: string): readonly Access[] =>
  entryOf(byWord, permission) ?? [...permission].flatMap((letter) => byLetter[letter] ?? []);

const form = /^(user|patient|system)\/([A-Z][A-Za-z]*|\*)\.(read|write|\*|(?=[crus])c?r?u?s?)$/;

const scopeOf = (text: string): Scope | undefined => {
  const [, level, type = '', permission = ''] = form.exec(text) ?? [];
  return level === undefined ? undefined : { level: level as Level, type, accesses: accessesOf(permission) };
};

const textsIn = (scope: string): readonly string[] => scope.split(/\s+/).filter((text) => text !== '');

const levelsOf = ({ isUser, isPatient }: Holder): readonly Level[] =>
  isPatient ? ['user', 'patient'] : isUser ? ['user'] : ['user', 'system'];

/** What a scope allows in a token for one patient: it makes no other patient. */
const withoutMaking = ({ type, accesses }: Scope): readonly Access[] =>
  type === 'Patient' ? accesses.filter((access) => access !== 'create') : accesses;

/** Whether a scope gives what it says under a contract to the token of a holder. */
const hasEffect = (text: string, contract: Contract, holder: Holder): boolean => {
  const { isInForce } = contract;
  const launch = entryOf(ofLaunch, text);
  if (launch !== undefined) return launch(holder);
  const scope = scopeOf(text);
  if (scope === undefined) return false;
  const isSpelledOut = Object.hasOwn(byWord, text.split('.')[1] ?? '');
  if (!isSpelledOut && !isInForce('access/scope-letters')) return false;
  if (scope.level === 'system' && !isInForce('access/system-scopes')) return false;
  if (holder.isPatient && withoutMaking(scope).length === 0) return false;
  return levelsOf(holder).includes(scope.level) && isWhole(scope.level, scope.type, scope.accesses, contract);
};

/** The first of the scopes that would give nothing, which is why none of them is granted; undefined where all give something. */
export const scopeGivingNothing = (scope: string, contract: Contract, holder: Holder): string | undefined =>
  contract.isInForce('access/scope-without-effect')
    ? textsIn(scope).find((text) => !hasEffect(text, contract, holder))
    : undefined;

const narrow = (text: string): string => {
  const scope = scopeOf(text);
  if (scope === undefined || withoutMaking(scope).length === scope.accesses.length) return text;
  return `${scope.level}/${scope.type}.${withoutMaking(scope)
    .map((access) => access.charAt(0))
    .join('')}`;
};

/** The scopes that a grant says: less than was asked for where letters can say that a token for one patient makes no other. */
export const scopeAsGranted = (scope: string, { isInForce }: Contract, isPatient: boolean): string =>
  isPatient && isInForce('access/scope-letters') ? textsIn(scope).map(narrow).join(' ') : scope;

/** The scopes of a token for which none was asked: everything, or those that the application is configured with. */
export const scopeWithoutAsking = ({ contract, settings }: World): string => {
  if (contract.isInForce('access/configured-scopes-by-default')) return settings().allowedScopes;
  return contract.isInForce('access/full-access-by-default') ? fullAccess : '';
};

/** The scopes of a grant, each taken apart once. */
const granted = new WeakMap<Grant, readonly Scope[]>();

const scopesOf = (grant: Grant): readonly Scope[] => {
  const known = granted.get(grant);
  if (known !== undefined) return known;
  const scopes = textsIn(grant.scope).flatMap((text) => scopeOf(text) ?? []);
  granted.set(grant, scopes);
  return scopes;
};

/**
 * Whether scopes like `user/Appointment.read` or `patient/*.rs` allow something with a resource type. Those that begin with
 * `patient/` count for a token that is limited to one patient, those that begin with `system/` for one that is not.
 */
export const canAccess = (grant: Grant, type: string, access: Access): boolean => {
  const levels = levelsOf({ isUser: false, isPatient: grant.patient !== undefined });
  return scopesOf(grant).some(
    (scope) => levels.includes(scope.level) && ['*', type].includes(scope.type) && scope.accesses.includes(access),
  );
};
