// The watch: takes each exchange in its turn, predicts it beside the traffic, and tells of every surprise.
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';
import { noteTypes, reasonCodings } from '../../fixtures/instance.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { Namer } from './attribute.ts';
import { liveOutcome, type Difference } from './difference.ts';
import { discreetPath, Discretion } from './redact-for-log.ts';
import { Memory } from './memory.ts';
import type { Passed } from './passed.ts';
import { Predictor } from './predict.ts';
import { Shadow, type Judged } from './shadow.ts';

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

export interface WatchOptions {
  readonly to: string;
  readonly edition: Edition;
  readonly mock: Pick<MockOptions, 'settings' | 'validation'>;
  /** Resolves where no request is under way, and soon in any case: the traffic goes first. */
  readonly quiet: () => Promise<void>;
  readonly onSurprise: (surprise: Surprise) => void;
  /** Told in a line of what kept an exchange from being looked at. */
  readonly onFault: (line: string) => void;
}

/** Exchanges that may wait; what comes while so many do is not looked at, so that memory does not run out. */
const longestQueue = 2000;

const counted = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

export class Watch {
  readonly #options: WatchOptions;
  readonly #mock: Mock;
  readonly #predictor: Predictor;
  readonly #namer: Namer;
  readonly #discretion = new Discretion();
  readonly #notPredictable: Record<string, number> = {};
  readonly #byRule: Record<string, number> = {};
  #exchanges = 0;
  #predicted = 0;
  #surprises = 0;
  #waiting = 0;
  #turn: Promise<void> = Promise.resolve();

  private constructor(options: WatchOptions, mock: Mock, memory: Memory) {
    this.#options = options;
    this.#mock = mock;
    this.#predictor = new Predictor(new Shadow(mock, memory));
    this.#namer = new Namer(mock, memory, options.edition, options.quiet);
  }

  /** Starts a watch with a mock that knows nothing yet but the types that Canvas ships. */
  static async start(options: WatchOptions): Promise<Watch> {
    const records = {
      practitioners: [],
      patients: [],
      locations: [],
      noteTypes,
      reasonCodings,
      appointments: [],
      encounters: [],
    };
    const mock = await startMock({ edition: options.edition, ...options.mock, records, journal: 0 });
    return new Watch(options, mock, new Memory({ noteTypes, reasonCodings }));
  }

  /** Takes an exchange. Nothing waits for what comes of it. */
  take(passed: Passed): void {
    this.#exchanges += 1;
    if (this.#waiting >= longestQueue) {
      counted(this.#notPredictable, 'too many exchanges were waiting');
      return;
    }
    this.#waiting += 1;
    this.#turn = this.#turn.then(() => this.#look(passed)).finally(() => (this.#waiting -= 1));
  }

  /** When everything that was taken has been looked at. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async close(): Promise<void> {
    await this.#namer.close();
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

  async #look(passed: Passed): Promise<void> {
    try {
      await this.#options.quiet();
      const theirs = passed.isCut ? undefined : liveOutcome(passed, this.#options.to);
      const why = passed.isCut ? 'a body was too long to look at' : 'the answer cannot be read';
      if (passed.method === 'HEAD') counted(this.#notPredictable, 'HEAD has no answer to look at');
      else if (theirs === undefined) counted(this.#notPredictable, why);
      else await this.#tell(passed, await this.#predictor.judge(passed, theirs));
    } catch (error) {
      counted(this.#notPredictable, 'the mock stumbled');
      this.#options.onFault(
        `${passed.method} ${discreetPath(passed.url)} was not looked at: ${(error as Error).message}`,
      );
    }
  }

  async #tell(passed: Passed, judged: Judged): Promise<void> {
    if (judged.kind === 'unpredictable') {
      counted(this.#notPredictable, judged.reason);
      return;
    }
    this.#predicted += 1;
    for (const difference of judged.differences) {
      const named = await this.#namer.name(judged, difference);
      this.#surprises += 1;
      counted(this.#byRule, named.rules[0] ?? 'no rule of the table');
      this.#options.onSurprise(this.#surprise(passed, difference, named));
    }
  }

  #surprise(
    { at, method, url }: Passed,
    { where, expected, actual }: Difference,
    { rules, certainty }: { readonly rules: readonly string[]; readonly certainty: string },
  ): Surprise {
    return {
      at: new Date(at).toISOString(),
      method,
      path: discreetPath(url),
      rule: rules[0] ?? null,
      rules,
      certainty,
      difference: where,
      ...(expected === undefined ? {} : { expected: this.#discretion.value(where, expected) }),
      ...(actual === undefined ? {} : { actual: this.#discretion.value(where, actual) }),
    };
  }
}
