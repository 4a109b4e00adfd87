// The one gate through which every request of a live run goes.
import { NoAnswer, type Answer, type Send } from '../send.ts';
import { Breaker } from './breaker.ts';
import type { Tokens } from './tokens.ts';

interface GateOptions {
  readonly baseUrl: string;
  readonly tokens: Tokens;
  readonly send: Send;
}

/** An id that nobody has: a FHIR server that is alive answers it with 404. */
const nobody = '/Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';

export class Gate {
  readonly #options: GateOptions;
  readonly #breaker: Breaker;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#breaker = new Breaker(() => this.#isAlive());
  }

  /** Sends a request unless the run has ended. */
  async send(request: Request): Promise<Answer> {
    this.#breaker.check();
    try {
      const answer = await this.#options.send(request);
      await this.#breaker.answered(answer);
      return answer;
    } catch (error) {
      if (error instanceof NoAnswer) this.#breaker.unanswered(error);
      throw error;
    }
  }

  async #isAlive(): Promise<boolean> {
    const { baseUrl, tokens, send } = this.#options;
    const headers = { authorization: `Bearer ${await tokens.of()}`, accept: 'application/json' };
    const answer = await send(new Request(`${baseUrl}${nobody}`, { headers })).catch(() => undefined);
    return answer !== undefined && answer.status < 500;
  }
}
