// Guards every request of a live run: what writes has to pass the fence, the budget and the ledger.
import type { Answer } from '../send.ts';
import type { Budget } from './budget.ts';
import type { LiveClient } from './client.ts';
import { Fence } from './fence.ts';
import type { RunLedger } from './run-ledger.ts';
import { marked } from './run-mark.ts';
import { traitsOf, writingOf, type Writing } from './writing.ts';
import { Withheld } from '../failures.ts';

interface GuardOptions {
  readonly ehrUrl: string;
  readonly client: LiveClient;
  readonly budget: Budget;
  readonly ledger: RunLedger;
  /** Throws where the run has lost whoever would put its records away. */
  readonly check: () => void;
}

export class RequestGuard {
  readonly #options: GuardOptions;
  #fence: Fence;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#fence = new Fence(options.ledger, options.client.ask, new Set());
  }

  /** Names the people that may be written about, once they are known. */
  enclose(people: ReadonlySet<string>): void {
    this.#fence = new Fence(this.#options.ledger, this.#options.client.ask, people);
  }

  /** What a record of the run looked like before it was first written to; undefined where it never was. */
  before(type: string, id: string): string | undefined {
    return this.#fence.before(type, id);
  }

  /** Sends a request; throws Withheld where it must not be sent, and TargetFault where the run has ended. */
  async send(request: Request): Promise<Answer> {
    const text = await request.clone().text();
    const writing = this.#writingOf(request, text);
    if (writing.kind === 'safe') return this.#options.client.send(request);
    this.#options.check();
    await this.#fence.check(writing);
    return this.#write(request, writing, text);
  }

  #writingOf({ method, url }: Request, text: string): Writing {
    const { ehrUrl, client } = this.#options;
    const { baseUrl } = client;
    const { href, pathname } = new URL(url);
    if (href.startsWith(`${ehrUrl}/auth/`)) return writingOf(method, pathname.slice(pathname.indexOf('/auth/')), text);
    if (!href.startsWith(`${baseUrl}/`)) throw new Withheld('fence', `${href} lies outside ${baseUrl}`);
    return writingOf(method, pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length), text);
  }

  /** What may bring a record into being is marked, paid for and journalled first. */
  async #write(request: Request, writing: Exclude<Writing, { kind: 'safe' }>, text: string): Promise<Answer> {
    const { type } = writing;
    const isNew = writing.kind === 'create' || writing.id === undefined || !this.#fence.owns(type, writing.id);
    if (!isNew) return this.#unlessBusy(await this.#options.client.send(request));
    const { budget, ledger } = this.#options;
    budget.spend();
    const n = ledger.intend(type, traitsOf(writing.body));
    const body = writing.body === undefined ? text : JSON.stringify(marked(writing.body, ledger.run, n));
    const answer = await this.#options.client.send(new Request(request, body === '' ? {} : { body }));
    if (answer.status >= 400 && answer.status < 500) {
      ledger.refused(n, answer.status);
      budget.giveBack();
    } else this.#keep(writing, n, answer);
    return this.#unlessBusy({ ...answer, sent: body });
  }

  /** Journals what an answer says was created, before anybody else can read the answer. */
  #keep(writing: Exclude<Writing, { kind: 'safe' }>, n: number, { headers }: Answer): void {
    const located = new RegExp(`${writing.type}/([^/?]+)`).exec(headers.get('location') ?? '')?.[1];
    const id = writing.kind === 'update' ? writing.id : located;
    if (id === undefined) return;
    this.#options.ledger.created(n, writing.type, id);
    this.#fence.own(writing.type, id, traitsOf(writing.body));
  }

  #unlessBusy(answer: Answer): Answer {
    if (answer.status !== 429) return answer;
    throw new Withheld('rate', 'the server asks for patience (429), and a write is not sent twice: lower --rate');
  }
}
