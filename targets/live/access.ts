// Tells an answer of the server's rules from one of what stands around them: a firewall, a rate limit, a token's scope.
import { type Answer, NoAnswer } from '../send.ts';
import { ForeignAnswer, type FaultKind, Withheld } from '../failures.ts';
import { type AskedFor, canBeOwn, foreignText, isDoubtful, isFhir, isOfGateway } from './foreign-answers.ts';

/** What any run may do: where it is refused in the same way, nothing that the server answers is worth judging. */
export const usualPath = '/Appointment?_count=1';

/** Searches that any run has made before its first scenario: a command looks at the first, and the cast is found by the others. */
export const usualSearches = [usualPath, '/Practitioner?_count=1', '/Patient?_count=1'] as const;

/** An id that nobody has: a FHIR server that is alive answers it with 404. */
export const unknownId = '/Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';

/** Answers in a row that ask for patience before the run is ended. */
const mostBusy = 3;

interface Asking {
  /** Sends a request that any run may send, with the token of the run: for a path, or for the usual one. */
  readonly ask: (path?: string) => Promise<Answer | undefined>;
  /** Ends the run. */
  readonly end: (kind: FaultKind, message: string) => never;
}

const typeIn = (path: string): string => /^\/+(\w+)/.exec(path)?.[1] ?? '';

const accessOf = ({ writing, path }: AskedFor): string =>
  writing.kind === 'safe' ? `read ${typeIn(path)}` : `${writing.kind} ${writing.type}`;

const withoutQuery = (path: string): string => path.replace(/\?.*/, '');

const noAnswerBehind = ({ method, path }: AskedFor, { status }: Answer): NoAnswer =>
  new NoAnswer(
    `No answer from ${method} ${withoutQuery(path)}: a gateway says that it does not reach the server (${status}); run again later`,
    `GATEWAY_${status}`,
    undefined,
  );

/** True for a refusal that speaks of access, and not of what was sent: its issue has one of FHIR's codes of security. */
const isAboutAccess = ({ text }: Answer): boolean =>
  /"code"\s*:\s*"(forbidden|security|login|expired|suppressed)"/.test(text);

export class Access {
  readonly #asking: Asking;
  readonly #granted = new Set<string>();
  #busy = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** Gives an answer that the server's rules are to be judged by. Throws where it is another's: Withheld or TargetFault. */
  async judge(asked: AskedFor, answer: Answer): Promise<Answer> {
    if (answer.status === 429) return this.#busyFor(asked);
    this.#busy = 0;
    if (answer.status === 403 && asked.isOwnToken) await this.#checkScope(asked, answer);
    else if (asked.isOwnToken && answer.status !== 401) this.#granted.add(accessOf(asked));
    return answer;
  }

  #busyFor({ writing }: AskedFor): never {
    this.#busy += 1;
    if (this.#busy >= mostBusy)
      this.#asking.end(
        'stopped',
        `${mostBusy} requests in a row were refused by the rate limit (429): lower --rate, or run again later`,
      );
    const what = writing.kind === 'safe' ? 'it was asked three times' : 'a write is not sent twice';
    throw new Withheld('rate', `the server says: too many requests (429), and ${what}: lower --rate`);
  }

  /** Throws where somebody else has answered than the server: NoAnswer, Withheld, or TargetFault where the server is not to be had. */
  async checkSource(asked: AskedFor, answer: Answer): Promise<void> {
    if (isOfGateway(answer)) throw noAnswerBehind(asked, answer);
    if (!isDoubtful(asked, answer)) return;
    const why = foreignText(answer);
    if (!(await this.#isServerThere())) this.#asking.end('stopped', why);
    if (!canBeOwn(asked, answer)) throw new ForeignAnswer(`${asked.method} ${withoutQuery(asked.path)}: ${why}`);
  }

  /** A server that has a fault in one of two interactions is there as long as the other is answered with FHIR. */
  async #isServerThere(): Promise<boolean> {
    for (const path of [usualPath, unknownId]) {
      const answer = await this.#asking.ask(path);
      if (answer !== undefined && isFhir(answer)) return true;
    }
    return false;
  }

  async #checkScope(asked: AskedFor, answer: Answer): Promise<void> {
    const access = accessOf(asked);
    const reason = `the scopes of the token do not cover this (403): ${access}; ask for user/*.* or leave CANVAS_SCOPE out`;
    if (!this.#granted.has(access)) throw new Withheld('access', reason);
    if ((await this.#asking.ask())?.status === 403) this.#asking.end('configuration', reason);
    if (isAboutAccess(answer))
      throw new Withheld('access', `${access} was granted before, and is now forbidden (403): ask who runs the server`);
  }
}
