// The tokens of the mock: which there are, what they allow, until when; and the codes they are had for.
import type { World } from '../world.ts';

/** What a token, a code and a refresh token have in common: for whom they are good, and for what. */
export interface Grant {
  readonly client: string;
  /** Scopes separated by spaces, as they were granted. */
  readonly scope: string;
  /** The world it was issued in; without one it serves every world. */
  readonly world?: string;
  /** The patient whose records it is limited to. */
  readonly patient?: string;
}

export interface Token extends Grant {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** What a client gets from the consent page, and brings to the token endpoint once. */
export interface Code extends Grant {
  readonly redirectUri: string;
  readonly expires: number;
  readonly challenge?: { readonly value: string; readonly method: string };
}

export interface RefreshToken extends Grant {
  readonly redirectUri: string;
  /** Whether it was issued to a client without a secret. */
  readonly isPublic: boolean;
}

/** Seconds that a token lives, as Canvas documents. */
export const lifetime = 36_000;

/** What asking for no scope gives. */
export const fullAccess = 'user/*.*';

/** Grants by their value, each of which can be used once. */
class Vouchers<T extends Grant> {
  readonly #held = new Map<string, T>();

  add(value: string, grant: T): void {
    this.#held.set(value, grant);
  }

  get(value: string): T | undefined {
    return this.#held.get(value);
  }

  use(value: string): void {
    this.#held.delete(value);
  }

  forget(world: string): void {
    for (const [value, grant] of this.#held) if (grant.world === world) this.#held.delete(value);
  }
}

export class Tokens {
  readonly #issued = new Map<string, Token>();
  readonly codes = new Vouchers<Code>();
  readonly refreshTokens = new Vouchers<RefreshToken>();

  issue(token: Token): Token {
    this.#issued.set(token.value, token);
    return token;
  }

  /** The world that a token leads to by itself. */
  worldOf(value: string): string | undefined {
    return this.#issued.get(value)?.world;
  }

  /** Forgets the tokens of a world that is gone. */
  forget(world: string): void {
    for (const token of this.#issued.values()) if (token.world === world) this.#issued.delete(token.value);
    this.codes.forget(world);
    this.refreshTokens.forget(world);
  }

  /** The token of that value, if it has not expired. */
  valid(value: string, { clock, contract }: World): Token | undefined {
    const token = this.#issued.get(value);
    if (token === undefined) return undefined;
    return clock.now() < token.expires || !contract.holds('access/token-expires') ? token : undefined;
  }
}

/** Whether some of the scopes are about the records of one patient. */
export const isAboutPatient = (scope: string): boolean => /(^|\s)(patient\/\S|launch\/patient(\s|$))/.test(scope);

export type Access = 'read' | 'write';

/** The scopes of a grant, each taken apart once. */
const granted = new WeakMap<Grant, readonly (readonly string[])[]>();

const scopesOf = (grant: Grant): readonly (readonly string[])[] => {
  const known = granted.get(grant);
  if (known !== undefined) return known;
  const scopes = grant.scope.split(/\s+/).map((one) => /^(user|patient)\/(\w+|\*)\.(read|write|\*)$/.exec(one) ?? []);
  granted.set(grant, scopes);
  return scopes;
};

/**
 * Whether scopes like `user/Appointment.read` or `patient/*.*` allow a kind of access to a resource type. Those that begin
 * with `patient/` count for a token that is limited to one patient, and no others do.
 */
export const allows = (grant: Grant, type: string, access: Access): boolean =>
  scopesOf(grant).some(([, level, types = '', kind = '']) => {
    const counts = level === (grant.patient === undefined ? 'user' : 'patient');
    return counts && ['*', type].includes(types) && ['*', access].includes(kind);
  });
