// The tokens of the mock: which there are, what they allow, until when; and the codes they are had for.
import type { Clock } from '../runtime/clock.ts';
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
  /** The code that it was had for, itself or what it was refreshed from. */
  readonly code?: string;
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
  /** Milliseconds since 1970. One that an earlier version of the mock has kept has no end. */
  readonly expires?: number;
  /** Whether it was issued to a client without a secret. */
  readonly isPublic: boolean;
}

/** A token of a world says which: `alpha~9f2c…`. A proxy in front of several mocks sends it on by that, without a lookup. */
export const tokenValue = (random: string, world: string | undefined): string =>
  world === undefined ? random : `${world}~${random}`;

/** Seconds that a token lives, as Canvas documents. */
export const lifetime = 36_000;

/** Seconds that a refresh token lives: a year. Nothing is documented; without an end they would never be freed. */
export const refreshLifetime = 31_536_000;

/** What asking for no scope gives. */
export const fullAccess = 'user/*.*';

/** Told each grant that outlives the process, by what it is and its value; undefined where it is good no more. */
type Watch = (kind: 'token' | 'refresh', value: string, grant: Grant | undefined) => void;

/** Grants as an earlier process left them. */
type Persisted = readonly { readonly kind: string; readonly value: string; readonly grant: unknown }[];

const unwatched: Watch = () => undefined;

/** Grants of a kind that are kept: a client that asks for one more makes room for it. */
const maxGrants = 20_000;

/** Grants of other worlds that are passed over when expired ones are freed. */
const lookedAt = 64;

type Expiring = Grant & { readonly expires?: number };

/** The clock of the world of a grant. */
type WorldClock = Pick<Clock, 'now' | 'state'>;

/** Whether a clock is the system's. One that a test has set can go back, and what had expired is good again. */
const isSystems = ({ state }: WorldClock): boolean => state().frozenAt === undefined && state().offset === 0;

/** Grants by their value, each of which can be used once. */
class Vouchers<T extends Expiring> {
  readonly #grants = new Map<string, T>();
  readonly #watch: (value: string, grant: T | undefined) => void;

  constructor(watch: (value: string, grant: T | undefined) => void = () => undefined) {
    this.#watch = watch;
  }

  /** How many there are. */
  get size(): number {
    return this.#grants.size;
  }

  /** Takes a grant, and frees those before it that have expired. */
  add(value: string, grant: T, clock: WorldClock): void {
    if (isSystems(clock)) this.#freeExpired(grant.world, clock.now());
    if (this.#grants.size >= maxGrants) this.#makeRoom(grant.world, clock.now());
    this.store(value, grant);
    this.#watch(value, grant);
  }

  /** Frees what has expired in a world, the oldest first, until there is one that has not. */
  #freeExpired(world: string | undefined, now: number): void {
    let others = 0;
    for (const [value, grant] of this.#grants) {
      const { expires = Infinity } = grant;
      if (grant.world === world && expires <= now) this.use(value);
      else if (grant.world === world && expires !== Infinity) return;
      else if (++others > lookedAt) return;
    }
  }

  /** Forgets those of that world which have expired; where they are too few, the oldest, a tenth at a time. */
  #makeRoom(world: string | undefined, now: number): void {
    for (const [value, grant] of this.#grants)
      if (grant.world === world && (grant.expires ?? Infinity) <= now) this.use(value);
    for (const [value, { expires }] of this.#grants) {
      if (this.#grants.size <= maxGrants * 0.9) return;
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

  forget(isMeant: (grant: T) => boolean): void {
    for (const [value, grant] of this.#grants) if (isMeant(grant)) this.use(value);
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
    // The oldest first, as they came in: those that have expired are freed in that order.
    const dueOf = ({ grant }: Persisted[number]): number => (grant as Expiring).expires ?? Infinity;
    for (const { kind, value, grant } of persisted.toSorted((one, other) => (dueOf(one) < dueOf(other) ? -1 : 1)))
      if (kind === 'token') this.#issued.store(value, grant as Token);
      else this.refreshTokens.store(value, grant as RefreshToken);
  }

  /** Takes a token, by the clock of its world. */
  issue(token: Token, clock: WorldClock): void {
    this.#issued.add(token.value, token, clock);
  }

  /** How many tokens there are. */
  get size(): number {
    return this.#issued.size;
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
  findValid(token: Token | undefined, { clock, contract }: World): Token | undefined {
    if (token === undefined || this.#issued.get(token.value) !== token) return undefined;
    return clock.now() < token.expires || !contract.isInForce('access/token-expires') ? token : undefined;
  }

  /** Forgets the tokens of a world that is gone. */
  forget(world: string): void {
    const isOfWorld = (grant: Grant): boolean => grant.world === world;
    this.#issued.forget(isOfWorld);
    this.codes.forget(isOfWorld);
    this.refreshTokens.forget(isOfWorld);
  }

  /** Forgets all that a client was given for a code: whoever brings a code twice may have stolen it (RFC 6749, 4.1.2). */
  forgetGivenFor(code: string, client: string): void {
    const isGivenFor = (grant: Grant): boolean => grant.code === code && grant.client === client;
    this.#issued.forget(isGivenFor);
    this.refreshTokens.forget(isGivenFor);
  }
}
