// Guards every request of a live run: what writes has to pass the fence, the budget and the ledger.
import type { Answer } from '../send.ts';
import { Access } from './access.ts';
import type { Budget } from './budget.ts';
import { type LiveClient, tokenOf } from './client.ts';
import { Copies } from './copies.ts';
import { Fence } from './fence.ts';
import type { AskedFor } from './foreign-answers.ts';
import type { RunLedger } from './run-ledger.ts';
import { checkInterrupted } from './interruption.ts';
import { marked } from './run-mark.ts';
import { SearchLag } from './search-lag.ts';
import { isSearch, traitsOf, writingOf, type Writing } from './writing.ts';
import { Withheld } from '../failures.ts';

/** Why a run of a level below full ends, which is to leave as little as it can. */
export const acceptedAt = (level: string, what: string, status: number): string =>
  `the level ${level} ${level === 'smoke' ? 'creates nothing' : 'goes no further'}, and ${what} ` +
  `that was to be refused was accepted (${status}): the run ends here`;

interface GuardOptions {
  readonly ehrUrl: string;
  readonly client: LiveClient;
  readonly budget: Budget;
  readonly ledger: RunLedger;
  /** The level of the run; undefined where it has none. */
  readonly level: string | undefined;
  /** Whether a scenario judges what ends the run: it gets the answer, and nothing more is sent. */
  readonly isJudged: boolean;
  /** Throws where the run has lost whoever would clean its records up. */
  readonly check: () => void;
}

export class RequestGuard {
  /** How far the searches of the server lag behind what was written. */
  readonly lag = new SearchLag();
  readonly #options: GuardOptions;
  readonly #access: Access;
  readonly #copies: Copies;
  #fence: Fence;

  constructor(options: GuardOptions) {
    this.#options = options;
    const { client } = options;
    this.#access = new Access({
      ask: (path) => client.askUsual(path),
      end: (kind, message) => client.end(kind, message),
    });
    this.#copies = new Copies(client.ask, options.ledger.run, this.lag);
    this.#fence = new Fence(options.ledger, options.client.ask, new Set());
  }

  /** Names the people that may be written about, once they are known. */
  enclose(people: ReadonlySet<string>): void {
    this.#fence = new Fence(this.#options.ledger, this.#options.client.ask, people);
  }

  /** What a record of the run looked like before it was first written to; undefined where it never was. */
  originalOf(type: string, id: string): string | undefined {
    return this.#fence.originalOf(type, id);
  }

  /** Sends a request; throws Withheld where it must not be sent, and TargetFault where the run has ended. */
  async send(request: Request): Promise<Answer> {
    checkInterrupted();
    const text = await request.clone().text();
    const writing = this.#writingOf(request, text);
    const asked = await this.#askedForOf(request, writing);
    if (writing.kind === 'safe') return this.#judge(asked, await this.#send(request, asked));
    this.#options.check();
    this.#checkLevel(writing);
    await this.#fence.check(writing);
    return this.#judge(asked, await this.#write(request, writing, text, asked));
  }

  /** Sends, and checks that the server itself has answered, and nothing before it. */
  async #send(request: Request, asked: AskedFor): Promise<Answer> {
    const answer = await this.#sendAndWatchLag(request, asked);
    await this.#access.checkSource(asked, answer);
    return answer;
  }

  async #askedForOf(request: Request, writing: Writing): Promise<AskedFor> {
    const { method, url } = request;
    const { baseUrl, tokens } = this.#options.client;
    const isOwnToken = await tokens.isOfRun(tokenOf(request));
    return { method, path: url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url, writing, isOwnToken };
  }

  /** The answer to a request for a token is judged by its scenario. */
  async #judge(asked: AskedFor, answer: Answer): Promise<Answer> {
    return asked.path.startsWith('http') && answer.status !== 429 ? answer : this.#access.judge(asked, answer);
  }

  /** Patients cannot be removed: below the level full no request is sent that could make one, even if it is to be refused. */
  #checkLevel({ type }: Exclude<Writing, { kind: 'safe' }>): void {
    const { level } = this.#options;
    if (level === undefined || level === 'full' || type !== 'Patient') return;
    throw new Withheld('level', `the level ${level} sends no patients, since none can be removed: use --level full`);
  }

  #writingOf({ method, url }: Request, text: string): Writing {
    const { ehrUrl, client } = this.#options;
    const { baseUrl } = client;
    const { href, pathname } = new URL(url);
    if (href.startsWith(`${ehrUrl}/auth/`)) return writingOf(method, pathname.slice(pathname.indexOf('/auth/')), text);
    if (!href.startsWith(`${baseUrl}/`)) throw new Withheld('fence', `${href} lies outside ${baseUrl}`);
    return writingOf(method, pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length), text);
  }

  /** What may create a record is marked, counted against the budget and written into the ledger first. */
  async #write(
    request: Request,
    writing: Exclude<Writing, { kind: 'safe' }>,
    text: string,
    asked: AskedFor,
  ): Promise<Answer> {
    const { type } = writing;
    const isNew = writing.kind === 'create' || writing.id === undefined || !this.#fence.isOwn(type, writing.id);
    if (!isNew) return this.#send(request, asked);
    const { budget, ledger } = this.#options;
    const expected = this.#copies.countFor(type);
    budget.spend(type, expected);
    const n = ledger.recordIntent(type, traitsOf(writing.body));
    const body = writing.body === undefined ? text : JSON.stringify(marked(writing.body, ledger.run, n));
    const answer = await this.#sendAndWatchLag(new Request(request, body === '' ? {} : { body }), asked);
    const isRefused = answer.status >= 400 && answer.status < 500;
    if (isRefused) {
      ledger.refused(n, answer.status);
      budget.giveBack(type, expected);
    }
    await this.#access.checkSource(asked, answer);
    if (isRefused) return { ...answer, sent: body };
    this.#recordCreated(writing, n, answer);
    const made = writing.kind === 'create' ? await this.#countCopies(writing, n, expected) : 1;
    this.#endAtSmoke(type, answer);
    return { ...answer, sent: body, ...(made > 1 ? { made, isMoreThanBefore: made > expected } : {}) };
  }

  /** Sends a search once earlier writes can be found, and notes each write that the next search may lag behind. */
  async #sendAndWatchLag(request: Request, { writing: { kind } }: AskedFor): Promise<Answer> {
    const { client } = this.#options;
    if (isSearch(request, client.baseUrl)) await this.lag.settle();
    const answer = await client.send(request);
    if (kind !== 'safe' && answer.status < 300) this.lag.noteWrite();
    return answer;
  }

  /** Counts what a create has made besides the record that its answer names, and writes it into the ledger. */
  async #countCopies({ type, body }: Exclude<Writing, { kind: 'safe' }>, n: number, expected: number): Promise<number> {
    const { budget, ledger } = this.#options;
    const ids = await this.#copies.madeBy({ n, type, ...traitsOf(body) });
    budget.add(type, Math.max(0, ids.length - expected));
    if (ids.length > 1) for (const id of ids) ledger.created(n, type, id);
    return ids.length;
  }

  /** Writes into the ledger what an answer says was created, before anybody else can read the answer. */
  #recordCreated(writing: Exclude<Writing, { kind: 'safe' }>, n: number, { headers }: Answer): void {
    const located = new RegExp(`${writing.type}/([^/?]+)`).exec(headers.get('location') ?? '')?.[1];
    const id = writing.kind === 'update' ? writing.id : located;
    if (id !== undefined) this.#recordOwned(writing, n, id);
  }

  /** Ends a run that was to create nothing: last, since nothing more can be looked at then. */
  #endAtSmoke(type: string, { status }: Answer): void {
    const { client, level, isJudged } = this.#options;
    if (status >= 300 || level !== 'smoke') return;
    const what = acceptedAt(level, `a create of ${type}`, status);
    if (isJudged) client.endAfterwards('stopped', what);
    else client.end('stopped', what);
  }

  /** From now on the record is the run's own. */
  #recordOwned(writing: Exclude<Writing, { kind: 'safe' }>, n: number, id: string): void {
    this.#options.ledger.created(n, writing.type, id);
    this.#fence.takeIn(writing.type, id, traitsOf(writing.body));
  }
}
