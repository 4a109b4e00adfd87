// The breaker: after several failures in a row the server is taken to be down, and nothing more is sent.
// cockatiel's breaker closes again after a while; this one ends the run, once another interaction fails as well.
import type { NoAnswer, Answer } from '../send.ts';
import { TargetFault } from '../failures.ts';

/** So many requests in a row without an answer end the run. */
const mostSilences = 3;

/** After so many server errors in a row the server is asked for something else; after the second number it is given up. */
const suspicious = 5;
const hopeless = 20;

export class Breaker {
  readonly #isAlive: () => Promise<boolean>;
  #silences = 0;
  #errors = 0;
  #hasAnswered = false;
  #fault: TargetFault | undefined;

  /** `isAlive` asks the server for something that a fault of one interaction leaves alone. */
  constructor(isAlive: () => Promise<boolean>) {
    this.#isAlive = isAlive;
  }

  /** Throws where the run has ended. */
  check(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }

  /** Takes note of an answer. */
  async answered({ status }: Answer): Promise<void> {
    this.#hasAnswered = true;
    this.#silences = 0;
    this.#errors = status >= 500 ? this.#errors + 1 : 0;
    if (this.#errors < suspicious) return;
    if (this.#errors < hopeless && (this.#errors % suspicious !== 0 || (await this.#isAlive()))) return;
    this.trip('stopped', `${this.#errors} requests in a row were answered with a server error (the last: ${status})`);
  }

  /** Takes note of a request that was not answered. */
  unanswered({ message, kind: because }: NoAnswer): void {
    // What has to be set otherwise is not asked again.
    if (because === 'configuration' && !this.#hasAnswered) this.trip(because, message);
    this.#silences += 1;
    if (this.#silences < mostSilences) return;
    const kind = this.#hasAnswered ? 'stopped' : 'unreachable';
    this.trip(kind, `${this.#silences} requests in a row had no answer; the last: ${message}`);
  }

  /** Ends the run. */
  trip(kind: TargetFault['kind'], message: string): never {
    throw this.close(kind, message);
  }

  /** Lets nothing more be sent, and gives the fault that ends the run. */
  close(kind: TargetFault['kind'], message: string): TargetFault {
    return this.closeFor(new TargetFault(kind, message));
  }

  /** Lets nothing more be sent for a fault, and gives the fault that ends the run: the first. */
  closeFor(fault: TargetFault): TargetFault {
    this.#fault ??= fault;
    return this.#fault;
  }
}
