// The tokens of the mock: which there are, what they allow, until when; and the codes they are had for.
import type { World } from '../worlds/world.ts';

/** What a token, a code and a refresh token have in common: for whom they are good, and for what. */
export interface Grant {
  readonly client: string;
  /** Scopes separated by spaces, as they were granted. */
  readonly scope: string;
  /** The world it was issued in; without one it serves every world. */
  readonly world?: string;
  /** The patient whose records it is limited to. */
  readonly patient?: string;
  /** The patient that a member of staff had open, empty for none; it limits nothing. */
  readonly launchPatient?: string;
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
  /** The S256 challenge that the verifier has to answer. */
  readonly challenge?: string;
}

export interface RefreshToken extends Grant {
  readonly redirectUri: string;
  /** Whether it was issued to a client without a secret. */
  readonly isPublic: boolean;
}

/** A token of a world says which: `alpha~9f2c…`. A proxy in front of several mocks sends it on by that, without a lookup. */
export const tokenValue = (random: string, world: string | undefined): string =>
  world === undefined ? random : `${world}~${random}`;

/** Seconds that a token lives, as Canvas documents. */
export const lifetime = 36_000;

/** What asking for no scope gives. */
export const fullAccess = 'user/*.*';

/** Told each grant that outlives the process, by what it is and its value; undefined where it is good no more. */
export type Watch = (kind: 'token' | 'refresh', value: string, grant: Grant | undefined) => void;

/** Grants as an earlier process left them. */
type Persisted = readonly { readonly kind: string; readonly value: string; readonly grant: unknown }[];

const unwatched: Watch = () => undefined;

/** Grants of a kind that are kept: a client that asks for one more makes room for it. */
const mostKept = 20_000;

type Expiring = Grant & { readonly expires?: number };

/** Grants by their value, each of which can be used once. */
class Vouchers<T extends Expiring> {
  readonly #grants = new Map<string, T>();
  readonly #watch: (value: string, grant: T | undefined) => void;

  constructor(watch: (value: string, grant: T | undefined) => void = () => undefined) {
    this.#watch = watch;
  }

  /** Takes a grant; `now` is the time in its world. */
  add(value: string, grant: T, now: number): void {
    if (this.#grants.size >= mostKept) this.#makeRoom(grant.world, now);
    this.store(value, grant);
    this.#watch(value, grant);
  }

  /** Forgets those of that world which have expired; where they are too few, the oldest, a tenth at a time. */
  #makeRoom(world: string | undefined, now: number): void {
    for (const [value, grant] of this.#grants)
      if (grant.world === world && (grant.expires ?? Infinity) <= now) this.use(value);
    for (const [value, { expires }] of this.#grants) {
      if (this.#grants.size <= mostKept * 0.9) return;
      if (expires !== Infinity) this.use(value);
    }
  }

  /** Takes a grant without telling who watches. */
  store(value: string, grant: T): void {
    this.#grants.set(value, grant);
  }

  get(value: string): T | undefined {
    return this.#grants.get(value);
  }

  use(value: string): void {
    if (this.#grants.delete(value)) this.#watch(value, undefined);
  }

  forget(world: string): void {
    for (const [value, grant] of this.#grants) if (grant.world === world) this.use(value);
  }
}

/** Tokens and refresh tokens can outlive the process; a code, which is good for a minute, lasts as long as the process. */
export class Tokens {
  readonly #issued: Vouchers<Token>;
  readonly codes = new Vouchers<Code>();
  readonly refreshTokens: Vouchers<RefreshToken>;

  constructor(watch: Watch = unwatched, persisted: Persisted = []) {
    this.#issued = new Vouchers<Token>((value, token) => watch('token', value, token));
    this.refreshTokens = new Vouchers<RefreshToken>((value, token) => watch('refresh', value, token));
    for (const { kind, value, grant } of persisted)
      if (kind === 'token') this.#issued.store(value, grant as Token);
      else this.refreshTokens.store(value, grant as RefreshToken);
  }

  /** Takes a token; `now` is the time in its world. */
  issue(token: Token, now: number): void {
    this.#issued.add(token.value, token, now);
  }

  /** Takes a token that each start gives anew. */
  store(token: Token): void {
    this.#issued.store(token.value, token);
  }

  /** The token of that value, expired or not. */
  get(value: string): Token | undefined {
    return this.#issued.get(value);
  }

  /** The token, unless it is gone by now, as with its world, or has expired by the clock of a world. */
  valid(token: Token | undefined, { clock, contract }: World): Token | undefined {
    if (token === undefined || this.#issued.get(token.value) !== token) return undefined;
    return clock.now() < token.expires || !contract.isInForce('access/token-expires') ? token : undefined;
  }

  /** Forgets the tokens of a world that is gone. */
  forget(world: string): void {
    this.#issued.forget(world);
    this.codes.forget(world);
    this.refreshTokens.forget(world);
  }
}
