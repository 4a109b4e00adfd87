// Takes each exchange in its turn, predicts it beside the traffic, and tells of every surprise.
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';
import { noteTypes, reasonCodings } from '../../fixtures/instance.ts';
import { noRecords } from '../../schemas/canvas/collections.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { RuleFinder } from './surprise-rules.ts';
import type { PlaceDifference } from '../requests/index.ts';
import { liveOutcome } from './live-outcome.ts';
import { redactedPath, LogRedactor } from './redact-for-log.ts';
import { LiveState } from './live-state.ts';
import type { ProxiedExchange } from './proxied-exchange.ts';
import { Predictor } from './predictor.ts';
import { LiveModel, type Judgement } from './live-model.ts';

/** One surprise, as a line of the log. */
export interface Surprise {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** The likeliest rule; null where the table has none. */
  readonly rule: string | null;
  readonly rules: readonly string[];
  readonly certainty: string;
  /** Where the difference is: `HTTP status`, a header, or a path of the body. */
  readonly difference: string;
  /** What the mock has there; left out where it has nothing. */
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export interface Summary {
  readonly exchanges: number;
  readonly predicted: number;
  readonly notPredictable: Readonly<Record<string, number>>;
  readonly surprises: number;
  readonly byRule: Readonly<Record<string, number>>;
}

export interface ObserverOptions {
  readonly to: string;
  readonly edition: Edition;
  readonly mock: Pick<MockOptions, 'settings' | 'validation' | 'framework'>;
  /** Resolves where no request is under way, and soon in any case: the traffic goes first. */
  readonly whenIdle: () => Promise<void>;
  readonly onSurprise: (surprise: Surprise) => void;
  /** Told in a line of what kept an exchange from being looked at. */
  readonly onFault: (line: string) => void;
}

/** Exchanges that may wait; what comes while so many do is not looked at, so that memory does not run out. */
const maxQueueLength = 2000;

const counted = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

export class TrafficObserver {
  readonly #options: ObserverOptions;
  readonly #mock: Mock;
  readonly #predictor: Predictor;
  readonly #ruleFinder: RuleFinder;
  readonly #redactor = new LogRedactor();
  readonly #notPredictable: Record<string, number> = {};
  readonly #byRule: Record<string, number> = {};
  #exchanges = 0;
  #predicted = 0;
  #surprises = 0;
  #waiting = 0;
  #turn: Promise<void> = Promise.resolve();

  private constructor(options: ObserverOptions, mock: Mock, state: LiveState) {
    this.#options = options;
    this.#mock = mock;
    this.#predictor = new Predictor(new LiveModel(mock, state));
    this.#ruleFinder = new RuleFinder(mock, state, options.edition, options.whenIdle);
  }

  /** Starts an observer with a mock that knows nothing yet but the types that Canvas ships. */
  static async start(options: ObserverOptions): Promise<TrafficObserver> {
    const records = { ...noRecords, noteTypes, reasonCodings };
    const mock = await startMock({ edition: options.edition, ...options.mock, records, journal: 0 });
    return new TrafficObserver(options, mock, new LiveState({ noteTypes, reasonCodings }));
  }

  /** Takes an exchange. Nothing waits for what comes of it. */
  take(exchange: ProxiedExchange): void {
    this.#exchanges += 1;
    if (this.#waiting >= maxQueueLength) {
      counted(this.#notPredictable, 'too many exchanges were waiting');
      return;
    }
    this.#waiting += 1;
    this.#turn = this.#turn.then(() => this.#examine(exchange)).finally(() => (this.#waiting -= 1));
  }

  /** When everything that was taken has been looked at. */
  async flushed(): Promise<void> {
    await this.#turn;
  }

  async close(): Promise<void> {
    await this.#ruleFinder.close();
    await this.#mock.close();
  }

  get summary(): Summary {
    return {
      exchanges: this.#exchanges,
      predicted: this.#predicted,
      notPredictable: this.#notPredictable,
      surprises: this.#surprises,
      byRule: this.#byRule,
    };
  }

  async #examine(exchange: ProxiedExchange): Promise<void> {
    try {
      await this.#options.whenIdle();
      const live = exchange.isCut ? undefined : liveOutcome(exchange, this.#options.to);
      const why = exchange.isCut ? 'a body was too long to look at' : 'the answer cannot be read';
      if (exchange.method === 'HEAD') counted(this.#notPredictable, 'HEAD has no answer to look at');
      else if (live === undefined) counted(this.#notPredictable, why);
      else await this.#report(exchange, await this.#predictor.judge(exchange, live));
    } catch (error) {
      counted(this.#notPredictable, 'the mock stumbled');
      this.#options.onFault(
        `${exchange.method} ${redactedPath(exchange.url)} was not looked at: ${(error as Error).message}`,
      );
    }
  }

  async #report(exchange: ProxiedExchange, judgement: Judgement): Promise<void> {
    if (judgement.kind === 'unpredictable') {
      counted(this.#notPredictable, judgement.reason);
      return;
    }
    this.#predicted += 1;
    for (const difference of judgement.differences) {
      const attribution = await this.#ruleFinder.find(judgement, difference);
      this.#surprises += 1;
      counted(this.#byRule, attribution.rules[0] ?? 'no rule of the table');
      this.#options.onSurprise(this.#surprise(exchange, difference, attribution));
    }
  }

  #surprise(
    { at, method, url }: ProxiedExchange,
    { where, mock: expected, counterpart: actual }: PlaceDifference,
    { rules, certainty }: { readonly rules: readonly string[]; readonly certainty: string },
  ): Surprise {
    return {
      at: new Date(at).toISOString(),
      method,
      path: redactedPath(url),
      rule: rules[0] ?? null,
      rules,
      certainty,
      difference: where,
      ...(expected === undefined ? {} : { expected: this.#redactor.value(where, expected) }),
      ...(actual === undefined ? {} : { actual: this.#redactor.value(where, actual) }),
    };
  }
}
