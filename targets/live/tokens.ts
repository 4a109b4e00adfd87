// Tokens by client credentials: asked for once per scope, kept until shortly before they expire.
import { type Answer, formRequest, NoAnswer, type Send } from '../send.ts';
import { clientIn, variableIn, fixedToken, type Client, type Environment } from './environment.ts';
import { TargetFault } from '../failures.ts';
import { jsonIn } from '../../schemas/json.ts';

export interface Token {
  readonly value: string;
  /** The scopes that were asked for; '' where none were. */
  readonly scope: string;
  /** The patient whose records alone it opens, where it is for one. */
  readonly patient?: string;
  /** Milliseconds since 1970; Infinity for a token that was handed to the run. */
  readonly until: number;
}

/** A token as JSON carries it: without an end where it has none. */
type Handed = Omit<Token, 'until'> & { readonly until: number | null };

/** The variable in which the command hands its token to the suite, so that one request for a token is enough. */
export const handedToken = 'CANVAS_HARNESS_TOKEN';

interface Granted {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
}

const parsed = (text: string): Granted => jsonIn(text) ?? {};

/** A token is renewed this long before it expires, or after nine tenths of a short life. */
const margin = 60_000;

const lifetimeOf = ({ expires_in }: Granted): number => {
  const seconds = Number(expires_in);
  return Number.isFinite(seconds) && seconds > 0 ? Math.max(seconds * 900, seconds * 1000 - margin) : Infinity;
};

const sentInForm = 'client_id and client_secret were sent in the form, as documented';
const orToken = 'have it take the form, too, or get a token yourself and set CANVAS_ACCESS_TOKEN';

/** What a refused token request means: its client is at fault, or the host gives no tokens just now, or never. */
const refused = (url: string, { status, headers, text }: Answer): TargetFault => {
  const said = `POST ${url} answered ${status}: ${text.slice(0, 200).replace(/\s+/g, ' ')}`;
  if (status === 429)
    return new TargetFault('stopped', `${said} (too many requests: lower --rate, or run again later)`);
  if (status === 403 && /<(!doctype|html)/i.test(text))
    return new TargetFault('stopped', `${said} (a firewall answers: have this address let through)`);
  if (status >= 500) return new TargetFault('configuration', `${said} (the server fails: run again later)`);
  if (/^basic\b/i.test(headers.get('www-authenticate') ?? ''))
    return new TargetFault(
      'configuration',
      `${said} (${sentInForm}, and the server wants them as HTTP Basic: ${orToken})`,
    );
  if (status === 401 || text.includes('invalid_client'))
    return new TargetFault(
      'configuration',
      `${said} (check CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET: ${sentInForm}; where the server wants HTTP Basic, ${orToken})`,
    );
  return new TargetFault('configuration', `${said} (check CANVAS_INSTANCE_URL, the EHR host, and CANVAS_SCOPE)`);
};

/** What a token is asked for. */
type Wish = Pick<Token, 'scope' | 'patient'>;

const keyOf = ({ scope, patient = '' }: Wish): string => `${scope} ${patient}`;

const requestToken = async (ehrUrl: string, client: Client, wish: Wish, send: Send): Promise<Token> => {
  const url = `${ehrUrl}/auth/token/`;
  const { scope, patient } = wish;
  const form = {
    ...{ grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret },
    ...(scope === '' ? {} : { scope }),
    ...(patient === undefined ? {} : { patient }),
  };
  const started = Date.now();
  const answer = await send(formRequest(url, form)).catch((error: unknown) => {
    if (error instanceof NoAnswer) throw new TargetFault(error.kind, error.message, error);
    throw error;
  });
  const { status } = answer;
  if (status >= 300) throw refused(url, answer);
  const granted = parsed(answer.text);
  if (typeof granted.access_token !== 'string' || granted.access_token === '')
    throw new TargetFault('configuration', `POST ${url} answered ${status} without a token: is it the EHR host?`);
  return { ...wish, value: granted.access_token, until: started + lifetimeOf(granted) };
};

/** The tokens of a run. */
export class Tokens {
  readonly #ehrUrl: string;
  readonly #environment: Environment;
  readonly #send: Send;
  readonly #issued = new Map<string, Promise<Token>>();
  /** What each token was asked for that was issued, those that were replaced among them. */
  readonly #wishes = new Map<string, Wish>();

  constructor(ehrUrl: string, environment: Environment, send: Send) {
    this.#ehrUrl = ehrUrl;
    this.#environment = environment;
    this.#send = send;
    const handed = variableIn(environment, handedToken);
    if (handed !== undefined) this.#adopt(JSON.parse(handed) as Handed);
  }

  /** The token of the run, or one for a scope only, or for the records of one patient. */
  async tokenFor(scope?: string, patient?: string): Promise<string> {
    const fixed = fixedToken(this.#environment);
    if (fixed !== undefined && scope === undefined) return fixed;
    const wish: Wish = { scope: scope ?? this.#scope, ...(patient === undefined ? {} : { patient }) };
    const held = await this.#issued.get(keyOf(wish));
    return held !== undefined && held.until > Date.now() ? held.value : (await this.#request(wish)).value;
  }

  get #scope(): string {
    return variableIn(this.#environment, 'CANVAS_SCOPE') ?? '';
  }

  /** Every value that was issued, so that it can be kept out of what is written. */
  get values(): Iterable<string> {
    return this.#wishes.keys();
  }

  /** Whether a token is the run's own, or was before it was replaced. */
  async isOfRun(value: string | undefined): Promise<boolean> {
    if (value === undefined) return false;
    const wish = this.#wishes.get(value);
    return value === (await this.tokenFor()) || (wish !== undefined && keyOf(wish) === keyOf({ scope: this.#scope }));
  }

  /** The token in the place of one that was refused: a new one, unless it was replaced before. Undefined where it was not issued here. */
  async renew(value: string): Promise<string | undefined> {
    const wish = this.#wishes.get(value);
    if (wish === undefined) return undefined;
    const held = await this.#issued.get(keyOf(wish));
    return held !== undefined && held.value !== value ? held.value : (await this.#request(wish)).value;
  }

  /** The token of the run as it can be handed on; undefined where it was handed to the run itself. */
  async tokenToHandOn(): Promise<Token | undefined> {
    return this.#issued.get(keyOf({ scope: this.#scope }));
  }

  #adopt(token: Handed): void {
    this.#wishes.set(token.value, token);
    this.#issued.set(keyOf(token), Promise.resolve({ ...token, until: token.until ?? Infinity }));
  }

  async #request({ scope, patient }: Wish): Promise<Token> {
    const client = clientIn(this.#environment);
    if (client === undefined)
      throw new TargetFault(
        'configuration',
        'No credentials: set CANVAS_ACCESS_TOKEN, or CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET',
      );
    const wish: Wish = { scope, ...(patient === undefined ? {} : { patient }) };
    const token = requestToken(this.#ehrUrl, client, wish, this.#send);
    this.#issued.set(keyOf(wish), token);
    token.then(
      ({ value }) => this.#wishes.set(value, wish),
      () => this.#issued.delete(keyOf(wish)),
    );
    return token;
  }
}
