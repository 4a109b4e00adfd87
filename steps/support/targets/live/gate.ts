// The one gate through which every request of a live run goes: fence, budget, ledger, pace, retries, token, breaker.
import { NoAnswer, type Answer, type Send } from '../send.ts';
import { Breaker } from './breaker.ts';
import type { Budget } from './budget.ts';
import { askWith, type Ask } from './discovery.ts';
import { Fence } from './fence.ts';
import type { Journal } from './journal.ts';
import { marked } from './marker.ts';
import { retrying } from './retry.ts';
import type { Tokens } from './tokens.ts';
import { traitsOf, writingOf, type Writing } from './writing.ts';
import { Withheld } from './withheld.ts';

interface GateOptions {
  readonly baseUrl: string;
  readonly ehrUrl: string;
  readonly tokens: Tokens;
  readonly budget: Budget;
  readonly journal: Journal;
  /** Sends at the pace of the run. */
  readonly send: Send;
}

/** An id that nobody has: a FHIR server that is alive answers it with 404. */
const nobody = '/Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';

const tokenOf = ({ headers }: Request): string | undefined =>
  /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];

const withToken = (request: Request, token: string): Request => {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  return new Request(request, { headers });
};

export class Gate {
  readonly #options: GateOptions;
  readonly #breaker: Breaker;
  readonly #ask: Ask;
  #fence: Fence;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#breaker = new Breaker(() => this.#isAlive());
    this.#ask = async (path) =>
      askWith(options.baseUrl, await options.tokens.of(), (request) => this.#plain(request))(path);
    this.#fence = new Fence(options.journal.run, this.#ask, new Set());
  }

  /** Names the people that may be written about, once they are known. */
  enclose(people: ReadonlySet<string>): void {
    this.#fence = new Fence(this.#options.journal.run, this.#ask, people);
  }

  /** Sends a request; throws Withheld where it must not be sent, and TargetFault where the run has ended. */
  async send(request: Request): Promise<Answer> {
    this.#breaker.check();
    const text = await request.clone().text();
    const writing = this.#writingOf(request, text);
    if (writing.kind === 'safe') return this.#plain(request);
    await this.#fence.check(writing);
    return this.#write(request, writing, text);
  }

  #writingOf({ method, url }: Request, text: string): Writing {
    const { baseUrl, ehrUrl } = this.#options;
    const { href, pathname } = new URL(url);
    if (href.startsWith(`${ehrUrl}/auth/`)) return writingOf(method, pathname.slice(pathname.indexOf('/auth/')), text);
    if (!href.startsWith(`${baseUrl}/`)) throw new Withheld('fence', `${href} lies outside ${baseUrl}`);
    return writingOf(method, pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length), text);
  }

  /** What may bring a record into being is marked, paid for and journalled first. */
  async #write(request: Request, writing: Exclude<Writing, { kind: 'safe' }>, text: string): Promise<Answer> {
    const { type } = writing;
    const isNew = writing.kind === 'create' || writing.id === undefined || !this.#fence.owns(type, writing.id);
    if (!isNew) return this.#unlessBusy(await this.#plain(request));
    const { budget, journal } = this.#options;
    budget.spend();
    const n = journal.intend(type, traitsOf(writing.body));
    const body = writing.body === undefined ? text : JSON.stringify(marked(writing.body, journal.run, n));
    const answer = await this.#plain(new Request(request, body === '' ? {} : { body }));
    if (answer.status >= 400 && answer.status < 500) {
      journal.refused(n, answer.status);
      budget.giveBack();
    } else this.#keep(writing, n, answer);
    return this.#unlessBusy({ ...answer, sent: body });
  }

  /** Journals what an answer says was created, before anybody else can read the answer. */
  #keep(writing: Exclude<Writing, { kind: 'safe' }>, n: number, { headers }: Answer): void {
    const located = new RegExp(`${writing.type}/([^/?]+)`).exec(headers.get('location') ?? '')?.[1];
    const id = writing.kind === 'update' ? writing.id : located;
    if (id === undefined) return;
    this.#options.journal.created(n, writing.type, id);
    this.#fence.own(writing.type, id, traitsOf(writing.body));
  }

  #unlessBusy(answer: Answer): Answer {
    if (answer.status !== 429) return answer;
    throw new Withheld('rate', 'the server asks for patience (429), and a write is not sent twice: lower --rate');
  }

  /** Sends with patience, with a new token where the old one has run out, and with an eye on the server's health. */
  async #plain(request: Request): Promise<Answer> {
    this.#breaker.check();
    const again = request.clone();
    const answer = await this.#watched(request);
    const refused = tokenOf(request);
    if (answer.status !== 401 || refused === undefined) return answer;
    const token = await this.#options.tokens.renewed(refused);
    if (token !== undefined) return this.#watched(withToken(again, token));
    if (refused === (await this.#options.tokens.of()) && !(await this.#isWelcome()))
      this.#breaker.trip('configuration', 'the token is no longer accepted (401): it has expired; get a new one');
    return answer;
  }

  async #watched(request: Request): Promise<Answer> {
    const { send } = this.#options;
    const isSafe = ['GET', 'HEAD'].includes(request.method) || /\/_search\/?$/.test(new URL(request.url).pathname);
    try {
      const answer = await (isSafe ? retrying(send) : send)(request);
      await this.#breaker.answered(answer);
      return answer;
    } catch (error) {
      if (error instanceof NoAnswer) this.#breaker.unanswered(error);
      throw error;
    }
  }

  async #probe(path: string): Promise<number> {
    const { baseUrl, tokens, send } = this.#options;
    const answer = await askWith(baseUrl, await tokens.of(), send)(path).catch(() => undefined);
    return answer?.status ?? 599;
  }

  async #isAlive(): Promise<boolean> {
    return (await this.#probe(nobody)) < 500;
  }

  async #isWelcome(): Promise<boolean> {
    return (await this.#probe('/Appointment?_count=1')) !== 401;
  }
}
