// The World of a scenario: its target, what was exchanged, and the records by the names that features give them.
import { World } from '@cucumber/cucumber';
import type { Client } from 'fhir-kit-client';
import { exchangeOf, exchangeText, failureOf, mediaTypes, personId, withCastNames } from '../../targets/index.ts';
import type { Exchange, Mismatch as Difference, Send, Target, Validation } from '../../targets/index.ts';
import { openedOf } from '../../targets/recorded.ts';
import { CombinedCreates } from './combined-creates.ts';
import { recordingClient, requestTo } from './client.ts';
import { valueOf } from './expectation.ts';
import { brokenInvariant, failingOnSilence } from './invariants.ts';
import { Mismatch } from './mismatch.ts';
import { withAt } from './path.ts';
import { LastSearch } from './last-search.ts';
import type { MatchLevel } from './refusal.ts';
import { notingCopies } from './noting-copies.ts';
import { filledIn } from './placeholders.ts';
import { Records } from './records.ts';
import { lookingAtRefusals } from './refused-writes.ts';
import { lostId, ruleAtFault } from './rule-at-fault.ts';
import { ServerClock } from './server-clock.ts';
import type { Row } from './table.ts';
import { WatchedExchanges } from './watched-exchanges.ts';

export class HarnessWorld extends World {
  #target: Target | undefined;
  #exchange: Exchange | undefined;
  #recorded: Exchange | undefined;
  #token: string | undefined;
  #headers: Record<string, string> = {};
  readonly #looks: Exchange[] = [];
  readonly #watched = new WatchedExchanges();
  /** The records that this scenario has made or looked up. */
  readonly records = new Records();
  /** Values that a later step sends by their names in braces, and that no report shows. */
  readonly secrets = new Map<string, string>();
  readonly searching = new LastSearch();
  readonly clock = new ServerClock();
  combined = new CombinedCreates(undefined);
  matchLevel: MatchLevel = 'exact';
  /** Whether the scenario sends a write that is to be refused: what is stored is looked at. `noted` says what was found. */
  expectsRefusal = false;
  noted: string | undefined;
  /** What was last sent at the same time, in the order of the requests. */
  together: readonly Exchange[] = [];
  /** A refusal that no step has looked at. */
  unexamined: Exchange | undefined;
  validation: Validation = 'documented';

  get target(): Target {
    if (this.#target === undefined) throw new Error('The scenario has no target: its Before hook did not run');
    return this.#target;
  }

  async open(target: Target): Promise<void> {
    this.#target = target;
    this.record('target', openedOf(target));
    this.combined = new CombinedCreates(target.combined);
    this.#token = await target.token();
  }

  async close(hasPassed: boolean): Promise<void> {
    await this.#target?.close(hasPassed);
  }

  /** Attaches a value to the scenario as JSON. */
  record(kind: keyof typeof mediaTypes, value: object): void {
    this.attach(this.#redacted(JSON.stringify(value)), { mediaType: mediaTypes[kind] });
  }

  useToken(token: string | undefined): void {
    this.#token = token;
  }

  /** Adds a header to the next request only. */
  useHeader(name: string, value: string): void {
    this.#headers[name] = this.resolve(value);
  }

  /** A text with the names of the cast, of the day and of the scenario's records put in. */
  resolve(text: string): string {
    return filledIn(text, {
      target: this.target,
      token: this.#token,
      secrets: this.secrets,
      clock: this.clock,
      idOf: (name) => this.idOf(name),
    });
  }

  /** A body with some of its elements changed, in the target's ids. */
  body(rows: readonly Row[], base: object): object {
    const changed = rows.reduce<unknown>((body, [path, cell]) => withAt(body, path, valueOf(cell)), base);
    return JSON.parse(this.resolve(JSON.stringify(changed))) as object;
  }

  /** The id of a record of the scenario, or of a person or place of the cast. */
  idOf(name: string): string {
    const id = this.records.idOf(name) ?? personId(this.target.cast, name);
    if (id !== undefined) return id;
    if (this.records.isLost(name)) this.fail(lostId, 'in the location header', undefined);
    const refusal = this.#exchange === undefined ? '' : `\n${exchangeText(this.#exchange)}`;
    throw new Mismatch(`There is no record '${name}': none was created${refusal}`);
  }

  /** fhir-kit-client for the target, with the token in use and the headers set for the next request. */
  get client(): Client {
    return this.clientFor((exchange) => this.keep(exchange));
  }

  /** The same, with somebody else who keeps what is exchanged. */
  clientFor(keep: (exchange: Exchange) => void): Client {
    return recordingClient(this.target.baseUrl, this.#token, this.#send, keep);
  }

  /** The options of the next request: the headers that were set for it. */
  takeOptions(): { headers: Record<string, string> } {
    const headers = { ...this.#headers };
    this.#headers = {};
    return { headers };
  }

  /** Sends a request as it stands, without a client that would tidy it. */
  async send(method: string, path: string, body?: string): Promise<Exchange> {
    const { headers } = this.takeOptions();
    return this.sendRequest(requestTo(this.target, method, this.resolve(path), { headers, body, token: this.#token }));
  }

  /** Sends a request whose answer the scenario looks at. */
  async sendRequest(request: Request): Promise<Exchange> {
    return this.keep(await exchangeOf(request, this.#send));
  }

  get #send(): Send {
    const send = this.searching.watch(this.target, notingCopies(this.#looking, this.note.bind(this)));
    return failingOnSilence(send, this.fail.bind(this));
  }

  get #looking(): Send {
    if (!this.expectsRefusal) return this.target.send;
    const recordAfter = (look: Exchange): void => void this.#looks.push(look);
    const [recordBefore, note] = [this.record.bind(this, 'exchange'), this.note.bind(this)];
    return lookingAtRefusals(this.target, { known: () => this.records.seen, recordBefore, recordAfter, note });
  }

  /** Takes an exchange for the scenario's last, its own or that of another whose record it borrows. */
  keep(recorded: Exchange): Exchange {
    this.#recorded = recorded;
    for (const each of [recorded, ...this.#looks.splice(0)]) this.record('exchange', each);
    const exchange = this.#watched.watch(recorded, this.target, this.note.bind(this));
    this.#exchange = exchange;
    this.clock.read(exchange);
    this.unexamined = exchange.response.status >= 400 ? exchange : undefined;
    const broken = brokenInvariant(exchange, this.target.kind, this.validation);
    if (broken !== undefined) this.fail(broken.what, broken.expected, broken.actual, broken.isFailure);
    return exchange;
  }

  /** The last exchange, whoever examines it. */
  get last(): Exchange {
    if (this.#exchange === undefined) throw new Error('Nothing was sent yet: put a When step before this one');
    return this.#exchange;
  }

  /** The last exchange as it went over the wire. */
  get recorded(): Exchange {
    return this.#recorded ?? this.last;
  }

  /** The last exchange, which the calling step examines. */
  examine(): Exchange {
    this.unexamined = undefined;
    return this.last;
  }

  /** Takes note of a difference that belongs to another rule: the scenario goes on, and fails at its end. */
  note(found: Difference): void {
    this.noted ??= failureOf(found.what, found.expected, found.actual);
    this.record('mismatch', { ...found, level: 'violated' });
  }

  /** Fails the scenario with what was expected and what came, in names rather than ids, and the whole exchange. */
  fail(what: string, expected: unknown, actual: unknown, isFailure = false): never {
    const failure = {
      ...(isFailure ? { isFailure } : {}),
      ...ruleAtFault(this.#exchange, this.target, this.records, { what, expected, actual }, this.#watched.rule),
    };
    const difference = { what, expected: expected ?? null, actual: actual ?? null, level: 'violated', ...failure };
    const { isTried } = this.searching;
    if (!isTried) this.record('mismatch', difference);
    const text = failureOf(what, expected, actual, this.#exchange);
    throw new Mismatch(this.#redacted(withCastNames(text, this.target.cast)), isTried ? difference : undefined);
  }

  #redacted(text: string): string {
    return this.#target?.redact?.(text) ?? text;
  }
}
