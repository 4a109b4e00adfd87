// Scopes: which forms an edition knows, and what each of them allows.
import { entryOf } from '../../schemas/json.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Grant } from './tokens.ts';

/** Whether some of the scopes are about the records of one patient. */
export const isAboutPatient = (scope: string): boolean => /(^|\s)(patient\/\S|launch\/patient(\s|$))/.test(scope);

/** What a client does with a resource type. */
export type Access = 'create' | 'read' | 'update' | 'search';

type Level = 'user' | 'patient' | 'system';

interface Scope {
  readonly level: Level;
  readonly type: string;
  readonly accesses: readonly Access[];
}

/** Scopes that concern the launch and the token, and no resource. */
const ofLaunch = new Set([
  'launch',
  'launch/patient',
  'openid',
  'profile',
  'fhirUser',
  'offline_access',
  'online_access',
]);

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

/** Whose a token is: a client's own, that of a user who signed in, or one that is limited to a patient. */
export type Holder = 'client' | 'user' | 'patient';

const levelsOf: Readonly<Record<Holder, readonly Level[]>> = {
  client: ['user', 'system'],
  user: ['user'],
  patient: ['user', 'patient'],
};

/** Whether a scope gives something under a contract to the token of a holder. */
const givesSomething = (text: string, { isInForce }: Contract, holder: Holder): boolean => {
  if (ofLaunch.has(text)) return true;
  const scope = scopeOf(text);
  if (scope === undefined) return false;
  const isSpelledOut = Object.hasOwn(byWord, text.split('.')[1] ?? '');
  if (!isSpelledOut && !isInForce('access/scope-letters')) return false;
  if (scope.level === 'system' && !isInForce('access/system-scopes')) return false;
  return levelsOf[holder].includes(scope.level);
};

/** The first of the scopes that would give nothing, which is why none of them is granted; undefined where all give something. */
export const scopeGivingNothing = (scope: string, contract: Contract, holder: Holder): string | undefined =>
  contract.isInForce('access/scope-without-effect')
    ? textsIn(scope).find((text) => !givesSomething(text, contract, holder))
    : undefined;

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
export const allows = (grant: Grant, type: string, access: Access): boolean => {
  const levels = levelsOf[grant.patient === undefined ? 'client' : 'patient'];
  return scopesOf(grant).some(
    (scope) => levels.includes(scope.level) && ['*', type].includes(scope.type) && scope.accesses.includes(access),
  );
};
