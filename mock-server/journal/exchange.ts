// An exchange as the journal keeps it: references to what went over the wire, and what the mock made of it.
import type { IncomingHttpHeaders } from 'node:http';
import { redactAddress, redactBody } from '../../redaction/secrets.ts';
import type { Rejection } from '../../schemas/outcome.ts';
import type { RuleId } from '../../schemas/rules/index.ts';

export interface Exchange {
  /** Milliseconds since 1970 by the system's clock. */
  readonly at: number;
  readonly world: string;
  readonly method: string;
  /** Path and query. The journal takes its secrets out. */
  readonly url: string;
  readonly requestHeaders: IncomingHttpHeaders;
  /** The body. The journal takes its secrets out. */
  readonly requestText: string;
  readonly status: number;
  /** Whole milliseconds from the request's arrival to its answer. */
  readonly took: number;
  readonly responseHeaders: Readonly<Record<string, unknown>>;
  readonly responseText: string;
  readonly rules: readonly RuleId[];
  readonly rejection: Rejection | undefined;
  /** What a read shows after a write. */
  readonly written: (() => unknown) | undefined;
  /** The faults that hit it, by id. */
  readonly faults: readonly string[];
}

/** Characters of a body that are kept; a longer one is cut. */
export const maxTextLength = 65_536;

/** A copy, not a slice: a slice would keep the whole text alive. */
const cut = (text: string): string =>
  text.length <= maxTextLength ? text : Buffer.from(text.slice(0, maxTextLength)).toString();

const withoutSecrets = (text: string): string => cut(redactBody(text));

/** An exchange that is kept. Few look at it: its secrets are taken out when the first one does. */
export class Entry implements Exchange {
  readonly id: number;
  readonly at: number;
  readonly world: string;
  readonly method: string;
  readonly requestHeaders: IncomingHttpHeaders;
  readonly status: number;
  readonly took: number;
  readonly responseHeaders: Readonly<Record<string, unknown>>;
  readonly responseText: string;
  readonly rules: readonly RuleId[];
  readonly rejection: Rejection | undefined;
  readonly written: (() => unknown) | undefined;
  readonly faults: readonly string[];
  /** The body as it came, until somebody asks for it. One that is long is not kept whole until then. */
  #sent: string | undefined;
  #shown: string;
  /** Path and query as they came, until somebody asks for them. */
  #sentTo: string | undefined;
  #shownUrl = '';

  constructor(id: number, exchange: Exchange, requestHeaders: IncomingHttpHeaders) {
    const { requestText } = exchange;
    this.id = id;
    this.at = exchange.at;
    this.world = exchange.world;
    this.method = exchange.method;
    this.requestHeaders = requestHeaders;
    this.status = exchange.status;
    this.took = exchange.took;
    this.responseHeaders = exchange.responseHeaders;
    this.responseText = cut(exchange.responseText);
    this.rules = exchange.rules;
    this.rejection = exchange.rejection;
    this.written = exchange.written;
    this.faults = exchange.faults;
    this.#sentTo = exchange.url;
    this.#sent = requestText.length > maxTextLength ? undefined : requestText;
    this.#shown = this.#sent === undefined ? withoutSecrets(requestText) : '';
  }

  /** Path and query without their secrets. */
  get url(): string {
    if (this.#sentTo !== undefined) this.#shownUrl = redactAddress(this.#sentTo);
    this.#sentTo = undefined;
    return this.#shownUrl;
  }

  /** The body without its secrets. */
  get requestText(): string {
    if (this.#sent !== undefined) this.#shown = withoutSecrets(this.#sent);
    this.#sent = undefined;
    return this.#shown;
  }
}
