// The tokens of the mock: which there are, what they allow, until when.
import type { World } from '../world.ts';

interface Token {
  readonly value: string;
  readonly client: string;
  /** Scopes separated by spaces, as they were granted. */
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** The world it was issued in; without one it serves every world. */
  readonly world?: string;
}

/** Seconds that a token lives, as Canvas documents. */
export const lifetime = 36_000;

/** What asking for no scope gives. */
export const fullAccess = 'user/*.*';

export class Tokens {
  readonly #issued = new Map<string, Token>();

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
  }

  /** The token of that value, if it has not expired. */
  valid(value: string, { clock, contract }: World): Token | undefined {
    const token = this.#issued.get(value);
    if (token === undefined) return undefined;
    return clock.now() < token.expires || !contract.holds('access/token-expires') ? token : undefined;
  }
}

/**
 * Whether scopes like `user/Appointment.read` or `user/*.*` allow a kind of access to a resource type. Patient-scoped
 * tokens are not served, so a `patient/` scope allows nothing rather than everybody's records.
 */
export const allows = (scope: string, type: string, access: 'read' | 'write'): boolean =>
  scope.split(/\s+/).some((granted) => {
    const match = /^user\/(\w+|\*)\.(read|write|\*)$/.exec(granted);
    return match !== null && ['*', type].includes(match[1] ?? '') && ['*', access].includes(match[2] ?? '');
  });
