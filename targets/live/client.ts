// The client of a live target: it sends at the pace of the run, safe requests again while the server is busy, with a new
// token where the old one has run out, and watches the health of the server.
import { NoAnswer, sendWithin, type Answer, type Send } from '../send.ts';
import { ServerLost, TargetFault, type FaultKind } from '../failures.ts';
import { unknownId, usualPath } from './access.ts';
import { always } from './asked-types.ts';
import { Breaker } from './breaker.ts';
import { Canaries } from './canaries.ts';
import { askWith, type Ask } from './discovery.ts';
import { patienceIn, type Environment } from './environment.ts';
import { paceRequests, retrying } from './retry.ts';
import { rateIn } from './host-check.ts';
import { Tokens } from './tokens.ts';

/** The token that a request brings; undefined where it brings none. */
export const tokenOf = ({ headers }: Request): string | undefined =>
  /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];

const withToken = (request: Request, token: string): Request => {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  return new Request(request, { headers });
};

const isSafe = ({ method, url }: Request): boolean =>
  ['GET', 'HEAD'].includes(method) || /\/_search\/?$/.test(new URL(url).pathname);

export class LiveClient {
  readonly baseUrl: string;
  readonly tokens: Tokens;
  readonly #send: Send;
  readonly #breaker: Breaker;
  readonly #canaries: Canaries;

  constructor(baseUrl: string, ehrUrl: string, environment: Environment) {
    this.baseUrl = baseUrl;
    this.#send = paceRequests(sendWithin(patienceIn(environment)), rateIn(environment, baseUrl));
    this.tokens = new Tokens(ehrUrl, environment, this.#send);
    this.#breaker = new Breaker(() => this.#isAlive());
    this.#canaries = new Canaries((path) => this.askUsual(path));
  }

  /** Sends a request; throws NoAnswer where none came, and TargetFault where the run has ended. */
  async send(request: Request): Promise<Answer> {
    this.#breaker.check();
    const again = request.clone();
    const answer = await this.#sendWatched(request);
    const refused = tokenOf(request);
    this.#canaries.note(request, this.baseUrl, answer);
    if (answer.status !== 401 || refused === undefined) return answer;
    const token = await this.tokens.renew(refused);
    const last = token === undefined ? answer : await this.#sendWatched(withToken(again, token));
    if (last.status === 401 && (await this.tokens.isOfRun(refused)) && !(await this.#isWelcome()))
      this.#breaker.trip(
        'configuration',
        'the token is not accepted (401): it has expired, or it belongs to another instance; get a new one',
      );
    return last;
  }

  /** Asks for a path with the token of the run. */
  readonly ask: Ask = async (path) =>
    askWith(this.baseUrl, await this.tokens.tokenFor(), (request) => this.send(request))(path);

  /** Sends without a token, to see whether anybody is there. */
  async tryWithoutToken(url: string): Promise<Answer> {
    return this.#send(new Request(url, { headers: { accept: 'application/json' } }));
  }

  /** Sends an update with the token of the run. Whoever calls answers for what it touches. */
  async update(path: string, body: object): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${await this.tokens.tokenFor()}`,
      'content-type': 'application/json',
      accept: 'application/json',
    };
    return this.send(new Request(`${this.baseUrl}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) }));
  }

  async #sendWatched(request: Request): Promise<Answer> {
    try {
      const answer = await (isSafe(request) ? retrying(this.#send) : this.#send)(request);
      await this.#breaker.answered(answer);
      return answer;
    } catch (error) {
      if (error instanceof NoAnswer) this.#breaker.unanswered(error);
      throw error;
    }
  }

  /** Asks for what any run may ask for, past the breaker; undefined where no answer came. */
  async askUsual(path = usualPath): Promise<Answer | undefined> {
    return askWith(
      this.baseUrl,
      await this.tokens.tokenFor(),
      this.#send,
    )(path).catch((error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    });
  }

  /** Ends the run: nothing more is sent. */
  end(kind: FaultKind, message: string): never {
    return this.#breaker.trip(kind, message);
  }

  /** Lets nothing more be sent: the run ends with its scenario, which may still say what it has seen. */
  endAfterwards(kind: FaultKind, message: string): void {
    this.#breaker.close(kind, message);
  }

  /** Ends the run with ServerLost where what was asked for before of some types is not answered well any more. */
  async checkStillThere(types: ReadonlySet<string> = new Set(always)): Promise<void> {
    await this.endWhereLost(() => this.#canaries.check(types));
  }

  /** Ends the run with ServerLost where a check ends it. */
  async endWhereLost(check: () => Promise<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof TargetFault)) throw error;
      throw this.#breaker.closeFor(error instanceof ServerLost ? error : new ServerLost(error.kind, error.message));
    }
  }

  /** Throws where the run has ended. */
  check(): void {
    this.#breaker.check();
  }

  async #probe(path: string): Promise<number> {
    return (await this.askUsual(path))?.status ?? 599;
  }

  async #isAlive(): Promise<boolean> {
    return (await this.#probe(unknownId)) < 500;
  }

  async #isWelcome(): Promise<boolean> {
    return (await this.#probe(usualPath)) !== 401;
  }
}
