// The client's connection to the server: tokens, repeats and pauses, as its behaviour says.
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Behaviour, Json } from './behaviour.ts';

/** Taken before a library is given a fetch of its own. */
const { fetch } = globalThis;

/** The end of a run, in words for a person. */
export class Ended extends Error {}

/** The connection broke before an answer came. */
export class Lost extends Error {}

interface Settings {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How often a GET is sent. */
const tries = 3;

export const textsOf = (body: unknown): string =>
  ((body as { issue?: readonly { details?: { text?: string } }[] } | null | undefined)?.issue ?? [])
    .map(({ details }) => details?.text ?? '')
    .join('; ');

export class Connection {
  readonly #settings: Settings;
  readonly #behaviour: Behaviour;
  #token = '';
  #isUsed = false;

  constructor(settings: Settings, behaviour: Behaviour) {
    this.#settings = settings;
    this.#behaviour = behaviour;
  }

  get token(): string {
    return this.#token;
  }

  /** Asks for a token. */
  async renew(): Promise<void> {
    const { tokenUrl, clientId, clientSecret } = this.#settings;
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const body = new URLSearchParams({ ...form, scope: this.#behaviour.scope });
    const response = await fetch(tokenUrl, { method: 'POST', body });
    if (!response.ok) throw new Ended(`there is no token: the server answers ${response.status}`);
    this.#token = ((await response.json()) as { access_token: string }).access_token;
  }

  /** Sends a request, and again where that is right. */
  async call(
    method: string,
    url: string,
    body?: Json | URLSearchParams,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const { renewals, isFailure, pause: pauseOf, survivesReset } = this.#behaviour;
    if (this.#behaviour.renewsAlways && this.#isUsed) await this.renew();
    this.#isUsed = true;
    // A search by POST changes nothing.
    const isSafe = method === 'GET' || url.endsWith('/_search');
    let renewed = 0;
    for (let sent = 1; ; sent += 1) {
      const answer = await this.#send(method, url, body, headers);
      if ('broken' in answer) {
        if (!isSafe) throw new Lost(`${method} ${url}: no answer`);
        if (!survivesReset) throw answer.broken;
        if (sent >= tries) throw new Ended(`the server cannot be reached`);
        continue;
      }
      if (answer.status === 401) {
        if (renewed >= renewals) throw new Ended('the server takes no token of this client');
        renewed += 1;
        await this.renew();
        continue;
      }
      const wait = answer.headers.get('retry-after');
      const isLimited = [429, 503].includes(answer.status) && wait !== null;
      const isRepeated = isSafe && isFailure(answer.status);
      if ((!isLimited && !isRepeated) || sent >= tries * 2) return answer;
      await pause(isLimited ? pauseOf(wait, method) : 20);
    }
  }

  async #send(
    method: string,
    url: string,
    body: Json | URLSearchParams | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer | { readonly broken: unknown }> {
    const { patience, parsed, headers: own } = this.#behaviour;
    const isForm = body instanceof URLSearchParams;
    const init = {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        ...(method === 'GET' ? own(this.#token) : {}),
        ...headers,
      },
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: isForm ? body.toString() : JSON.stringify(body) }),
    };
    const received = await fetch(url, init)
      .then(async (response) => ({ response, text: await response.text() }))
      .catch((broken: unknown) => ({ broken }));
    if ('broken' in received) {
      // Impatience is no broken connection: this client has no plan for it.
      if (received.broken instanceof DOMException) throw received.broken;
      return received;
    }
    const { response, text } = received;
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }
}
