// Tells an answer of the server's rules from one of what stands around them: a firewall, a rate limit, a token's scope.
import type { Answer } from '../send.ts';
import { type FaultKind, Withheld } from '../failures.ts';
import type { Writing } from './writing.ts';

/** What any run may do: where it is refused in the same way, nothing that the server answers is worth judging. */
export const usualPath = '/Appointment?_count=1';

/** Answers in a row that ask for patience before the run is ended. */
const mostBusy = 3;

interface Asking {
  /** Sends a request that any run may send, with the token of the run. */
  readonly ask: () => Promise<Answer | undefined>;
  /** Ends the run. */
  readonly end: (kind: FaultKind, message: string) => never;
}

/** What a request does, for telling one access from another. */
export interface Accessing {
  readonly method: string;
  readonly path: string;
  readonly writing: Writing;
  /** True where it carries the token of the run, and not one that a scenario has asked for. */
  readonly isOwnToken: boolean;
}

/** True for a page: no FHIR server refuses with one. */
const isPage = ({ headers, text }: Answer): boolean =>
  (headers.get('content-type') ?? '').includes('text/html') || /^\s*<(!doctype|html)/i.test(text);

const isBlocked = (answer: Answer | undefined): boolean => answer?.status === 403 && isPage(answer);

const typeIn = (path: string): string => /^\/+(\w+)/.exec(path)?.[1] ?? '';

const accessOf = ({ writing, path }: Accessing): string =>
  writing.kind === 'safe' ? `read ${typeIn(path)}` : `${writing.kind} ${writing.type}`;

const blocked =
  'a page refuses the requests (403): a firewall stands before the server; have this address let through, or lower --rate';

export class Access {
  readonly #asking: Asking;
  readonly #granted = new Set<string>();
  #busy = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** Gives an answer that the server's rules are to be judged by. Throws where it is another's: Withheld or TargetFault. */
  async judge(of: Accessing, answer: Answer): Promise<Answer> {
    if (answer.status === 429) return this.#busyFor(of);
    this.#busy = 0;
    if (isBlocked(answer)) return this.#blockedFor(of);
    if (answer.status === 403 && of.isOwnToken) await this.#checkScope(of);
    else if (of.isOwnToken && answer.status !== 401) this.#granted.add(accessOf(of));
    return answer;
  }

  #busyFor({ writing }: Accessing): never {
    this.#busy += 1;
    if (this.#busy >= mostBusy)
      this.#asking.end(
        'stopped',
        `${mostBusy} requests in a row were refused by the rate limit (429): lower --rate, or run again later`,
      );
    const what = writing.kind === 'safe' ? 'it was asked three times' : 'a write is not sent twice';
    throw new Withheld('rate', `the server says: too many requests (429), and ${what}: lower --rate`);
  }

  async #blockedFor({ method, path }: Accessing): Promise<never> {
    if (isBlocked(await this.#asking.ask())) this.#asking.end('stopped', blocked);
    throw new Withheld('access', `${method} ${path.replace(/\?.*/, '')}: ${blocked}`);
  }

  async #checkScope(of: Accessing): Promise<void> {
    const access = accessOf(of);
    const reason = `the scopes of the token do not cover this (403): ${access}; ask for user/*.* or leave CANVAS_SCOPE out`;
    if (!this.#granted.has(access)) throw new Withheld('access', reason);
    if ((await this.#asking.ask())?.status === 403) this.#asking.end('configuration', reason);
  }
}
